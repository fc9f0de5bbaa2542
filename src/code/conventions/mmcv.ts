import { type Convention, neverOff } from './convention';

export const GAMMA_FIRST = { en: 'γ comes before α.', zhCn: 'γ 在 α 之前。' };

const mmcv: Omit<Convention, 'id' | 'callables' | 'parameters' | 'notes'> = {
  library: 'MMCV',
  family: 'focal',
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'mean',
  source: 'mmcv 2.2.0, mmcv/ops/focal_loss.py',
};

const MMCV_MEAN = {
  en: '`"mean"` is the sum divided by the number of rows.',
  zhCn: '`"mean"` 是总和除以行数。',
};

const mmcvFunction: Omit<Convention, 'id' | 'callables'> = {
  ...mmcv,
  parameters: [
    { name: 'input' },
    { name: 'target' },
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: 0.25 },
    { name: 'weight' },
    { name: 'reduction' },
  ],
  notes: () => [
    GAMMA_FIRST,
    {
      en: 'It is an autograd function: all arguments are positional.',
      zhCn: '它是 autograd 函数：所有参数只能按位置传入。',
    },
    MMCV_MEAN,
  ],
};

const mmcvClass: Omit<Convention, 'id' | 'callables'> = {
  ...mmcv,
  parameters: [{ name: 'gamma' }, { name: 'alpha' }, { name: 'weight' }, { name: 'reduction' }],
  notes: () => [GAMMA_FIRST, MMCV_MEAN],
};

/** Its kernel multiplies every class by α, the background too. */
const mmcvSoftmax: Pick<Convention, 'alphaRole'> = { alphaRole: () => 'everyClass' };

export const mmcvConventions: readonly Convention[] = [
  {
    ...mmcvFunction,
    id: 'mmcv.sigmoid_focal_loss',
    callables: ['mmcv.ops.sigmoid_focal_loss'],
  },
  {
    ...mmcvFunction,
    ...mmcvSoftmax,
    id: 'mmcv.softmax_focal_loss',
    callables: ['mmcv.ops.softmax_focal_loss'],
  },
  {
    ...mmcvClass,
    id: 'mmcv.SigmoidFocalLoss',
    callables: ['mmcv.ops.SigmoidFocalLoss'],
  },
  {
    ...mmcvClass,
    ...mmcvSoftmax,
    id: 'mmcv.SoftmaxFocalLoss',
    callables: ['mmcv.ops.SoftmaxFocalLoss'],
  },
];
