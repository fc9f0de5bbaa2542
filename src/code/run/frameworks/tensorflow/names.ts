/*
 * The functions of TensorFlow and Keras by their names: ours, and their parameters as `renamed` takes them.
 */

/** Entries for functions that have one argument and the same name. */
function alike(names: string, parameters: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, `${name} ${parameters}`]));
}

const ELEMENTWISE = 'exp log log1p expm1 sqrt square abs sign floor ceil round tanh sigmoid softplus sin cos';
const PAIRS =
  'add subtract multiply divide equal not_equal less less_equal greater greater_equal maximum minimum logical_and logical_or';

/** `tf` and `tf.math`. */
export const MATH_NAMES: Readonly<Record<string, string>> = {
  ...alike(ELEMENTWISE, 'x'),
  ...alike(PAIRS, 'x y'),
  ...alike('logical_not', 'x'),
  pow: 'power x y',
  truediv: 'divide x y',
  floormod: 'mod x y',
  mod: 'mod x y',
  negative: 'negative x',
  reciprocal: 'reciprocal x',
  log_sigmoid: 'log_sigmoid x',
  divide_no_nan: 'divide_no_nan x y',
  multiply_no_nan: 'multiply_no_nan x y',
  xlogy: 'xlogy x y',
  is_nan: 'isnan x',
  is_inf: 'isinf x',
  is_finite: 'isfinite x',
  ...Object.fromEntries(
    ['sum', 'mean', 'prod', 'max', 'min', 'any', 'all', 'logsumexp'].map((name) => [
      `reduce_${name}`,
      `${name} input_tensor:x axis keepdims reduction_indices:axis keep_dims:keepdims`,
    ]),
  ),
  count_nonzero: 'count_nonzero_long input:x axis keepdims dtype',
  squared_difference: 'squared_difference x y',
  rsqrt: 'rsqrt x',
  logical_xor: 'logical_xor x y',
  reduce_variance: 'var input_tensor:x axis keepdims',
  reduce_std: 'std input_tensor:x axis keepdims',
  cumsum: 'cumsum x axis=0',
  argmax: 'argmax_long input:x axis=0 output_type:dtype dimension:axis',
  argmin: 'argmin_long input:x axis=0 output_type:dtype dimension:axis',
};

/** `tf` alone. */
export const TENSOR_NAMES: Readonly<Record<string, string>> = {
  cast: 'cast_settled x dtype',
  constant: 'array value:x dtype',
  convert_to_tensor: 'array value:x dtype',
  Variable: 'array initial_value:x',
  identity: 'copy input:x',
  stop_gradient: 'stop_gradient input:x',
  clip_by_value: 'clip t:x clip_value_min:min clip_value_max:max',
  where: 'choose_or_places condition x y',
  one_hot: 'one_hot indices:x depth:num_classes on_value off_value axis dtype',
  ones_like: 'ones_like input:x dtype',
  zeros_like: 'zeros_like input:x dtype',
  ones: 'ones shape dtype',
  zeros: 'zeros shape dtype',
  fill: 'full dims:shape value:fill_value',
  range: 'arange start:first limit:end delta:step dtype',
  eye: 'eye num_rows:n num_columns:m',
  concat: 'concatenate values:arrays axis',
  stack: 'stack values:arrays axis',
  expand_dims: 'expand_dims input:x axis dim:axis',
  squeeze: 'squeeze input:x axis squeeze_dims:axis',
  transpose: 'transpose a:x perm:axes',
  matmul: 'matrix_product a:x b:y',
  reshape: 'reshape_to tensor shape',
  broadcast_to: 'stretch_to input shape',
  tile: 'tile_by input multiples',
  shape: 'shape_tensor input out_type',
  size: 'size input out_type',
  rank: 'rank input',
  gather: 'gather params indices validate_indices axis batch_dims',
  gather_nd: 'gather_nd params indices batch_dims',
  boolean_mask: 'boolean_mask tensor mask axis',
  unstack: 'unstack value num axis',
  cond: 'cond pred true_fn false_fn',
  is_tensor: 'is_tensor x',
  ensure_shape: 'ensure_shape x shape',
  add_n: 'add_n inputs',
};

/** `tf.math`, beside what `tf` has too. */
export const MATH_ALONE_NAMES: Readonly<Record<string, string>> = {
  softmax: 'softmax logits:x axis',
  log_softmax: 'log_softmax logits:x axis',
  softplus: 'softplus features:x',
  add_n: 'add_n inputs',
};

/** `tf.nn`. */
export const NETWORK_NAMES: Readonly<Record<string, string>> = {
  sigmoid: 'sigmoid x',
  softplus: 'softplus features:x',
  relu: 'relu features:x',
  tanh: 'tanh x',
  softmax: 'softmax logits:x axis dim:axis',
  log_softmax: 'log_softmax logits:x axis dim:axis',
  sigmoid_cross_entropy_with_logits: 'sigmoid_cross_entropy_with_logits labels logits',
  softmax_cross_entropy_with_logits: 'softmax_cross_entropy_with_logits labels logits axis dim:axis',
  softmax_cross_entropy_with_logits_v2: 'softmax_cross_entropy_with_logits labels logits axis dim:axis',
  sparse_softmax_cross_entropy_with_logits: 'sparse_softmax_cross_entropy_with_logits labels logits',
  weighted_cross_entropy_with_logits:
    'weighted_cross_entropy_with_logits labels logits pos_weight targets:labels',
};

