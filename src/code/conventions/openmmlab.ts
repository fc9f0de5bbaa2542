import { type Convention, type GivenArguments, neverOff } from './convention';
import { GAMMA_FIRST, mmcvConventions } from './mmcv';

const focal: Omit<Convention, 'id' | 'callables' | 'parameters' | 'library' | 'source'> = {
  family: 'focal',
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: (given) => (given.text('activated') === 'True' ? 'probabilities' : 'logits'),
  defaultReduction: 'mean',
  softTargets: 'ptMixed',
  notes: (_parameter, given) => [
    ...(given.text('use_sigmoid') === 'False'
      ? [
          {
            en: '`use_sigmoid=False` is refused when the model is built.',
            zhCn: '构建模型时会拒绝 `use_sigmoid=False`。',
          },
        ]
      : []),
  ],
};

const UNLESS_OF_PROJECT = {
  en: 'This is MMDetection’s, unless the project has a `FocalLoss` of its own.',
  zhCn: '这是 MMDetection 的损失，除非项目有自己的 `FocalLoss`。',
};

/** True for an entry that names the loss without its library, and gives none of the options that are MMDetection's. */
function mayBeOfProject(given: GivenArguments): boolean {
  const isUnscoped = /^["']?FocalLoss["']?$/.test(given.text('type') ?? '');
  return isUnscoped && given.text('use_sigmoid') === undefined && given.text('loss_weight') === undefined;
}

const mmdetFunction: Omit<Convention, 'id' | 'callables' | 'expectedInput'> = {
  ...focal,
  library: 'MMDetection',
  parameters: [
    { name: 'pred' },
    { name: 'target' },
    { name: 'weight' },
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: 0.25 },
    { name: 'reduction' },
    { name: 'avg_factor' },
  ],
  notes: () => [GAMMA_FIRST],
  source: 'mmdet 3.3.0, mmdet/models/losses/focal_loss.py',
};

const GAMMA_BEFORE_ALPHA: Convention['parameters'] = [
  { name: 'gamma', default: 2 },
  { name: 'alpha', default: 0.25 },
  { name: 'reduction' },
  { name: 'loss_weight' },
];

