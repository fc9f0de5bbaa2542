/** The kind of numbers that a network returns, as its last operation tells. */
export type Output = 'sigmoid' | 'softmax' | 'logits';

/** Functions by the last word of their names, whatever library they are of. */
export const SQUASHING: ReadonlyMap<string, Output> = new Map([
  ['sigmoid', 'sigmoid'],
  ['expit', 'sigmoid'],
  ['softmax', 'softmax'],
]);
/** The libraries whose functions of these names are meant. */
export const LIBRARIES: ReadonlySet<string> = new Set(
  'torch tensorflow keras jax flax scipy paddle tf @tensorflow/tfjs'.split(' '),
);

/** Layers by the last word of their names. */
export const LAYERS: ReadonlyMap<string, Output> = new Map([
  ['Sigmoid', 'sigmoid'],
  ['Softmax', 'softmax'],
  ['Softmax2d', 'softmax'],
  ...['Linear', 'LazyLinear', 'Conv1d', 'Conv2d', 'Conv3d', 'ConvTranspose2d', 'ConvTranspose3d'].map(
    (name): [string, Output] => [name, 'logits'],
  ),
]);
/** Layers of Keras, which have their activation as an argument. */
export const KERAS_LAYERS: ReadonlySet<string> = new Set([
  'Dense',
  'Conv1D',
  'Conv2D',
  'Conv3D',
  'Activation',
]);
/** The names that TensorFlow.js gives to networks and layers of Keras. */
export const NAMES_IN_SCRIPT: ReadonlyMap<string, string> = new Map([
  ['sequential', 'Sequential'],
  ['model', 'Model'],
  ['dense', 'Dense'],
  ['conv1d', 'Conv1D'],
  ['conv2d', 'Conv2D'],
  ['conv3d', 'Conv3D'],
  ['activation', 'Activation'],
  ['softmax', 'Softmax'],
]);
/** Methods by which a network computes, beside the call of it. */
export const COMPUTING: ReadonlySet<string> = new Set(
  'apply predict predict_on_batch predictOnBatch'.split(' '),
);
export const ACTIVATIONS: ReadonlyMap<string, Output> = new Map([
  ['sigmoid', 'sigmoid'],
  ['softmax', 'softmax'],
  ['softmax2d', 'softmax'],
  ['linear', 'logits'],
  ['None', 'logits'],
]);
/** Calls that return the network that they are given. */
export const WRAPPERS: ReadonlySet<string> = new Set(
  'DataParallel DistributedDataParallel DDP compile prepare wrap script'.split(' '),
);
/** Methods that return a tensor in another shape. */
export const SHAPING: ReadonlySet<string> = new Set(
  'view reshape squeeze unsqueeze flatten permute transpose expandDims as1D as2D as3D as4D'.split(' '),
);
/** Methods that return a tensor or a network in another type or place. */
export const MOVING: ReadonlySet<string> = new Set(
  'to cuda cpu float double half long int bool type type_as astype contiguous clone detach requires_grad_ toFloat toInt cast'.split(
    ' ',
  ),
);
/** Methods that return the network, or the tensor in another shape, type or place. */
export const PASSING: ReadonlySet<string> = new Set([
  ...SHAPING,
  ...'to cuda cpu train eval float double half type contiguous clone requires_grad_ apply astype toFloat cast'.split(
    ' ',
  ),
]);
/** Functions of tensors that only change the shape of their first argument. */
export const RESHAPING: ReadonlySet<string> = new Set(
  'squeeze flatten reshape unsqueeze permute transpose expandDims'.split(' '),
);

/** True for the name of something in a library whose functions are known; TensorFlow.js has several packages. */
export function isOfKnownLibrary(qualified: string): boolean {
  const [library = ''] = qualified.split('.');
  return LIBRARIES.has(library.replace(/^(@tensorflow\/tfjs)-[\w-]+$/, '$1'));
}
