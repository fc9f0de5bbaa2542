import { type Convention, neverOff, offWhenNegative } from './convention';

const logits: Pick<
  Convention,
  'family' | 'alphaRole' | 'expectedInput' | 'defaultReduction' | 'softTargets'
> = {
  family: 'focal',
  alphaRole: () => 'positives',
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  softTargets: 'ptMixed',
};

const detectron2: Omit<Convention, 'id' | 'callables' | 'notes' | 'source'> = {
  ...logits,
  library: 'detectron2',
  parameters: [
    { name: 'focal_loss_alpha', default: 0.25, keywordOnly: true },
    { name: 'focal_loss_gamma', default: 2, keywordOnly: true },
  ],
  parameterNames: { alpha: 'focal_loss_alpha', gamma: 'focal_loss_gamma' },
  isAlphaOff: offWhenNegative,
};

/** RetinaNet, whose settings stand under RETINANET of detectron2's configuration. */
export const retinaNet: Convention = {
  ...detectron2,
  id: 'detectron2.RetinaNet',
  callables: [
    'detectron2.modeling.RetinaNet',
    'detectron2.modeling.meta_arch.RetinaNet',
    'detectron2.modeling.meta_arch.retinanet.RetinaNet',
  ],
  notes: () => [
    {
      en: 'The sum is divided by a moving average of the number of positive anchors (momentum 0.9, starting at 100).',
      zhCn: '总和除以正样本锚框数量的滑动平均（动量 0.9，初始值 100）。',
    },
  ],
  source: 'detectron2 main, detectron2/modeling/meta_arch/retinanet.py',
};

/** The settings `MODEL.TENSOR_MASK.FOCAL_LOSS_ALPHA` and `_GAMMA` of a project of Detectron2. */
export const tensorMask: Convention = {
  ...detectron2,
  id: 'detectron2.TensorMask',
  callables: [],
  parameters: [
    { name: 'focal_loss_alpha', default: 0.3 },
    { name: 'focal_loss_gamma', default: 3 },
  ],
  notes: () => [],
  source: 'detectron2 02b5c4e2, projects/TensorMask/tensormask/config.py',
};

const fcos: Convention = {
  ...detectron2,
  id: 'detectron2.FCOS',
  callables: [
    'detectron2.modeling.FCOS',
    'detectron2.modeling.meta_arch.FCOS',
    'detectron2.modeling.meta_arch.fcos.FCOS',
  ],
  notes: () => [
    {
      en: 'The sum is divided by a moving average of the number of positive locations (starting at 300).',
      zhCn: '总和除以正样本位置数量的滑动平均（初始值 300）。',
    },
  ],
  source: 'detectron2 02b5c4e2, detectron2/modeling/meta_arch/fcos.py',
};

/** YOLOv5, whose hyperparameter `fl_gamma` switches its focal loss on. */
export const yolov5: Convention = {
  ...logits,
  id: 'yolov5.FocalLoss',
  others: [],
  library: 'YOLOv5',
  callables: ['yolov5.utils.loss.FocalLoss'],
  parameters: [{ name: 'loss_fcn' }, { name: 'gamma', default: 1.5 }, { name: 'alpha', default: 0.25 }],
  isAlphaOff: neverOff,
  notes: (parameter) =>
    parameter === 'gamma'
      ? [
          {
            en: '`fl_gamma: 0.0`, the default of the hyperparameters, leaves focal loss out, α included.',
            zhCn: '超参数的默认值 `fl_gamma: 0.0` 不使用焦点损失，α 也不起作用。',
          },
        ]
      : [
          {
            en: 'α cannot be switched off: once `fl_gamma` is above 0, α = 0.25 applies.',
            zhCn: 'α 不能关闭：只要 `fl_gamma` 大于 0，就使用 α = 0.25。',
          },
        ],
  source: 'yolov5 7.0.14, yolov5/utils/loss.py',
};

/** For hard targets it is the focal loss. */
const yolov5Quality: Convention = {
  ...yolov5,
  id: 'yolov5.QFocalLoss',
  callables: ['yolov5.utils.loss.QFocalLoss'],
  notes: (parameter) => [
    {
      en: 'The quality focal loss: its modulating factor is |y − p|^γ, which is (1 − p_t)^γ for targets of 0 and 1.',
      zhCn: '质量焦点损失：调制因子为 |y − p|^γ，目标值为 0 或 1 时即 (1 − p_t)^γ。',
    },
    ...(parameter === 'alpha' ? [{ en: 'α cannot be switched off.', zhCn: 'α 不能关闭。' }] : []),
  ],
};

