import type { Note } from '../../messages/note';
import { type Convention, neverOff, offWhenNegative, offWhenNone } from './convention';

const INPUTS_AND_TARGETS = [{ name: 'inputs' }, { name: 'targets' }] as const;

export const torchvision: Convention = {
  id: 'torchvision.sigmoid_focal_loss',
  library: 'torchvision',
  family: 'focal',
  callables: ['torchvision.ops.sigmoid_focal_loss', 'torchvision.ops.focal_loss.sigmoid_focal_loss'],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: (value) => value === -1,
  isAlphaRefused: (value) => typeof value === 'number' && value !== -1 && (value < 0 || value > 1),
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  notes: (parameter, given) => [
    ...(parameter === 'alpha'
      ? [
          {
            en: '`-1` switches α off; `None` raises an error, and since 0.22 so does every other α outside 0 to 1. Older versions take any α below 0 for off.',
            zhCn: '`-1` 关闭 α；`None` 会引发错误，自 0.22 起 0 到 1 之外的其他 α 也会引发错误。更早的版本将任何小于 0 的 α 视为关闭。',
          },
        ]
      : []),
    ...unreduced(given.text('reduction')),
  ],
  source: 'torchvision 0.29.2, torchvision/ops/focal_loss.py',
};

export const fvcore: Convention = {
  id: 'fvcore.sigmoid_focal_loss',
  library: 'fvcore',
  family: 'focal',
  callables: [
    'fvcore.nn.sigmoid_focal_loss',
    'fvcore.nn.sigmoid_focal_loss_jit',
    'fvcore.nn.focal_loss.sigmoid_focal_loss',
    'fvcore.nn.focal_loss.sigmoid_focal_loss_jit',
  ],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'alpha', default: -1 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNegative,
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  notes: (parameter, given) => [
    ...(parameter === 'alpha'
      ? [
          {
            en: 'α is off unless given: the default is `-1`, where torchvision’s is `0.25`.',
            zhCn: '未指定时 α 关闭：默认值为 `-1`，而 torchvision 的默认值为 `0.25`。',
          },
        ]
      : []),
    ...unreduced(given.text('reduction')),
  ],
  source: 'fvcore 0.1.5.post20221221, fvcore/nn/focal_loss.py',
};

export const fvcoreStar: Convention = {
  ...fvcore,
  id: 'fvcore.sigmoid_focal_loss_star',
  family: 'focalStar',
  callables: [
    'fvcore.nn.sigmoid_focal_loss_star',
    'fvcore.nn.sigmoid_focal_loss_star_jit',
    'fvcore.nn.focal_loss.sigmoid_focal_loss_star',
    'fvcore.nn.focal_loss.sigmoid_focal_loss_star_jit',
  ],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'alpha', default: -1 },
    { name: 'gamma', default: 1 },
    { name: 'reduction' },
  ],
};

export const detectron2: Convention = {
  id: 'detectron2.RetinaNet',
  library: 'detectron2',
  family: 'focal',
  callables: [
    'detectron2.modeling.RetinaNet',
    'detectron2.modeling.meta_arch.RetinaNet',
    'detectron2.modeling.meta_arch.retinanet.RetinaNet',
  ],
  parameters: [
    { name: 'focal_loss_alpha', default: 0.25, keywordOnly: true },
    { name: 'focal_loss_gamma', default: 2, keywordOnly: true },
  ],
  parameterNames: { alpha: 'focal_loss_alpha', gamma: 'focal_loss_gamma' },
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNegative,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'The sum is divided by a moving average of the number of positive anchors (momentum 0.9, starting at 100).',
      zhCn: '总和除以正样本锚框数量的滑动平均（动量 0.9，初始值 100）。',
    },
  ],
  source: 'detectron2 main, detectron2/modeling/meta_arch/retinanet.py',
};

/** Deformable DETR and what followed it: DAB, DINO, Hugging Face's DETR family. */
export const detr: Convention = {
  id: 'detr.sigmoid_focal_loss',
  library: 'DETR',
  family: 'focal',
  callables: [
    'models.segmentation.sigmoid_focal_loss',
    'segmentation.sigmoid_focal_loss',
    'transformers.loss.loss_for_object_detection.sigmoid_focal_loss',
    'transformers.loss.loss_grounding_dino.sigmoid_focal_loss',
  ],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'num_boxes' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNegative,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'The third argument is the number of boxes, averaged over all processes: the loss is divided by it, after a mean over the queries (Grounding DINO: a sum).',
      zhCn: '第三个参数是框的数量，即所有进程的平均值：损失先沿查询取平均（Grounding DINO 为求和），再除以该数量。',
    },
  ],
  source: 'Deformable-DETR models/segmentation.py; transformers 5.24, loss/loss_for_object_detection.py',
};

export const yolov5: Convention = {
  id: 'yolov5.FocalLoss',
  library: 'YOLOv5',
  family: 'focal',
  callables: ['yolov5.utils.loss.FocalLoss', 'utils.loss.FocalLoss'],
  parameters: [{ name: 'loss_fcn' }, { name: 'gamma', default: 1.5 }, { name: 'alpha', default: 0.25 }],
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
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

export const ultralytics: Convention = {
  id: 'ultralytics.FocalLoss',
  library: 'Ultralytics',
  family: 'focal',
  callables: ['ultralytics.utils.loss.FocalLoss'],
  parameters: [
    { name: 'gamma', default: 1.5 },
    { name: 'alpha', default: 0.25 },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: (value) => typeof value === 'number' && value <= 0,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  notes: (parameter) => [
    ...(parameter === 'alpha'
      ? [{ en: 'α of 0 or less switches α off.', zhCn: 'α 小于或等于 0 时关闭 α。' }]
      : []),
    {
      en: 'γ comes before α. The loss is averaged over axis 1 (the classes of an N × C array) and summed over the rest.',
      zhCn: 'γ 在 α 之前。损失沿轴 1（N × C 数组的类别轴）取平均，再沿其余的轴求和。',
    },
  ],
  source: 'ultralytics 8.4.190, ultralytics/utils/loss.py',
};

export const segmentationModels: Convention = {
  id: 'segmentation_models_pytorch.FocalLoss',
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
  notes: (parameter, given) => [
    ...(parameter === 'alpha' ? [{ en: 'α is off unless given.', zhCn: '未指定时 α 关闭。' }] : []),
    ...(/multiclass/i.test(given.text('mode') ?? '')
      ? [
          {
            en: '`multiclass` is no softmax: each class is scored against the rest through a sigmoid.',
            zhCn: '`multiclass` 并非 softmax：每个类别通过 sigmoid 与其余类别区分。',
          },
        ]
      : []),
  ],
  source: 'segmentation_models_pytorch 0.6.0, losses/focal.py',
};

function unreduced(reduction: string | undefined): Note[] {
  const isReduced = reduction !== undefined && !/^['"]none['"]$/.test(reduction);
  return isReduced
    ? []
    : [
        {
          en: '`reduction` is `"none"` unless given: one loss an element comes back, not a number.',
          zhCn: '未指定时 `reduction` 为 `"none"`：返回逐元素的损失，而不是一个数。',
        },
      ];
}