/** Names of the first version of TensorFlow, which are `tf.compat.v1` now. */
export const OLD_NAMES: Readonly<Record<string, string>> = {
  log: 'log x',
  to_float: "astype x dtype='float32'",
  to_int32: "astype x dtype='int32'",
  to_int64: "astype x dtype='int64'",
  log_sigmoid: 'log_sigmoid x',
  div: 'divide x y',
  is_nan: 'isnan x',
};

/** `tf.keras.backend`. */
export const BACKEND_NAMES: Readonly<Record<string, string>> = {
  ...alike('exp log sqrt square abs sign round tanh sigmoid softplus relu sin cos', 'x'),
  ...alike('equal not_equal less less_equal greater greater_equal maximum minimum', 'x y'),
  ...alike('sum prod max min any all logsumexp', 'x axis keepdims'),
  mean: 'mean_of_any x axis keepdims',
  argmax: 'argmax_long x axis=-1',
  argmin: 'argmin_long x axis=-1',
  pow: 'power x a:y',
  clip: 'clip x min_value:min max_value:max',
  cast: 'astype x dtype',
  constant: 'array value:x dtype',
  variable: 'array value:x dtype',
  ones_like: 'ones_like x dtype',
  zeros_like: 'zeros_like x dtype',
  ones: 'ones shape dtype',
  zeros: 'zeros shape dtype',
  softmax: 'softmax_of_rows x axis',
  var: 'var x axis keepdims',
  std: 'std x axis keepdims',
  arange: 'arange start:first stop:end step dtype',
  eye: 'eye size:n',
  cast_to_floatx: "astype x dtype='float32'",
  one_hot: 'one_hot indices:x num_classes',
  stop_gradient: 'stop_gradient variables:x',
  switch: 'where condition then_expression:x else_expression:y',
  flatten: 'ravel x',
  batch_flatten: 'batch_flatten x',
  cumsum: 'cumsum x axis=0',
  dtype: 'dtype_name x',
  is_tensor: 'is_tensor x',
  ndim: 'ndim x',
  reshape: 'reshape_to x:tensor shape',
  expand_dims: 'expand_dims x axis=-1',
  squeeze: 'squeeze x axis',
  concatenate: 'concatenate tensors:arrays axis=-1',
  stack: 'stack x:arrays axis',
  gather: 'gather reference:params indices axis=0',
  transpose: 'transpose x',
  permute_dimensions: 'transpose x pattern:axes',
  dot: 'matmul x y',
  tile: 'tile_by x:input n:multiples',
  shape: 'shape_tensor x:input',
  int_shape: 'shape x',
  // The older function adds an ε to the clipped probabilities.
  binary_crossentropy: 'binary_crossentropy target output from_logits epsilon=1e-7',
  categorical_crossentropy: 'categorical_crossentropy target output from_logits axis',
  sparse_categorical_crossentropy: 'sparse_categorical_crossentropy target output from_logits axis',
};

/** `keras.ops`. */
export const OPS_NAMES: Readonly<Record<string, string>> = {
  ...alike(`${ELEMENTWISE} relu log_sigmoid isnan isinf isfinite logical_not negative reciprocal`, 'x'),
  ...alike(PAIRS, 'x1:x x2:y'),
  ...alike('power true_divide mod floor_divide logaddexp logical_xor', 'x1:x x2:y'),
  ...alike('sum mean prod max min any all logsumexp var std', 'x axis keepdims'),
  ndim: 'ndim x',
  swapaxes: 'swapaxes x axis1 axis2',
  argmax: 'argmax x axis',
  argmin: 'argmin x axis',
  matmul: 'matmul x1:x x2:y',
  size: 'size x:input',
  shape: 'shape x',
  count_nonzero: 'count_nonzero x axis',
  cumsum: 'cumsum x axis',
  clip: 'clip x x_min:min x_max:max',
  nan_to_num: 'nan_to_num x nan',
  cast: 'astype x dtype',
  convert_to_tensor: 'array x dtype',
  array: 'array x dtype',
  where: 'where condition x1:x x2:y',
  ones_like: 'ones_like x dtype',
  zeros_like: 'zeros_like x dtype',
  full_like: 'full_like x fill_value dtype',
  ones: 'ones shape dtype',
  zeros: 'zeros shape dtype',
  full: 'full shape fill_value dtype',
  arange: 'arange start:first stop:end step dtype',
  eye: 'eye N:n M:m',
  softmax: 'softmax x axis',
  log_softmax: 'log_softmax x axis',
  one_hot: 'one_hot x num_classes axis dtype',
  stop_gradient: 'stop_gradient variable:x',
  expand_dims: 'expand_dims x axis',
  squeeze: 'squeeze x axis',
  reshape: 'reshape_to x:tensor newshape:shape',
  transpose: 'transpose x axes',
  moveaxis: 'moveaxis x source destination',
  ravel: 'ravel x',
  concatenate: 'concatenate xs:arrays axis',
  stack: 'stack x:arrays axis',
  broadcast_to: 'broadcast_to x shape',
  tile: 'tile x repeats',
  take: 'gather x:params indices axis',
  take_along_axis: 'take_along_axis x indices axis',
  cond: 'cond pred true_fn false_fn',
  binary_crossentropy: 'binary_crossentropy target output from_logits',
  categorical_crossentropy: 'categorical_crossentropy target output from_logits axis',
  sparse_categorical_crossentropy: 'sparse_categorical_crossentropy target output from_logits axis',
};