const superGradients: Convention = {
  ...yolov5,
  id: 'super_gradients.FocalLoss',
  others: [],
  library: 'SuperGradients',
  callables: [
    'super_gradients.training.losses.FocalLoss',
    'super_gradients.training.losses.focal_loss.FocalLoss',
  ],
  notes: (parameter) =>
    parameter === 'gamma'
      ? [
          {
            en: 'γ comes before α. The reduction is that of the wrapped loss.',
            zhCn: 'γ 在 α 之前。归约方式取自被包装的损失。',
          },
        ]
      : [{ en: 'α cannot be switched off.', zhCn: 'α 不能关闭。' }],
  source: 'super-gradients 3.7.1, super_gradients/training/losses/focal_loss.py',
};

const nnDetection: Convention = {
  ...logits,
  id: 'nndet.FocalLossWithLogits',
  library: 'nnDetection',
  callables: ['nndet.losses.FocalLossWithLogits', 'nndet.losses.classification.FocalLossWithLogits'],
  parameters: [
    { name: 'gamma', default: 2 },
    { name: 'alpha', default: -1 },
    { name: 'reduction' },
    { name: 'loss_weight' },
  ],
  isAlphaOff: offWhenNegative,
  defaultReduction: 'sum',
  notes: (parameter) =>
    parameter === 'alpha'
      ? [
          {
            en: 'α is off unless given: the default is `-1`. Class 0 of the targets is the background.',
            zhCn: '未指定时 α 关闭：默认值为 `-1`。目标值的类别 0 为背景。',
          },
        ]
      : [{ en: 'γ comes before α.', zhCn: 'γ 在 α 之前。' }],
  source: 'nnDetection 97a58f31, nndet/losses/classification.py',
};

const nnDetectionFunction: Convention = {
  ...nnDetection,
  id: 'nndet.focal_loss_with_logits',
  callables: ['nndet.losses.classification.focal_loss_with_logits'],
  parameters: [
    { name: 'logits' },
    { name: 'target' },
    { name: 'gamma' },
    { name: 'alpha', default: -1 },
    { name: 'reduction' },
  ],
  defaultReduction: 'mean',
  notes: (parameter) =>
    parameter === 'alpha'
      ? [
          {
            en: 'α is off unless given: the default is `-1`.',
            zhCn: '未指定时 α 关闭：默认值为 `-1`。',
          },
        ]
      : [{ en: 'γ comes before α.', zhCn: 'γ 在 α 之前。' }],
};

const efficientDet: Convention = {
  ...logits,
  id: 'effdet.new_focal_loss',
  others: [],
  library: 'effdet',
  callables: ['effdet.loss.new_focal_loss'],
  parameters: [
    { name: 'logits' },
    { name: 'targets' },
    { name: 'alpha' },
    { name: 'gamma' },
    { name: 'normalizer' },
    { name: 'label_smoothing' },
  ],
  isAlphaOff: neverOff,
  notes: (parameter) =>
    parameter === 'alpha'
      ? [
          {
            en: 'α has no default; the configurations of the models have 0.25, and γ 1.5.',
            zhCn: 'α 没有默认值；模型配置中为 0.25，γ 为 1.5。',
          },
        ]
      : [
          {
            en: 'One loss an element comes back, divided by `normalizer`. Labels are smoothed in the cross-entropy alone, by 0.01 unless given.',
            zhCn: '返回逐元素的损失，并除以 `normalizer`。标签平滑只作用于交叉熵，未指定时为 0.01。',
          },
        ],
  source: 'effdet 0.4.1, effdet/loss.py',
};

const efficientDetLegacy: Convention = {
  ...efficientDet,
  id: 'effdet.focal_loss_legacy',
  others: [],
  callables: ['effdet.loss.focal_loss_legacy'],
  parameters: efficientDet.parameters.slice(0, 5),
  notes: () => [
    {
      en: 'One loss an element comes back, divided by `normalizer`. Only targets of exactly 1 are weighted by α.',
      zhCn: '返回逐元素的损失，并除以 `normalizer`。只有恰好为 1 的目标值才乘以 α。',
    },
  ],
};

const apex: Convention = {
  ...logits,
  id: 'apex.focal_loss',
  library: 'Apex',
  callables: ['apex.contrib.focal_loss.focal_loss', 'apex.contrib.focal_loss.focal_loss.focal_loss'],
  parameters: [
    { name: 'cls_output' },
    { name: 'cls_targets_at_level' },
    { name: 'num_positives_sum' },
    { name: 'num_real_classes' },
    { name: 'alpha' },
    { name: 'gamma' },
    { name: 'label_smoothing' },
  ],
  isAlphaOff: neverOff,
  notes: () => [
    {
      en: 'α and γ have no defaults. The sum is divided by `num_positives_sum`.',
      zhCn: 'α 和 γ 没有默认值。总和除以 `num_positives_sum`。',
    },
  ],
  source: 'apex 6424da3b, apex/contrib/focal_loss/focal_loss.py',
};

export const detectionConventions: readonly Convention[] = [
  retinaNet,
  tensorMask,
  fcos,
  yolov5,
  yolov5Quality,
  superGradients,
  nnDetection,
  nnDetectionFunction,
  efficientDet,
  efficientDetLegacy,
  apex,
];
