/*
 * The functions of PaddlePaddle by their names: ours, and their parameters as `renamed` takes them.
 */

/** Entries for functions that have the same parameters and names. */
function alike(names: string, parameters: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, `${name} ${parameters}`]));
}

const UNARY =
  'exp log log2 log10 log1p expm1 sqrt square abs sign floor ceil round tanh sin cos reciprocal isnan isinf isfinite ' +
  'logical_not sigmoid';

/** Functions of `paddle` that are methods of its tensors too. */
export const TENSOR_NAMES: Readonly<Record<string, string>> = {
  ...alike(UNARY, 'x'),
  neg: 'negative x',
  ...alike(
    'add subtract multiply divide maximum minimum mod floor_divide equal not_equal less_equal greater_equal logical_and ' +
      'logical_or logical_xor',
    'x y',
  ),
  remainder: 'mod x y',
  less_than: 'less x y',
  greater_than: 'greater x y',
  less: 'less x y',
  greater: 'greater x y',
  sum: 'sum x axis dtype keepdim:keepdims',
  ...Object.fromEntries(
    ['max', 'min', 'amax', 'amin', 'any', 'all', 'logsumexp'].map((name) => [
      name,
      `${name} x axis keepdim:keepdims`,
    ]),
  ),
  clip: 'clip x min max',
  cast: 'astype x dtype',
  astype: 'astype x dtype',
  clone: 'copy x',
  detach: 'stop_gradient x',
  take_along_axis: 'take_along_axis arr:x indices axis',
  gather_nd: 'gather_nd x:params index:indices',
  is_tensor: 'is_tensor x',
};

/** Functions of `paddle` that make tensors. */
export const MAKING_NAMES: Readonly<Record<string, string>> = {
  zeros: 'zeros shape dtype',
  ones: 'ones shape dtype',
  full: "full shape fill_value dtype='float32'",
  ones_like: 'ones_like x dtype',
  zeros_like: 'zeros_like x dtype',
  full_like: 'full_like x fill_value dtype',
  eye: 'eye num_rows:n num_columns:m dtype',
  arange: 'arange start:first end step dtype',
  assign: 'copy x',
  shape: 'shape_tensor x:input',
};

/** Functions of `paddle.nn.functional`. */
export const NETWORK_NAMES: Readonly<Record<string, string>> = {
  sigmoid: 'sigmoid x',
  log_sigmoid: 'log_sigmoid x',
  tanh: 'tanh x',
};

/** Functions of `paddle.fluid.layers`, of the first version. */
export const OLD_NAMES: Readonly<Record<string, string>> = {
  ...alike('exp log sqrt square abs sigmoid tanh relu', 'x'),
  pow: 'power x factor:y',
  reduce_sum: 'sum input:x dim:axis keep_dim:keepdims',
  cast: 'astype x dtype',
  clip: 'clip x min max',
  ones_like: 'ones_like x dtype',
  zeros_like: 'zeros_like x dtype',
  assign: 'copy input:x',
  ...Object.fromEntries(
    Object.entries({ add: 'add', sub: 'subtract', mul: 'multiply', div: 'divide', pow: 'power' }).map(
      ([name, own]) => [`elementwise_${name}`, `${own} x y`],
    ),
  ),
};
