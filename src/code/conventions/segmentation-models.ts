import { type Convention, isBefore, isTrue, neverOff, offWhenNone } from './convention';

const probabilities: Omit<Convention, 'id' | 'callables' | 'parameters' | 'alphaRole' | 'notes'> = {
  library: 'segmentation_models',
  family: 'focal',
  isAlphaOff: neverOff,
  expectedInput: () => 'probabilities',
  defaultReduction: 'mean',
  softTargets: 'lossesMixed',
  source: 'segmentation_models 1.0.1 and segmentation_models_3D 1.1.1, base/functional.py',
};

const TAKES_PROBABILITIES = { en: 'Takes probabilities.', zhCn: '输入为概率。' };

/** The names of both packages of Keras: for images and for volumes. */
function inBoth(name: string): string[] {
  return ['segmentation_models', 'segmentation_models_3D'].map((root) => `${root}.losses.${name}`);
}

const binary: Convention = {
  ...probabilities,
  id: 'segmentation_models.BinaryFocalLoss',
  others: [],
  callables: inBoth('BinaryFocalLoss'),
  parameters: [
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  alphaRole: (given) => (isBefore(given) ? 'everyClass' : 'positives'),
  changed: { distribution: 'segmentation-models', version: '1.0.1' },
  notes: (parameter, given) => [
    TAKES_PROBABILITIES,
    ...(parameter === 'alpha' && given.installed === undefined
      ? [
          {
            en: 'Since 1.0.1 negatives are weighted by 1 − α; before, α scaled both classes alike.',
            zhCn: '自 1.0.1 起负样本的权重为 1 − α；此前 α 对两个类别作相同的缩放。',
          },
        ]
      : []),
  ],
};

const categorical: Convention = {
  ...probabilities,
  id: 'segmentation_models.CategoricalFocalLoss',
  others: [],
  callables: inBoth('CategoricalFocalLoss'),
  parameters: [{ name: 'alpha', default: 0.25 }, { name: 'gamma', default: 2 }, { name: 'class_indexes' }],
  alphaRole: () => 'everyClass',
  notes: () => [
    TAKES_PROBABILITIES,
    {
      en: 'A single α only scales the loss. The mean is over the classes too: C times smaller than one over pixels.',
      zhCn: '单个 α 只缩放损失。平均也对类别进行：比仅对像素取平均小 C 倍。',
    },
  ],
};

const torchseg: Convention = {
  ...probabilities,
  id: 'torchseg.FocalLoss',
  others: [],
  library: 'TorchSeg',
  callables: ['torchseg.losses.FocalLoss', 'torchseg.losses.focal.FocalLoss'],
  parameters: [
    { name: 'mode' },
    { name: 'alpha', default: 'none' },
    { name: 'gamma', default: 2 },
    { name: 'ignore_index' },
    { name: 'reduction' },
    { name: 'normalized' },
    { name: 'reduced_threshold' },
    { name: 'classes' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNone,
  expectedInput: () => 'logits',
  softTargets: 'ptFromEntropy',
  notes: (parameter, given) => [
    ...(parameter === 'alpha' ? [{ en: 'α is off unless given.', zhCn: '未指定时 α 关闭。' }] : []),
    ...(/multiclass/i.test(given.text('mode') ?? '')
      ? [
          {
            en: '`multiclass` is no softmax: each class is scored against the rest through a sigmoid, and the classes are summed.',
            zhCn: '`multiclass` 并非 softmax：每个类别通过 sigmoid 与其余类别区分，再对类别求和。',
          },
        ]
      : []),
  ],
  source: 'torchseg 0.0.1a4, torchseg/losses/focal.py',
};

const glass: Convention = {
  ...probabilities,
  id: 'anomalib.FocalLoss',
  library: 'anomalib',
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
  ...probabilities,
  id: 'gluoncv.FocalLoss',
  library: 'GluonCV',
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
  expectedInput: (given) => (isTrue(given.text('from_logits')) ? 'probabilities' : 'logits'),
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'Each class has a sigmoid of its own; `from_logits=True` means that the input is a probability already. One mean a sample comes back.',
      zhCn: '每个类别各用一个 sigmoid；`from_logits=True` 表示输入已是概率。返回每个样本的平均值。',
    },
  ],
  source: 'gluoncv 0.10.5, gluoncv/loss.py',
};

/** Losses of packages for segmentation and anomalies that are not based on PyTorch's `segmentation_models_pytorch`. */
export const segmentationModelsConventions: readonly Convention[] = [
  binary,
  categorical,
  torchseg,
  glass,
  gluonCv,
];
