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
          '`-1` switches α off; `None` raises an error, and since 0.22 so does every other α outside 0 to 1. Older versions take any α below 0 for off.',
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
      ? ['α is off unless given: the default is `-1`, where torchvision’s is `0.25`.']
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
    'The sum is divided by a moving average of the number of positive anchors (momentum 0.9, starting at 100).',
  ],
  source: 'detectron2 main, detectron2/modeling/meta_arch/retinanet.py',
};

/** Deformable DETR and what followed it: DAB, DINO, Hugging Face's DETR family. */
export const detr: Convention = {
  id: 'detr.sigmoid_focal_loss',
  library: 'the DETR family',
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
    'The third argument is the number of boxes, averaged over all processes: the loss is divided by it, after a mean over the queries (Grounding DINO: a sum).',
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
      ? ['`fl_gamma: 0.0`, the default of the hyperparameters, leaves focal loss out, α included.']
      : ['α cannot be switched off: once `fl_gamma` is above 0, α = 0.25 applies.'],
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
    ...(parameter === 'alpha' ? ['α of 0 or less switches α off.'] : []),
    'γ comes before α. The loss is averaged over axis 1 (the classes of an N × C array) and summed over the rest.',
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
    ...(parameter === 'alpha' ? ['α is off unless given.'] : []),
    ...(/multiclass/i.test(given.text('mode') ?? '')
      ? ['`multiclass` is no softmax: each class is scored against the rest through a sigmoid.']
      : []),
  ],
  source: 'segmentation_models_pytorch 0.6.0, losses/focal.py',
};

function unreduced(reduction: string | undefined): string[] {
  const isReduced = reduction !== undefined && !/^['"]none['"]$/.test(reduction);
  return isReduced
    ? []
    : ['`reduction` is `"none"` unless given: one loss an element comes back, not a number.'];
}
