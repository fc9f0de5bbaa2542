import { type Convention, isBefore, offWhenNone } from './convention';

const ALPHA_CHANGED = {
  en: 'α changed its meaning between versions: since 0.7.0 it is 1 − α for class 0 and α for the others; before, one factor for every class.',
  zhCn: 'α 的含义随版本而变：自 0.7.0 起，类别 0 的权重为 1 − α，其他类别为 α；此前则是所有类别共用的系数。',
};
const UNREDUCED = {
  en: '`reduction` is `"none"` unless given: one loss an element comes back, not a number.',
  zhCn: '未指定时 `reduction` 为 `"none"`：返回逐元素的损失，而不是一个数。',
};

const MEAN_OVER_ELEMENTS = {
  en: '`"mean"` is over classes and pixels, the ignored ones included: C times smaller than one over pixels.',
  zhCn: '`"mean"` 对类别和像素（包括被忽略的像素）取平均：比仅对像素取平均小 C 倍。',
};

const softmax: Omit<Convention, 'id' | 'callables' | 'parameters'> = {
  library: 'kornia',
  family: 'focal',
  alphaRole: (given) => (isBefore(given) ? 'everyClass' : 'foreground'),
  isAlphaOff: offWhenNone,
  changed: { distribution: 'kornia', version: '0.7' },
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  notes: (parameter, given) => [
    ...(parameter === 'alpha' && given.installed === undefined ? [ALPHA_CHANGED] : []),
    ...(given.text('reduction') === undefined ? [UNREDUCED] : []),
    ...(/mean/.test(given.text('reduction') ?? '') ? [MEAN_OVER_ELEMENTS] : []),
  ],
  source: 'kornia 0.9.0, kornia/losses/focal.py',
};

const { changed: _ofSoftmax, ...always } = softmax;

const sigmoid: Omit<Convention, 'id' | 'callables' | 'parameters'> = {
  ...always,
  softTargets: 'lossesMixed',
  alphaRole: () => 'positives',
  notes: (_parameter, given) => (given.text('reduction') === undefined ? [UNREDUCED] : []),
};

const AFTER_ALPHA = [{ name: 'gamma', default: 2 }, { name: 'reduction' }] as const;

export const korniaConventions: readonly Convention[] = [
  {
    ...softmax,
    id: 'kornia.focal_loss',
    others: ['input', 'eps', 'weight', 'ignore_index'],
    callables: ['kornia.losses.focal_loss', 'kornia.losses.focal.focal_loss'],
    parameters: [{ name: 'pred' }, { name: 'target' }, { name: 'alpha' }, ...AFTER_ALPHA],
  },
  {
    ...softmax,
    id: 'kornia.FocalLoss',
    others: ['eps', 'weight', 'ignore_index'],
    callables: ['kornia.losses.FocalLoss', 'kornia.losses.focal.FocalLoss'],
    parameters: [{ name: 'alpha' }, ...AFTER_ALPHA],
  },
  {
    ...sigmoid,
    id: 'kornia.binary_focal_loss_with_logits',
    others: ['input', 'eps', 'pos_weight', 'weight', 'ignore_index'],
    callables: [
      'kornia.losses.binary_focal_loss_with_logits',
      'kornia.losses.focal.binary_focal_loss_with_logits',
    ],
    parameters: [{ name: 'pred' }, { name: 'target' }, { name: 'alpha', default: 0.25 }, ...AFTER_ALPHA],
  },
  {
    ...sigmoid,
    id: 'kornia.BinaryFocalLossWithLogits',
    others: ['pos_weight', 'weight', 'ignore_index'],
    callables: ['kornia.losses.BinaryFocalLossWithLogits', 'kornia.losses.focal.BinaryFocalLossWithLogits'],
    parameters: [{ name: 'alpha' }, ...AFTER_ALPHA],
  },
];
