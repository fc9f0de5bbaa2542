import { CATALYST_LOSSES } from './catalyst';
import { COPIED_FUNCTIONS } from './copied-functions';
import { FASTAI_LOSSES } from './fastai';
import { KERAS_LOSSES } from './keras';
import { KORNIA_LOSSES } from './kornia';
import { LIBRARY_FUNCTIONS } from './library-functions';
import { MMCV_LOSSES } from './mmcv';
import { MONAI_LOSSES } from './monai';
import { NETWORK_LAYERS } from './network-layers';
import { NETWORK_LOSSES } from './network-losses';
import { NUMPY_FUNCTIONS } from './numpy-functions';
import { OPENMMLAB_LOSSES } from './openmmlab';
import { OPTAX_LOSSES } from './optax';
import { PADDLE_FLUID } from './paddle-fluid';
import { PADDLE_FUNCTIONS } from './paddle-functions';
import { PADDLE_LAYERS } from './paddle-layers';
import { PADDLE_LAYOUTS } from './paddle-layouts';
import { PADDLE_LOSSES } from './paddle-losses';
import { PADDLE_PARAMETERS } from './paddle-parameters';
import { SEGMENTATION_MODELS_LOSSES } from './segmentation-models';
import { TENSOR_FUNCTIONS } from './tensor-functions';
import { TENSOR_LAYOUTS } from './tensor-layouts';
import { TENSOR_ORDERS } from './tensor-orders';
import { TENSOR_WINDOWS } from './tensor-windows';
import { TENSORFLOW_ADDONS } from './tensorflow-addons';
import { TENSORFLOW_FUNCTIONS } from './tensorflow-functions';
import { TENSORFLOW_LOSSES } from './tensorflow-losses';
import { TIMM_LOSSES } from './timm';
import { TOOLBELT_LOSSES } from './toolbelt';
import { VISION_LOSSES } from './vision';
import { YOLO_LOSSES } from './yolo';

/**
 * Losses of libraries, written in Python for the evaluator: what each computes, in its own types and with its own parameters, but
 * not how. A loss of the user's may call them or inherit from them.
 */
export interface LibraryLosses {
  readonly text: string;
  /** The name in the text that each dotted path stands for. */
  readonly names: Readonly<Record<string, string>>;
}

const LOSSES: readonly LibraryLosses[] = [
  VISION_LOSSES,
  OPENMMLAB_LOSSES,
  YOLO_LOSSES,
  KORNIA_LOSSES,
  MONAI_LOSSES,
  SEGMENTATION_MODELS_LOSSES,
  KERAS_LOSSES,
  OPTAX_LOSSES,
  PADDLE_FUNCTIONS,
  PADDLE_LAYOUTS,
  PADDLE_LOSSES,
  PADDLE_FLUID,
  PADDLE_LAYERS,
  PADDLE_PARAMETERS,
  NUMPY_FUNCTIONS,
  TENSORFLOW_ADDONS,
  TENSORFLOW_FUNCTIONS,
  TENSORFLOW_LOSSES,
  TENSOR_FUNCTIONS,
  TENSOR_LAYOUTS,
  TENSOR_ORDERS,
  TENSOR_WINDOWS,
  NETWORK_LAYERS,
  NETWORK_LOSSES,
  TOOLBELT_LOSSES,
  CATALYST_LOSSES,
  FASTAI_LOSSES,
  TIMM_LOSSES,
  MMCV_LOSSES,
  LIBRARY_FUNCTIONS,
  COPIED_FUNCTIONS,
];

/** A path of a library's loss, with the text that defines it. */
export interface LibraryLoss {
  readonly text: string;
  readonly name: string;
}

export const LIBRARY_LOSSES: ReadonlyMap<string, LibraryLoss> = new Map(
  LOSSES.flatMap(({ text, names }) =>
    Object.entries(names).map(([path, name]): [string, LibraryLoss] => [path, { text, name }]),
  ),
);
