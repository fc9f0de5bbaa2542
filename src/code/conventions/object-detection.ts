import { type Convention, offWhenNone } from './convention';

const GAMMA = { name: 'gamma', default: 2 } as const;

/** The class, whose α is 0.25 unless given. */
const sigmoid: Convention = {
  id: 'object_detection.SigmoidFocalClassificationLoss',
  library: 'TensorFlow Object Detection API',
  family: 'focal',
  callables: ['object_detection.core.losses.SigmoidFocalClassificationLoss'],
  parameters: [GAMMA, { name: 'alpha', default: 0.25 }],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNone,
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  softTargets: 'ptMixed',
  notes: () => [
    { en: 'γ comes before α. One loss an element comes back.', zhCn: 'γ 在 α 之前。返回逐元素的损失。' },
  ],
  source: 'tensorflow/models 1d98467e, research/object_detection/core/losses.py',
};

/** The message of a pipeline, where α is off unless given. */
const message: Convention = {
  ...sigmoid,
  id: 'object_detection.weighted_sigmoid_focal',
  callables: [],
  parameters: [GAMMA, { name: 'alpha', default: 'none' }],
  defaultReduction: 'other',
  notes: (parameter) => [
    ...(parameter === 'alpha' ? [{ en: 'α is off unless given.', zhCn: '未指定时 α 关闭。' }] : []),
    {
      en: 'The sum is divided by the number of matched anchors where `normalize_loss_by_num_matches` is true. A hard example miner beside it is refused.',
      zhCn: '`normalize_loss_by_num_matches` 为真时，总和除以匹配的锚框数量。不允许同时使用困难样本挖掘。',
    },
  ],
  source: 'tensorflow/models 1d98467e, research/object_detection/builders/losses_builder.py',
};

const heatMap: Convention = {
  ...sigmoid,
  id: 'object_detection.penalty_reduced_logistic_focal_loss',
  family: 'gaussianFocal',
  callables: ['object_detection.core.losses.PenaltyReducedLogisticFocalLoss'],
  parameters: [{ name: 'alpha', default: 2 }, { name: 'beta', default: 4 }, { name: 'sigmoid_clip_value' }],
  parameterNames: { gamma: 'beta' },
  alphaRole: () => 'exponent',
  isAlphaOff: () => false,
  notes: () => [
    {
      en: 'Probabilities are clipped to 1e-4 from 0 and 1 unless `sigmoid_clip_value` says otherwise.',
      zhCn: '未指定 `sigmoid_clip_value` 时，概率被截断到距 0 和 1 为 1e-4 处。',
    },
  ],
};

export const objectDetectionConventions: readonly Convention[] = [sigmoid, message, heatMap];
