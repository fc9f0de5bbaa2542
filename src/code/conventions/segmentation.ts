import { type Convention, offWhenNone } from './convention';

const OFF_UNLESS_GIVEN = { en: 'α is off unless given.', zhCn: '未指定时 α 关闭。' };

/** The notes on a loss whose `mode` says what the targets are. */
function notesOnModes(joined: { readonly en: string; readonly zhCn: string }): Convention['notes'] {
  const multiclass = {
    en: `\`multiclass\` is no softmax: each class is scored against the rest through a sigmoid, and the classes are ${joined.en}.`,
    zhCn: `\`multiclass\` 并非 softmax：每个类别通过 sigmoid 与其余类别区分，再对类别${joined.zhCn}。`,
  };
  return (parameter, given) => [
    ...(parameter === 'alpha' ? [OFF_UNLESS_GIVEN] : []),
    ...(/multiclass/i.test(given.text('mode') ?? '') ? [multiclass] : []),
  ];
}

const segmentationModels: Convention = {
  id: 'segmentation_models_pytorch.FocalLoss',
  others: ['from_logits', 'eps', 'reduction', 'normalized', 'reduced_threshold', 'class_weights'],
  library: 'segmentation_models_pytorch',
  family: 'focal',
  callables: ['segmentation_models_pytorch.losses.FocalLoss'],
  parameters: [
    { name: 'mode' },
    { name: 'alpha', default: 'none' },
    { name: 'gamma', default: 2 },
    { name: 'ignore_index' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNone,
  expectedInput: (given) => (given.text('from_logits') === 'False' ? 'probabilities' : 'logits'),
  defaultReduction: 'mean',
  softTargets: 'ptFromEntropy',
  notes: notesOnModes({ en: 'averaged', zhCn: '取平均' }),
  source: 'segmentation_models_pytorch 0.6.0, losses/focal.py',
};

/** A fork of segmentation_models_pytorch. */
const torchseg: Convention = {
  ...segmentationModels,
  id: 'torchseg.FocalLoss',
  others: [],
  library: 'TorchSeg',
  callables: ['torchseg.losses.FocalLoss', 'torchseg.losses.focal.FocalLoss'],
  parameters: [
    ...segmentationModels.parameters,
    { name: 'reduction' },
    { name: 'normalized' },
    { name: 'reduced_threshold' },
    { name: 'classes' },
  ],
  expectedInput: () => 'logits',
  notes: notesOnModes({ en: 'summed', zhCn: '求和' }),
  source: 'torchseg 0.0.1a4, torchseg/losses/focal.py',
};

const toolbelt: Convention = {
  id: 'pytorch_toolbelt.BinaryFocalLoss',
  others: [],
  library: 'pytorch-toolbelt',
  family: 'focal',
  callables: ['pytorch_toolbelt.losses.BinaryFocalLoss', 'pytorch_toolbelt.losses.focal.BinaryFocalLoss'],
  parameters: [
    { name: 'alpha', default: 'none' },
    { name: 'gamma', default: 2 },
    { name: 'ignore_index' },
    { name: 'reduction' },
    { name: 'normalized' },
    { name: 'reduced_threshold' },
    { name: 'activation' },
    { name: 'softmax_dim' },
    { name: 'class_weights' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNone,
  expectedInput: () => 'logits',
  defaultReduction: 'mean',
  softTargets: 'ptMixed',
  notes: (parameter) => [
    ...(parameter === 'alpha' ? [OFF_UNLESS_GIVEN] : []),
    {
      en: 'Ignored targets have a loss of 0 and stay in the mean.',
      zhCn: '被忽略的目标值的损失为 0，但仍计入平均。',
    },
  ],
  source: 'pytorch-toolbelt 0.8.0, pytorch_toolbelt/losses/focal.py',
};

const toolbeltFunction: Convention = {
  ...toolbelt,
  id: 'pytorch_toolbelt.focal_loss_with_logits',
  others: [
    'normalized',
    'reduced_threshold',
    'eps',
    'ignore_index',
    'activation',
    'softmax_dim',
    'class_weights',
  ],
  callables: [
    'pytorch_toolbelt.losses.focal_loss_with_logits',
    'pytorch_toolbelt.losses.functional.focal_loss_with_logits',
  ],
  parameters: [
    { name: 'output' },
    { name: 'target' },
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: 0.25 },
    { name: 'reduction' },
  ],
  notes: () => [
    {
      en: 'γ comes before α, which is 0.25 unless given; `None` switches it off.',
      zhCn: 'γ 在 α 之前；α 未指定时为 0.25，`None` 关闭 α。',
    },
  ],
  source: 'pytorch-toolbelt 0.8.0, pytorch_toolbelt/losses/functional.py',
};

const toolbeltClasses: Convention = {
  ...toolbelt,
  id: 'pytorch_toolbelt.CrossEntropyFocalLoss',
  others: ['reduction', 'normalized', 'reduced_threshold', 'ignore_index', 'class_weights'],
  callables: [
    'pytorch_toolbelt.losses.CrossEntropyFocalLoss',
    'pytorch_toolbelt.losses.focal.CrossEntropyFocalLoss',
  ],
  parameters: [{ name: 'gamma', default: 2 }],
  alphaRole: () => 'off',
  notes: () => [
    {
      en: 'There is no α. It is not the focal loss of a softmax: the binary cross-entropies of all classes are weighted by |y − softmax|^γ.',
      zhCn: '没有 α。它不是 softmax 的焦点损失：所有类别的二元交叉熵以 |y − softmax|^γ 加权。',
    },
  ],
};

const catalyst: Convention = {
  ...toolbelt,
  id: 'catalyst.FocalLossBinary',
  others: [],
  library: 'Catalyst',
  callables: [
    'catalyst.contrib.losses.FocalLossBinary',
    'catalyst.contrib.losses.focal.FocalLossBinary',
    'catalyst.contrib.losses.FocalLossMultiClass',
    'catalyst.contrib.losses.focal.FocalLossMultiClass',
  ],
  parameters: [
    { name: 'ignore' },
    { name: 'reduced' },
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: 0.25 },
    { name: 'threshold' },
    { name: 'reduction' },
  ],
  softTargets: 'ptFromEntropy',
  alphaRole: (given) => (given.text('reduced') === 'True' ? 'off' : 'positives'),
  notes: () => [
    {
      en: 'γ comes before α. `reduced=True` leaves α out. `FocalLossMultiClass` is one sigmoid a class against the rest, summed over the classes.',
      zhCn: 'γ 在 α 之前。`reduced=True` 不使用 α。`FocalLossMultiClass` 为每个类别各用一个 sigmoid 与其余类别区分，再对类别求和。',
    },
  ],
  source: 'catalyst 22.4, catalyst/contrib/losses/focal.py',
};

const catalystFunction: Convention = {
  ...catalyst,
  id: 'catalyst.sigmoid_focal_loss',
  others: [],
  callables: ['catalyst.metrics.functional.sigmoid_focal_loss', 'catalyst.metrics.sigmoid_focal_loss'],
  parameters: [
    { name: 'outputs' },
    { name: 'targets' },
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: 0.25 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  notes: () => [{ en: 'γ comes before α.', zhCn: 'γ 在 α 之前。' }],
  source: 'catalyst 22.4, catalyst/metrics/functional/_focal.py',
};

export const segmentationConventions: readonly Convention[] = [
  segmentationModels,
  torchseg,
  toolbelt,
  toolbeltFunction,
  toolbeltClasses,
  catalyst,
  catalystFunction,
];
