import { type Convention, type GivenArguments, isBefore, neverOff } from './convention';

const CALLED_WITH_BOTH = {
  en: 'Before 8.3.116 α and γ are arguments of the call, and the constructor takes none.',
  zhCn: '在 8.3.116 之前，α 和 γ 是调用时的参数，构造函数不接受参数。',
};

function constructorNotes(given: GivenArguments) {
  return given.installed === undefined || isBefore(given) ? [CALLED_WITH_BOTH] : [];
}

const ultralytics: Convention = {
  family: 'focal',
  id: 'ultralytics.FocalLoss',
  library: 'Ultralytics',
  callables: ['ultralytics.utils.loss.FocalLoss'],
  parameters: [
    { name: 'gamma', default: 1.5 },
    { name: 'alpha', default: 0.25 },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: (value) => typeof value === 'number' && value <= 0,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  softTargets: 'ptMixed',
  changed: { distribution: 'ultralytics', version: '8.3.116' },
  notes: (parameter, given) => [
    ...constructorNotes(given),
    ...(parameter === 'alpha'
      ? [
          {
            en: 'α of 0 or less switches α off. A list gives one α a class.',
            zhCn: 'α 小于或等于 0 时关闭 α。列表为每个类别指定一个 α。',
          },
        ]
      : []),
    {
      en: 'γ comes before α. The loss is averaged over axis 1 (the classes of an N × C array, the queries of B × Q × C) and summed over the rest.',
      zhCn: 'γ 在 α 之前。损失沿轴 1（N × C 数组的类别轴，B × Q × C 数组的查询轴）取平均，再沿其余的轴求和。',
    },
  ],
  source: 'ultralytics 8.4.190, ultralytics/utils/loss.py',
};

const ultralyticsVarifocal: Convention = {
  ...ultralytics,
  id: 'ultralytics.VarifocalLoss',
  family: 'varifocal',
  callables: ['ultralytics.utils.loss.VarifocalLoss'],
  parameters: [
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: 0.75 },
  ],
  alphaRole: () => 'negativesOnly',
  isAlphaOff: neverOff,
  notes: (_parameter, given) => [
    ...constructorNotes(given),
    {
      en: 'γ comes before α. The loss is averaged over axis 1 and summed over the rest.',
      zhCn: 'γ 在 α 之前。损失沿轴 1 取平均，再沿其余的轴求和。',
    },
  ],
};

const { changed: _ofConstructors, ...withoutChange } = ultralytics;

/** In a DETR of Ultralytics the meaning of α and γ depends on the loss that it builds: focal or varifocal. */
const ultralyticsDetr: Convention = {
  ...withoutChange,
  id: 'ultralytics.DETRLoss',
  callables: ['ultralytics.models.utils.loss.DETRLoss'],
  parameters: [
    { name: 'nc' },
    { name: 'loss_gain' },
    { name: 'aux_loss' },
    { name: 'use_fl' },
    { name: 'use_vfl' },
    { name: 'use_uni_match' },
    { name: 'uni_match_ind' },
    { name: 'gamma', default: 1.5 },
    { name: 'alpha', default: 0.25 },
  ],
  notes: () => [
    {
      en: 'With `use_vfl=True` the same two go to a varifocal loss, where α and γ act on the negatives alone.',
      zhCn: '若 `use_vfl=True`，这两个参数传给 varifocal 损失，此时 α 和 γ 只作用于负样本。',
    },
  ],
  source: 'ultralytics 8.4.190, ultralytics/models/utils/loss.py',
};

export const ultralyticsConventions: readonly Convention[] = [
  ultralytics,
  ultralyticsVarifocal,
  ultralyticsDetr,
];
