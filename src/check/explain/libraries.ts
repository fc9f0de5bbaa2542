import type { Candidate, WeightsRole } from './candidate';
import type { ReductionId } from './reductions';

/** The loss of a library's function without further arguments, or with those that its name here states. */
interface LibraryLoss {
  readonly name: string;
  readonly link: 'sigmoid' | 'softmax';
  readonly ids: readonly string[];
  readonly gamma: number;
  readonly role: WeightsRole;
  /** Null without α. */
  readonly alpha: number | null;
  readonly reductions: readonly ReductionId[];
}

const FOCAL = ['focal', 'focalWithoutAlpha'];
const CLAMPED = [...FOCAL, 'clamp-1e-7'];
const WITH_ALPHA = { gamma: 2, role: 'positives', alpha: 0.25 } as const;
const WITHOUT_ALPHA = { gamma: 2, role: 'off', alpha: null } as const;
const SIGMOID = { link: 'sigmoid', ids: FOCAL } as const;
const SOFTMAX = { link: 'softmax', ids: FOCAL } as const;

/** Functions of libraries, by the code that they publish. */
const LIBRARY_LOSSES: readonly LibraryLoss[] = [
  { ...SIGMOID, ...WITH_ALPHA, name: 'torchvision.ops.sigmoid_focal_loss', reductions: ['mean', 'sum'] },
  { ...SIGMOID, ...WITH_ALPHA, name: 'RetinaNet of torchvision', reductions: ['imageMeansOverPositives'] },
  { ...SIGMOID, ...WITH_ALPHA, name: 'RetinaNet of detectron2', reductions: ['movingPositives'] },
  { ...SIGMOID, ...WITH_ALPHA, name: 'FocalLoss of mmdetection', reductions: ['meanOverPositives'] },
  { ...SIGMOID, ...WITH_ALPHA, name: 'Deformable DETR', reductions: ['meanOverPositives'] },
  { ...SIGMOID, ...WITH_ALPHA, name: 'paddle.nn.functional.sigmoid_focal_loss', reductions: ['sum'] },
  { ...SIGMOID, ...WITH_ALPHA, name: 'tfa.losses.SigmoidFocalCrossEntropy', reductions: ['meanOverRows'] },
  { ...SIGMOID, ...WITH_ALPHA, gamma: 1.5, name: 'FocalLoss of YOLOv5', reductions: ['mean'] },
  { ...SIGMOID, ...WITH_ALPHA, gamma: 1.5, name: 'EfficientDet', reductions: ['positivesPlusOne'] },
  {
    ...SIGMOID,
    ...WITH_ALPHA,
    ids: ['clamp-1e-4'],
    name: 'pytorch-retinanet',
    reductions: ['imageMeansOverPositives'],
  },
  {
    ...{ ...SIGMOID, ...WITH_ALPHA, ids: ['clamp-1e-7'], reductions: ['mean'] },
    name: 'keras.losses.BinaryFocalCrossentropy(apply_class_balancing=True)',
  },
  {
    ...SIGMOID,
    ...WITHOUT_ALPHA,
    ids: CLAMPED,
    name: 'keras.losses.BinaryFocalCrossentropy',
    reductions: ['mean'],
  },
  { ...SIGMOID, ...WITHOUT_ALPHA, name: 'monai.losses.FocalLoss', reductions: ['mean'] },
  {
    ...SIGMOID,
    ...WITHOUT_ALPHA,
    name: 'segmentation_models_pytorch.losses.FocalLoss',
    reductions: ['mean'],
  },
  { ...SIGMOID, ...WITHOUT_ALPHA, name: 'optax.losses.sigmoid_focal_loss', reductions: ['mean'] },
  {
    ...{ ...SIGMOID, ...WITHOUT_ALPHA, reductions: ['sumOfModulation'] },
    name: 'segmentation_models_pytorch.losses.FocalLoss(normalized=True)',
  },
  {
    ...{ ...SOFTMAX, ...WITHOUT_ALPHA, ids: ['one-vs-rest'], reductions: ['meanOverRows'] },
    name: 'segmentation_models_pytorch.losses.FocalLoss',
  },
  {
    ...{ ...SOFTMAX, ...WITHOUT_ALPHA, ids: ['one-vs-rest'], reductions: ['mean'] },
    name: 'monai.losses.FocalLoss',
  },
  {
    ...{ ...SOFTMAX, ...WITHOUT_ALPHA, reductions: ['maskedMean'] },
    name: 'monai.losses.FocalLoss(use_softmax=True)',
  },
  {
    ...{ ...SOFTMAX, ...WITHOUT_ALPHA, ids: ['background-left-out'], role: 'perClass' },
    name: 'monai.losses.FocalLoss(use_softmax=True, include_background=False)',
    reductions: ['maskedMeanOfForeground'],
  },
  { ...SOFTMAX, ...WITHOUT_ALPHA, name: 'kornia.losses.focal_loss', reductions: ['maskedMean'] },
  {
    ...SOFTMAX,
    ...WITH_ALPHA,
    role: 'foreground',
    name: 'kornia.losses.focal_loss',
    reductions: ['maskedMean'],
  },
  {
    ...{ ...SOFTMAX, ...WITH_ALPHA, role: 'everyClass', ids: CLAMPED, reductions: ['mean'] },
    name: 'keras.losses.CategoricalFocalCrossentropy',
  },
];

/** The functions of libraries that compute a loss, with their default parameters. */
export function librariesOf(candidate: Candidate, link: 'sigmoid' | 'softmax'): string[] {
  const { id, gamma, weights, reduction, factor } = candidate;
  return factor !== null
    ? []
    : LIBRARY_LOSSES.filter(
        (each) =>
          each.link === link &&
          each.ids.includes(id) &&
          each.gamma === gamma &&
          each.role === weights.role &&
          each.alpha === weights.alpha &&
          each.reductions.includes(reduction),
      ).map(({ name }) => name);
}
