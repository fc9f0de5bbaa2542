import { type Convention, neverOff, offWhenNegative } from './convention';

const paddle: Convention = {
  id: 'paddle.sigmoid_focal_loss',
  others: ['name'],
  library: 'Paddle',
  family: 'focal',
  callables: ['paddle.nn.functional.sigmoid_focal_loss', 'paddle.nn.functional.loss.sigmoid_focal_loss'],
  parameters: [
    { name: 'logit' },
    { name: 'label' },
    { name: 'normalizer' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'sum',
  softTargets: 'ptMixed',
  notes: () => [
    {
      en: 'The default reduction is the sum, divided by `normalizer` when that is given.',
      zhCn: '默认归约方式为求和；若给出 `normalizer`，则再除以它。',
    },
  ],
  source: 'Paddle 3.3, python/paddle/nn/functional/loss.py',
};

const detection: Convention = {
  ...paddle,
  id: 'ppdet.FocalLoss',
  others: ['loss_weight'],
  library: 'PaddleDetection',
  callables: ['ppdet.modeling.losses.FocalLoss', 'ppdet.modeling.losses.focal_loss.FocalLoss'],
  registryNames: ['ppdet.FocalLoss'],
  parameters: [
    { name: 'use_sigmoid', isSwitch: true },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  defaultReduction: 'none',
  notes: () => [
    {
      en: '`reduction` is given to the call, not to the constructor, and is `"none"` by default.',
      zhCn: '`reduction` 在调用时给出，而不是传给构造函数，默认为 `"none"`。',
    },
  ],
  source: 'PaddleDetection 2.6.0, ppdet/modeling/losses/focal_loss.py',
};

const detectionVarifocal: Convention = {
  ...detection,
  id: 'ppdet.VarifocalLoss',
  others: ['iou_weighted', 'reduction', 'loss_weight'],
  family: 'varifocal',
  callables: ['ppdet.modeling.losses.varifocal_loss.VarifocalLoss'],
  registryNames: ['ppdet.VarifocalLoss'],
  parameters: [
    { name: 'use_sigmoid', isSwitch: true },
    { name: 'alpha', default: 0.75 },
    { name: 'gamma', default: 2 },
  ],
  alphaRole: () => 'negativesOnly',
  defaultReduction: 'mean',
  notes: () => [],
  source: 'PaddleDetection 2.6.0, ppdet/modeling/losses/varifocal_loss.py',
};

const segmentation: Convention = {
  ...paddle,
  id: 'paddleseg.FocalLoss',
  library: 'PaddleSeg',
  callables: ['paddleseg.models.losses.FocalLoss', 'paddleseg.models.losses.focal_loss.FocalLoss'],
  parameters: [{ name: 'alpha', default: 0.25 }, { name: 'gamma', default: 2 }, { name: 'ignore_index' }],
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'The logits have two channels, each through a sigmoid of its own. The mean is over the channels and pixels that are not ignored (`ignore_index=255`).',
      zhCn: 'logits 有两个通道，各自经过 sigmoid。平均只计未被忽略的通道和像素（`ignore_index=255`）。',
    },
  ],
  source: 'PaddleSeg 2.8.0, paddleseg/models/losses/focal_loss.py',
};

const segmentationClasses: Convention = {
  ...segmentation,
  id: 'paddleseg.MultiClassFocalLoss',
  callables: ['paddleseg.models.losses.focal_loss.MultiClassFocalLoss'],
  registryNames: ['MultiClassFocalLoss'],
  parameters: [
    { name: 'num_class' },
    { name: 'alpha', default: 1 },
    { name: 'gamma', default: 2 },
    { name: 'ignore_index' },
  ],
  alphaRole: () => 'everyClass',
  notes: () => [
    {
      en: 'A single α only scales the loss; it balances nothing. The mean is over the pixels that are not ignored (`ignore_index=255`).',
      zhCn: '单个 α 只缩放损失，不起平衡作用。平均只计未被忽略的像素（`ignore_index=255`）。',
    },
  ],
};

const detectionWeighted: Convention = {
  ...detection,
  id: 'ppdet.Weighted_FocalLoss',
  callables: ['ppdet.modeling.losses.focal_loss.Weighted_FocalLoss'],
  registryNames: ['Weighted_FocalLoss', 'ppdet.Weighted_FocalLoss'],
  parameters: [
    { name: 'use_sigmoid', isSwitch: true },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'loss_weight' },
    { name: 'reduction' },
  ],
  defaultReduction: 'mean',
  notes: () => [],
  source: 'PaddleDetection 666f597f, ppdet/modeling/losses/focal_loss.py',
};

/** The loss of MaskFormer. */
const segmentationMasks: Convention = {
  ...segmentation,
  id: 'paddleseg.sigmoid_focal_loss',
  callables: ['paddleseg.models.losses.maskformer_loss.sigmoid_focal_loss'],
  parameters: [
    { name: 'inputs' },
    { name: 'targets' },
    { name: 'num_masks' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  isAlphaOff: offWhenNegative,
  notes: () => [
    {
      en: 'The third argument is the number of masks, by which the loss is divided after a mean over the pixels.',
      zhCn: '第三个参数是掩码的数量：损失先沿像素取平均，再除以该数量。',
    },
  ],
  source: 'PaddleSeg 2.8.0, paddleseg/models/losses/maskformer_loss.py',
};

/** The heat maps of CenterNet: the exponent that weakens negatives near a peak is fixed, so that γ is the only parameter. */
const detectionHeatMap: Convention = {
  ...detection,
  id: 'ppdet.CTFocalLoss',
  callables: ['ppdet.modeling.losses.CTFocalLoss', 'ppdet.modeling.losses.ctfocal_loss.CTFocalLoss'],
  registryNames: ['ppdet.CTFocalLoss'],
  parameters: [{ name: 'loss_weight' }, { name: 'gamma', default: 2 }],
  alphaRole: () => 'off',
  expectedInput: () => 'probabilities',
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'Takes probabilities: the heat map after its sigmoid. A negative is also weighted by (1 − y)^4, and the sum is divided by the number of peaks. There is no α.',
      zhCn: '输入为概率：经过 sigmoid 的热力图。负样本还会乘以 (1 − y)^4，总和除以峰值的数量。没有 α。',
    },
  ],
  source: 'PaddleDetection 2.6.0, ppdet/modeling/losses/ctfocal_loss.py',
};

export const paddleConventions: readonly Convention[] = [
  paddle,
  detection,
  detectionVarifocal,
  segmentation,
  segmentationClasses,
  detectionWeighted,
  detectionHeatMap,
  segmentationMasks,
];
