import { type Convention, isTrue, neverOff, offWhenNone } from './convention';

const PROBABILITIES = {
  en: 'Takes probabilities unless `from_logits=True`.',
  zhCn: '除非 `from_logits=True`，否则输入为概率。',
};
const POSITIVE_WEIGHT = {
  en: 'There is no α; `pos_weight` multiplies the positives and leaves the negatives at 1.',
  zhCn: '没有 α；`pos_weight` 乘以正样本的损失，负样本的权重保持为 1。',
};
const CLASS_WEIGHT = {
  en: 'There is no α; `class_weight` gives one weight a class.',
  zhCn: '没有 α；`class_weight` 为每个类别指定一个权重。',
};
const LABELS_AND_GAMMA = [{ name: 'y_true' }, { name: 'y_pred' }, { name: 'gamma' }] as const;

const focalLossPackage: Omit<Convention, 'id' | 'callables' | 'notes'> = {
  library: 'focal-loss',
  family: 'focal',
  parameters: [{ name: 'gamma' }],
  alphaRole: () => 'off',
  isAlphaOff: neverOff,
  expectedInput: (given) => (given.text('from_logits') === 'True' ? 'logits' : 'probabilities'),
  defaultReduction: 'mean',
  source: 'focal-loss 0.0.7, focal_loss/_binary_focal_loss.py, focal_loss/_categorical_focal_loss.py',
};

/** The package focal-loss on PyPI has no α. */
const focalLossConventions: readonly Convention[] = [
  {
    ...focalLossPackage,
    id: 'focal_loss.BinaryFocalLoss',
    callables: ['focal_loss.BinaryFocalLoss'],
    notes: () => [PROBABILITIES, POSITIVE_WEIGHT],
  },
  {
    ...focalLossPackage,
    id: 'focal_loss.SparseCategoricalFocalLoss',
    callables: ['focal_loss.SparseCategoricalFocalLoss'],
    notes: () => [PROBABILITIES, CLASS_WEIGHT],
  },
  {
    ...focalLossPackage,
    id: 'focal_loss.binary_focal_loss',
    callables: ['focal_loss.binary_focal_loss'],
    parameters: LABELS_AND_GAMMA,
    defaultReduction: 'none',
    notes: () => [PROBABILITIES, POSITIVE_WEIGHT],
  },
  {
    ...focalLossPackage,
    id: 'focal_loss.sparse_categorical_focal_loss',
    callables: ['focal_loss.sparse_categorical_focal_loss'],
    parameters: LABELS_AND_GAMMA,
    defaultReduction: 'none',
    notes: () => [PROBABILITIES, CLASS_WEIGHT],
  },
];

/** The package focal-loss-torch on PyPI, which has the same root. */
const focalLossTorch: Convention = {
  ...focalLossPackage,
  id: 'focal_loss.focal_loss.FocalLoss',
  library: 'focal-loss-torch',
  callables: ['focal_loss.focal_loss.FocalLoss'],
  parameters: [
    { name: 'gamma' },
    { name: 'weights' },
    { name: 'reduction' },
    { name: 'ignore_index' },
    { name: 'eps' },
  ],
  expectedInput: () => 'probabilities',
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'Takes probabilities and refuses others. There is no α; `weights` gives one weight a class, and `"mean"` divides by their sum.',
      zhCn: '输入为概率，其他输入会被拒绝。没有 α；`weights` 为每个类别指定一个权重，`"mean"` 除以这些权重之和。',
    },
  ],
  source: 'focal-loss-torch 0.1.2, focal_loss/focal_loss.py',
};

const fastai: Convention = {
  id: 'fastai.FocalLoss',
  others: [],
  library: 'fastai',
  family: 'focal',
  callables: ['fastai.losses.FocalLoss', 'fastai.vision.all.FocalLoss', 'fastai.basics.FocalLoss'],
  parameters: [{ name: 'gamma', default: 2 }, { name: 'weight' }, { name: 'reduction' }],
  alphaRole: () => 'off',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'mean',
  notes: () => [
    {
      en: 'There is no α. `weight` goes into the cross-entropy before p_t is taken from it, so that it changes p_t as well.',
      zhCn: '没有 α。`weight` 在求 p_t 之前已进入交叉熵，因此也会改变 p_t。',
    },
  ],
  source: 'fastai 2.8.12, fastai/losses.py',
};

/** Without a list of all names: these take any. */
const { others: _whole, ...open } = fastai;

const fastaiFlat: Convention = {
  ...open,
  id: 'fastai.FocalLossFlat',
  callables: [
    'fastai.losses.FocalLossFlat',
    'fastai.vision.all.FocalLossFlat',
    'fastai.basics.FocalLossFlat',
  ],
  parameters: [{ name: 'gamma', default: 2, keywordOnly: true }],
};

