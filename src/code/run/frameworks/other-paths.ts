/**
 * Other paths under which a library's names stand: the old places, the private ones, and those of older versions, each with
 * the usual one.
 */
const USUAL_PATHS: readonly (readonly [string, string])[] = [
  ['tensorflow.compat.v1', 'tensorflow'],
  ['tensorflow.compat.v2', 'tensorflow'],
  ['tensorflow.python.keras', 'tensorflow.keras'],
  ['tensorflow.contrib.keras', 'tensorflow.keras'],
  ['tensorflow.keras.api', 'tensorflow.keras'],
  ['tensorflow_core', 'tensorflow'],
  ['tf_keras', 'keras'],
  ['keras_cv.src.backend.ops', 'keras.ops'],
  ['keras_cv.backend.ops', 'keras.ops'],
  ['flax.linen', 'jax.nn'],
  ['flax.linen.activation', 'jax.nn'],
  ['keras_core', 'keras'],
  ['keras.src', 'keras'],
  ['keras.api', 'keras'],
  ['tensorflow.python.ops.nn_ops', 'tensorflow.nn'],
  ['tensorflow.python.ops.nn_impl', 'tensorflow.nn'],
  ['tensorflow.python.ops.nn', 'tensorflow.nn'],
  ['tensorflow.python.ops.losses', 'tensorflow.losses'],
  ...'array_ops math_ops clip_ops control_flow_ops check_ops gen_math_ops gen_array_ops variables'
    .split(' ')
    .map((module): [string, string] => [`tensorflow.python.ops.${module}`, 'tensorflow']),
  ...'ops constant_op dtypes'
    .split(' ')
    .map((module): [string, string] => [`tensorflow.python.framework.${module}`, 'tensorflow']),
];

/** The usual path of what stands under another one; null if there is none. */
export function usualPath(path: string): string | null {
  for (const [other, usual] of USUAL_PATHS) {
    if (path === other || path.startsWith(`${other}.`)) {
      return usual + path.slice(other.length);
    }
  }
  return null;
}
