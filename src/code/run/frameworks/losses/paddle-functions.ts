import { pathsOf } from './paths';

/** Functions of PaddlePaddle and methods of its tensors that are made of others. */
export const PADDLE_FUNCTIONS = {
  text: `
import torch
from focal_loss_evaluator import not_known
from focal_loss_evaluator import paddle as base


def to_tensor(data, dtype=None, place=None, stop_gradient=True):
    return base.array(base.stop_gradient(data) if base.is_tensor(data) else data, dtype)


def mean(x, axis=None, keepdim=False, name=None):
    if not x.dtype.is_floating_point:
        not_known("x", "mean")
    return base.mean(x, axis=axis, keepdims=keepdim)


def where(condition, x=None, y=None, name=None):
    if x is None and y is None:
        return nonzero(condition, True)
    kinds = [each.dtype.is_floating_point for each in (x, y) if base.is_tensor(each)]
    if kinds == [False] and (isinstance(x, float) or isinstance(y, float)):
        raise TypeError("Type promotion only supports calculations between floating-point numbers")
    return base.where(condition, x, y)


def rsqrt(x, name=None):
    return base.array(torch.rsqrt(x))


def pow(x, y, name=None):
    if isinstance(y, float) and not x.dtype.is_floating_point:
        not_known("y", "pow")
    return base.power(x, y)


def of_one_type(tensors):
    if len(set([each.dtype.name for each in tensors])) > 1:
        raise ValueError("the types of the tensors are not consistent")
    return tensors


def concat(x, axis=0, name=None):
    return base.concatenate(of_one_type(x), axis)


def stack(x, axis=0, name=None):
    return base.stack(of_one_type(x), axis)


def nonzero(x, as_tuple=False):
    places = base.choose_or_places(x)
    return tuple(places[:, at] for at in range(x.ndim)) if as_tuple else places


def gather(x, index, axis=None, name=None):
    return base.gather(x, base.reshape(index, -1), axis=0 if axis is None else int(axis))


def index_select(x, index, axis=0, name=None):
    return base.gather(x, index, axis=axis)


def masked_select(x, mask, name=None):
    return x[mask]


def put_along_axis(arr, indices, values, axis, reduce="assign", include_self=True, broadcast=True):
    if reduce not in ("assign", "add") or not include_self:
        not_known("reduce", "put_along_axis")
    given = base.is_tensor(values)
    source = base.broadcast_to(values, indices.shape) if given else base.full(indices.shape, values, arr.dtype)
    write = torch.scatter if reduce == "assign" else torch.scatter_add
    return base.array(write(arr, axis, base.astype(indices, "int64"), base.astype(source, arr.dtype)))


def put_along_axis_(arr, indices, values, axis, reduce="assign", include_self=True, broadcast=True):
    arr[...] = put_along_axis(arr, indices, values, axis, reduce, include_self)
    return arr


def scatter(x, index, updates, overwrite=True, name=None):
    if not overwrite:
        not_known("overwrite", "scatter")
    if x.shape[1:] != updates.shape[1:]:
        raise ValueError("the updates must have the shape of the rows of the input")
    result = base.copy(x)
    result[base.reshape(index, -1)] = updates
    return result


def argmax(x, axis=None, keepdim=False, dtype="int64", name=None):
    return base.astype(base.array(torch.argmax(x, axis, keepdim)), dtype)


def argmin(x, axis=None, keepdim=False, dtype="int64", name=None):
    return base.astype(base.array(torch.argmin(x, axis, keepdim)), dtype)


def topk(x, k, axis=None, largest=True, sorted=True, name=None):
    values, indices = torch.topk(x, int(k), -1 if axis is None else axis, largest)
    return base.array(values), base.array(indices)


def sort(x, axis=-1, descending=False, name=None):
    return base.array(torch.sort(x, axis, descending)[0])


def argsort(x, axis=-1, descending=False, name=None):
    return base.array(torch.argsort(x, axis, descending))


def cumsum(x, axis=None, dtype=None, name=None):
    given = x if dtype is None else base.astype(x, dtype)
    return base.cumsum(base.ravel(given), 0) if axis is None else base.cumsum(given, axis)


def var(x, axis=None, unbiased=True, keepdim=False, name=None):
    return base.var(x, axis=axis, ddof=1 if unbiased else 0, keepdims=keepdim)


def std(x, axis=None, unbiased=True, keepdim=False, name=None):
    return base.std(x, axis=axis, ddof=1 if unbiased else 0, keepdims=keepdim)


def norm(x, p=None, axis=None, keepdim=False, name=None):
    if p == 1:
        return base.sum(base.abs(x), axis=axis, keepdims=keepdim)
    if p not in (None, 2, "fro"):
        not_known("p", "norm")
    return base.sqrt(base.sum(base.square(x), axis=axis, keepdims=keepdim))


def prod(x, axis=None, keepdim=False, dtype=None, name=None):
    result = base.prod(x, axis=axis, keepdims=keepdim)
    wanted = x.dtype if dtype is None and not x.dtype.is_bool else dtype
    return result if wanted is None else base.astype(result, wanted)


def numel(x, name=None):
    return base.array(x.size)


def matmul(x, y, transpose_x=False, transpose_y=False, name=None):
    one = base.swapaxes(x, -1, -2) if transpose_x and x.ndim > 1 else x
    other = base.swapaxes(y, -1, -2) if transpose_y and y.ndim > 1 else y
    return one @ other


def dot(x, y, name=None):
    return base.sum(x * y, axis=-1)


def scale(x, scale=1.0, bias=0.0, bias_after_scale=True, act=None, name=None):
    if not x.dtype.is_floating_point:
        not_known("x", "scale")
    return x * scale + bias if bias_after_scale else (x + bias) * scale


def nan_to_num(x, nan=0.0, posinf=None, neginf=None, name=None):
    return base.array(torch.nan_to_num(x, nan, posinf, neginf))


def equal_all(x, y, name=None):
    return base.all(x == y) if x.shape == y.shape else base.array(False)


def isclose(x, y, rtol=1e-05, atol=1e-08, equal_nan=False, name=None):
    return base.array(torch.isclose(x, y, rtol, atol, equal_nan))


def bitwise_and(x, y, name=None):
    return x & y


def bitwise_or(x, y, name=None):
    return x | y


def bitwise_not(x, name=None):
    return ~x


def add_n(inputs, name=None):
    return sum(inputs[1:], inputs[0]) if isinstance(inputs, (list, tuple)) else inputs


def dim(x):
    return x.ndim


def unchanged(x, *settings):
    return x
`,
  names: {
    ...pathsOf(
      ['paddle', 'paddle.ndarray', 'paddle.tensor'],
      (
        'mean where rsqrt pow nonzero gather index_select masked_select put_along_axis scatter argmax argmin topk ' +
        'sort argsort cumsum var std norm prod numel matmul dot scale nan_to_num equal_all isclose bitwise_and ' +
        'bitwise_or bitwise_not'
      ).split(' '),
    ),
    ...pathsOf(['paddle', 'paddle.ndarray', 'paddle.tensor'], {
      mm: 'matmul',
      bmm: 'matmul',
    }),
    ...pathsOf(['paddle'], ['to_tensor', 'add_n', 'concat', 'stack']),
    ...pathsOf(['paddle.ndarray'], ['dim', 'put_along_axis_']),
    ...pathsOf(['paddle.ndarray'], { cpu: 'unchanged', cuda: 'unchanged', contiguous: 'unchanged' }),
    ...pathsOf(['paddle.linalg'], ['norm', 'matmul']),
    'paddle.fluid.dygraph.to_variable': 'to_tensor',
  },
};
