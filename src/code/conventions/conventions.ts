import { balancedConventions } from './balanced';
import { catboost } from './catboost';
import type { Convention } from './convention';
import { detectionConventions, retinaNet, tensorMask, yolov5 } from './detection';
import { detrConventions } from './detr';
import { kerasConventions } from './keras';
import { korniaConventions } from './kornia';
import { monaiConventions } from './monai';
import { objectDetectionConventions } from './object-detection';
import { openmmlabConventions } from './openmmlab';
import { optax } from './optax';
import { otherConventions } from './others';
import { paddleConventions } from './paddle';
import { relativeConventions } from './relatives';
import { segmentationConventions } from './segmentation';
import { segmentationModelsConventions } from './segmentation-models';
import { torchvisionConventions } from './torchvision';
import { ultralyticsConventions } from './ultralytics';

/** Every library's convention that we know. */
export const CONVENTIONS: readonly Convention[] = [
  ...torchvisionConventions,
  ...detectionConventions,
  ...ultralyticsConventions,
  ...detrConventions,
  ...segmentationConventions,
  ...segmentationModelsConventions,
  ...korniaConventions,
  ...monaiConventions,
  ...openmmlabConventions,
  ...kerasConventions,
  ...objectDetectionConventions,
  optax,
  ...paddleConventions,
  ...balancedConventions,
  catboost,
  ...otherConventions,
  ...relativeConventions,
];

const BY_CALLABLE = new Map(CONVENTIONS.flatMap((row) => row.callables.map((name) => [name, row] as const)));
const BY_REGISTRY_NAME = new Map(
  CONVENTIONS.flatMap((row) => (row.registryNames ?? []).map((name) => [name, row] as const)),
);

const BY_ID = new Map(CONVENTIONS.map((row) => [row.id, row] as const));

/** The convention with an id, such as `torchvision.sigmoid_focal_loss`. */
export function conventionWithId(id: string): Convention | undefined {
  return BY_ID.get(id);
}

/**
 * The convention of a callable by its qualified name, such as `torchvision.ops.sigmoid_focal_loss`. TensorFlow
 * re-exports Keras as `tensorflow.keras`, and its losses as `tensorflow.losses` too. A relative name, such as `.segmentation`, is
 * taken for a library's only if projects copy the files of that library, as they do with Deformable DETR.
 */
export function conventionOfCallable(qualifiedName: string): Convention | undefined {
  const name = qualifiedName
    .replace(/^tensorflow\.(?=keras\.)/, '')
    .replace(/^tensorflow\.(?=(losses|metrics)\.)/, 'keras.')
    .replace(/^\.+(?=(?:segmentation|models)\.)/, '');
  return BY_CALLABLE.get(name);
}

/** The convention of what `torch.hub.load` loads; the repository may have a branch: `owner/name:branch`. */
export function conventionOfHub(repository: string, model: string): Convention | undefined {
  const [name = ''] = repository.toLowerCase().split(':');
  return CONVENTIONS.find(({ hub }) => hub?.repository === name && hub.models.includes(model));
}

/** The convention of a config's `type`, such as `FocalLoss` or `mmseg.FocalLoss`. */
export function conventionOfRegistryName(name: string): Convention | undefined {
  return BY_REGISTRY_NAME.get(name);
}

/** The convention behind a setting, such as `cfg.MODEL.RETINANET.FOCAL_LOSS_GAMMA` or `hyp['fl_gamma']`. */
export function conventionOfSetting(path: readonly string[]): Convention | undefined {
  if (path.at(-1) === 'fl_gamma') {
    return yolov5;
  }
  if (path.includes('TENSOR_MASK')) {
    return tensorMask;
  }
  return path.includes('RETINANET') ? retinaNet : undefined;
}