/** A repository that is loaded by PyTorch's hub. */
const multiClass: Convention = {
  ...open,
  id: 'adeelh.focal_loss',
  library: 'pytorch-multi-class-focal-loss',
  callables: [],
  hub: { repository: 'adeelh/pytorch-multi-class-focal-loss', models: ['FocalLoss', 'focal_loss'] },
  parameters: [
    { name: 'alpha', default: 'none' },
    { name: 'gamma', default: 0 },
    { name: 'reduction' },
    { name: 'ignore_index' },
    { name: 'device' },
    { name: 'dtype' },
  ],
  alphaRole: () => 'everyClass',
  isAlphaOff: offWhenNone,
  notes: (parameter) =>
    parameter === 'alpha'
      ? [
          {
            en: 'α has one weight a class, as a tensor for `FocalLoss` and a list for `focal_loss`, and is off unless given. The mean is not divided by the weights.',
            zhCn: 'α 为每个类别给出一个权重（`FocalLoss` 用张量，`focal_loss` 用列表），未指定时关闭。平均不除以权重之和。',
          },
        ]
      : [
          {
            en: 'γ is 0 unless given, which is the cross-entropy.',
            zhCn: '未指定时 γ 为 0，即交叉熵。',
          },
        ],
  source: 'pytorch-multi-class-focal-loss 2477bf68, focal_loss.py',
};

/** Its α belongs to its other objective, so that `imbalance_alpha` is none of this loss. */
const imbalanceXgboost: Convention = {
  ...open,
  id: 'imxgboost.imbalance_xgboost',
  library: 'Imbalance-XGBoost',
  callables: ['imxgboost.imbalance_xgb.imbalance_xgboost'],
  parameters: [
    { name: 'num_round' },
    { name: 'max_depth' },
    { name: 'eta' },
    { name: 'verbosity' },
    { name: 'objective_func' },
    { name: 'eval_metric' },
    { name: 'booster' },
    { name: 'special_objective' },
    { name: 'early_stopping_rounds' },
    { name: 'imbalance_alpha' },
    { name: 'focal_gamma', default: 'none' },
  ],
  parameterNames: { gamma: 'focal_gamma' },
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'It counts with `special_objective="focal"` and must be given then. There is no α: `imbalance_alpha` belongs to `"weighted"`.',
      zhCn: '仅在 `special_objective="focal"` 时有效，且必须给出。没有 α：`imbalance_alpha` 属于 `"weighted"`。',
    },
  ],
  source: 'imbalance-xgboost 0.8.1, imxgboost/imbalance_xgb.py',
};

const glass: Convention = {
  id: 'anomalib.FocalLoss',
  library: 'anomalib',
  family: 'focal',
  callables: ['anomalib.models.image.glass.loss.FocalLoss'],
  parameters: [
    { name: 'apply_nonlinearity' },
    { name: 'alpha', default: 'none' },
    { name: 'gamma', default: 2 },
    { name: 'balance_index' },
    { name: 'smooth' },
    { name: 'size_average', isSwitch: true },
  ],
  alphaRole: (given) => {
    if (/^[[(]/.test(given.text('alpha') ?? '')) {
      return 'everyClass';
    }
    return /^0?$/.test(given.text('balance_index') ?? '') ? 'classZero' : 'positives';
  },
  isAlphaOff: offWhenNone,
  expectedInput: (given) =>
    given.text('apply_nonlinearity') === undefined || given.text('apply_nonlinearity') === 'None'
      ? 'probabilities'
      : 'logits',
  defaultReduction: 'mean',
  softTargets: 'lossesMixed',
  notes: (parameter) =>
    parameter === 'alpha'
      ? [
          {
            en: 'α is the weight of the class `balance_index`, which is 0 unless given; the others weigh 1 − α. A list is divided by its sum. A whole number is refused.',
            zhCn: 'α 是类别 `balance_index`（未指定时为 0）的权重，其他类别为 1 − α。列表会除以其总和。整数会被拒绝。',
          },
        ]
      : [
          {
            en: 'Takes probabilities unless `apply_nonlinearity` makes them of logits. Labels are smoothed by 1e-5 unless `smooth` says otherwise.',
            zhCn: '输入为概率，除非 `apply_nonlinearity` 将 logits 转换为概率。未指定 `smooth` 时，标签平滑为 1e-5。',
          },
        ],
  source: 'anomalib 2.7.0, anomalib/models/image/glass/loss.py',
};

const gluonCv: Convention = {
  id: 'gluoncv.FocalLoss',
  library: 'GluonCV',
  family: 'focal',
  callables: ['gluoncv.loss.FocalLoss'],
  parameters: [
    { name: 'axis' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'sparse_label', isSwitch: true },
    { name: 'from_logits', isSwitch: true },
    { name: 'batch_axis' },
    { name: 'weight' },
    { name: 'num_class' },
    { name: 'eps' },
    { name: 'size_average', isSwitch: true },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: (given) => (isTrue(given.text('from_logits')) ? 'probabilities' : 'logits'),
  defaultReduction: 'other',
  softTargets: 'lossesMixed',
  notes: () => [
    {
      en: 'Each class has a sigmoid of its own; `from_logits=True` means that the input is a probability already. One mean a sample comes back.',
      zhCn: '每个类别各用一个 sigmoid；`from_logits=True` 表示输入已是概率。返回每个样本的平均值。',
    },
  ],
  source: 'gluoncv 0.10.5, gluoncv/loss.py',
};

/** Libraries with a loss or two. */
export const otherConventions: readonly Convention[] = [
  ...focalLossConventions,
  focalLossTorch,
  fastai,
  fastaiFlat,
  multiClass,
  imbalanceXgboost,
  glass,
  gluonCv,
];