export const openmmlabConventions: readonly Convention[] = [
  {
    ...focal,
    id: 'mmdet.FocalLoss',
    others: [],
    library: 'MMDetection',
    callables: [
      'mmdet.models.losses.FocalLoss',
      'mmdet.models.FocalLoss',
      'mmdet.models.losses.focal_loss.FocalLoss',
      'mmdet3d.models.losses.FocalLoss',
    ],
    registryNames: ['FocalLoss', 'mmdet.FocalLoss'],
    parameters: [
      { name: 'use_sigmoid', isSwitch: true },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 0.25 },
      { name: 'reduction' },
      { name: 'loss_weight' },
      { name: 'activated', isSwitch: true },
    ],
    notes: (parameter, given) => [
      ...focal.notes(parameter, given),
      ...(mayBeOfProject(given) ? [UNLESS_OF_PROJECT] : []),
      {
        en: 'Targets are class indices, the background being `num_classes`. With an `avg_factor`, as detection heads give it, the sum is divided by that instead of the mean.',
        zhCn: '目标值为类别索引，背景为 `num_classes`。若给出 `avg_factor`（检测头会给出），则将总和除以它，而不取平均。',
      },
    ],
    source: 'mmdet 3.3.0, mmdet/models/losses/focal_loss.py',
  },
  {
    ...focal,
    id: 'mmdet.FocalCustomLoss',
    library: 'MMDetection',
    callables: ['mmdet.models.losses.FocalCustomLoss', 'mmdet.models.losses.focal_loss.FocalCustomLoss'],
    registryNames: ['FocalCustomLoss', 'mmdet.FocalCustomLoss'],
    parameters: [
      { name: 'use_sigmoid', isSwitch: true },
      { name: 'num_classes' },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 0.25 },
      { name: 'reduction' },
      { name: 'loss_weight' },
      { name: 'activated', isSwitch: true },
    ],
    source: 'mmdet 3.3.0, mmdet/models/losses/focal_loss.py',
  },
  {
    ...mmdetFunction,
    id: 'mmdet.sigmoid_focal_loss',
    callables: [
      'mmdet.models.losses.sigmoid_focal_loss',
      'mmdet.models.losses.focal_loss.sigmoid_focal_loss',
      'mmdet.models.losses.focal_loss.py_sigmoid_focal_loss',
      'mmpretrain.models.losses.sigmoid_focal_loss',
      'mmpretrain.models.losses.focal_loss.sigmoid_focal_loss',
    ],
    expectedInput: () => 'logits',
  },
  {
    ...mmdetFunction,
    id: 'mmdet.py_focal_loss_with_prob',
    callables: ['mmdet.models.losses.focal_loss.py_focal_loss_with_prob'],
    expectedInput: () => 'probabilities',
  },
  {
    ...focal,
    id: 'mmseg.FocalLoss',
    others: ['loss_weight', 'loss_name'],
    library: 'MMSegmentation',
    callables: ['mmseg.models.losses.FocalLoss', 'mmseg.models.losses.focal_loss.FocalLoss'],
    registryNames: ['mmseg.FocalLoss'],
    parameters: [
      { name: 'use_sigmoid', isSwitch: true },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 0.5 },
      { name: 'reduction' },
      { name: 'class_weight' },
    ],
    notes: (parameter, given) => [
      ...focal.notes(parameter, given),
      ...(parameter === 'alpha'
        ? [
            {
              en: 'The default is 0.5. A list gives each class its own foreground weight; class weights go to `class_weight`.',
              zhCn: '默认值为 0.5。列表为每个类别指定各自的前景权重；类别权重由 `class_weight` 指定。',
            },
          ]
        : []),
    ],
    source: 'mmsegmentation 1.2.2, mmseg/models/losses/focal_loss.py',
  },
  {
    ...focal,
    id: 'mmpretrain.FocalLoss',
    others: [],
    library: 'MMPretrain',
    callables: [
      'mmpretrain.models.losses.FocalLoss',
      'mmpretrain.models.FocalLoss',
      'mmcls.models.losses.FocalLoss',
      'mmcls.models.FocalLoss',
    ],
    registryNames: ['mmpretrain.FocalLoss', 'mmcls.FocalLoss'],
    parameters: GAMMA_BEFORE_ALPHA,
    expectedInput: () => 'logits',
    notes: () => [GAMMA_FIRST],
    source: 'mmpretrain 1.2.0, mmpretrain/models/losses/focal_loss.py',
  },
  ...mmcvConventions,
  {
    ...focal,
    id: 'mmdet.FocalLossCost',
    library: 'MMDetection',
    callables: [
      'mmdet.models.task_modules.FocalLossCost',
      'mmdet.models.task_modules.assigners.FocalLossCost',
    ],
    registryNames: [
      'FocalLossCost',
      'mmdet.FocalLossCost',
      'BinaryFocalLossCost',
      'mmdet.BinaryFocalLossCost',
    ],
    parameters: [
      { name: 'alpha', default: 0.25 },
      { name: 'gamma', default: 2 },
    ],
    notes: () => [
      {
        en: 'This is the cost that matches queries with objects, not the training loss. Give it the α and γ of the loss.',
        zhCn: '这是将查询与目标匹配的代价，不是训练损失。请使用与损失相同的 α 和 γ。',
      },
    ],
    source: 'mmdet 3.3.0, mmdet/models/task_modules/assigners/match_cost.py',
  },
  {
    ...focal,
    id: 'mmdet.GaussianFocalLoss',
    library: 'MMDetection',
    family: 'gaussianFocal',
    callables: ['mmdet.models.losses.GaussianFocalLoss', 'mmdet.models.GaussianFocalLoss'],
    registryNames: ['GaussianFocalLoss', 'mmdet.GaussianFocalLoss'],
    parameters: [
      { name: 'alpha', default: 2 },
      { name: 'gamma', default: 4 },
    ],
    alphaRole: () => 'exponent',
    expectedInput: () => 'probabilities',
    notes: () => [
      {
        en: 'Takes probabilities: the heat map after its sigmoid.',
        zhCn: '输入为概率：经过 sigmoid 的热力图。',
      },
    ],
    source: 'mmdet 3.3.0, mmdet/models/losses/gaussian_focal_loss.py',
  },
  {
    ...focal,
    id: 'mmdet.VarifocalLoss',
    library: 'MMDetection',
    family: 'varifocal',
    callables: ['mmdet.models.losses.VarifocalLoss', 'mmdet.models.VarifocalLoss'],
    registryNames: ['VarifocalLoss', 'mmdet.VarifocalLoss'],
    parameters: [
      { name: 'use_sigmoid', isSwitch: true },
      { name: 'alpha', default: 0.75 },
      { name: 'gamma', default: 2 },
    ],
    alphaRole: () => 'negativesOnly',
    notes: () => [],
    source: 'mmdet 3.3.0, mmdet/models/losses/varifocal_loss.py',
  },
  {
    ...focal,
    id: 'mmpose.FocalHeatmapLoss',
    library: 'MMPose',
    family: 'gaussianFocal',
    callables: ['mmpose.models.losses.heatmap_loss.FocalHeatmapLoss'],
    registryNames: ['FocalHeatmapLoss', 'mmpose.FocalHeatmapLoss'],
    parameters: [
      { name: 'alpha', default: 2 },
      { name: 'beta', default: 4 },
    ],
    parameterNames: { gamma: 'beta' },
    alphaRole: () => 'exponent',
    expectedInput: () => 'probabilities',
    defaultReduction: 'other',
    notes: () => [
      {
        en: 'Takes probabilities, and its logarithms have no bound at 0. The sum is divided by the number of peaks.',
        zhCn: '输入为概率，且对数在 0 处没有下界。总和除以峰值的数量。',
      },
    ],
    source: 'mmpose 1.3.2, mmpose/models/losses/heatmap_loss.py',
  },
  {
    ...focal,
    id: 'mmrotate.SmoothFocalLoss',
    library: 'MMRotate',
    callables: [
      'mmrotate.models.losses.SmoothFocalLoss',
      'mmrotate.models.losses.smooth_focal_loss.SmoothFocalLoss',
    ],
    registryNames: ['SmoothFocalLoss', 'mmrotate.SmoothFocalLoss'],
    parameters: GAMMA_BEFORE_ALPHA,
    expectedInput: () => 'logits',
    notes: () => [
      GAMMA_FIRST,
      {
        en: 'Targets are the smooth labels of angles; α and p_t mix both sides by them.',
        zhCn: '目标值为角度的平滑标签；α 和 p_t 按它混合正负两侧。',
      },
    ],
    source: 'mmrotate 0.3.4, mmrotate/models/losses/smooth_focal_loss.py',
  },
];
