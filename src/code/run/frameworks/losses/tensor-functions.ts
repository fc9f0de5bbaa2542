import { pathsOf } from './paths';

/** Functions of tensors that are made of others, with the exceptions that they raise themselves. */
export const TENSOR_FUNCTIONS = {
  text: `
import math
import torch


def need_floats(*tensors):
    for tensor in tensors:
        if not tensor.is_floating_point():
            raise RuntimeError("expected a floating point type")


def bmm(input, mat2):
    if input.dim() != 3 or mat2.dim() != 3:
        raise RuntimeError("batch1 and batch2 must be 3D tensors")
    if input.shape[0] != mat2.shape[0]:
        raise RuntimeError("Expected size for the first dimensions of batch1 and batch2 to be equal")
    return torch.matmul(input, mat2)


def mv(input, vec):
    if input.dim() != 2 or vec.dim() != 1:
        raise RuntimeError("vector + matrix @ vector expected")
    return torch.matmul(input, vec)


def dot(input, tensor):
    if input.dim() != 1 or tensor.dim() != 1:
        raise RuntimeError("1D tensors expected")
    return torch.matmul(input, tensor)


def outer(input, vec2):
    if input.dim() != 1 or vec2.dim() != 1:
        raise RuntimeError("outer: Expected 1-D arguments")
    return input.unsqueeze(1) * vec2


def addcmul(input, tensor1, tensor2, *, value=1):
    if not input.is_floating_point():
        value = int(value)
    return input + value * tensor1 * tensor2


def equal(input, other):
    return input.shape == other.shape and bool((input == other).all())


def isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    if input.dtype != other.dtype:
        raise RuntimeError("the types do not match")
    close = (input == other) | ((input - other).abs() <= atol + rtol * other.abs())
    return close | (input.isnan() & other.isnan()) if equal_nan else close


def allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(isclose(input, other, rtol, atol, equal_nan).all())


def exp2(input):
    return torch.exp(input * math.log(2))


def logit(input, eps=None):
    clamped = input if eps is None else input.clamp(eps, 1 - eps)
    return torch.log(clamped / (1 - clamped))


def square_mask(input, diagonal):
    rows = torch.arange(input.shape[-2]).unsqueeze(1)
    return torch.arange(input.shape[-1]) - rows - diagonal


def tril(input, diagonal=0):
    if input.dim() == 1 and input.numel() == 0:
        return input
    if input.dim() < 2:
        raise RuntimeError("tril: input tensor must have at least 2 dimensions")
    return input.masked_fill(square_mask(input, diagonal) > 0, 0)


def triu(input, diagonal=0):
    if input.dim() == 1 and input.numel() == 0:
        return input
    if input.dim() < 2:
        raise RuntimeError("triu: input tensor must have at least 2 dimensions")
    return input.masked_fill(square_mask(input, diagonal) < 0, 0)


def diag(input, diagonal=0):
    if input.dim() == 2:
        return input.masked_select(square_mask(input, diagonal) == 0)
    if input.dim() != 1:
        raise RuntimeError("diag(): Supports 1D or 2D tensors")
    size = len(input) + abs(diagonal)
    matrix = torch.zeros(size, size, dtype=input.dtype)
    matrix[torch.arange(len(input)) + max(-diagonal, 0), torch.arange(len(input)) + max(diagonal, 0)] = input
    return matrix


def roll(input, shifts, dims=None):
    if input.numel() == 0:
        return input
    if dims is None:
        return roll(input.flatten(), shifts, 0).view(input.shape)
    pairs = [(shifts, dims)] if isinstance(dims, int) else list(zip(shifts, dims))
    for shift, dim in pairs:
        count = input.shape[dim]
        input = input.index_select(dim, (torch.arange(count) - shift) % count)
    return input


def repeat_interleave(input, repeats, dim=None):
    if dim is None:
        input, dim = input.flatten(), 0
    count = input.shape[dim]
    counts = [int(repeats)] * count if isinstance(repeats, int) else [int(each) for each in repeats]
    if len(counts) == 1:
        counts = counts * count
    if len(counts) != count:
        raise RuntimeError("repeats must have the same size as input along dim")
    places = [at for at, times in enumerate(counts) for _ in range(times)]
    return input.index_select(dim, torch.tensor(places, dtype=torch.long))


def along(input, dim, index):
    shape = [1] * input.dim()
    shape[dim] = len(index)
    sizes = list(input.shape)
    sizes[dim] = len(index)
    return index.view(shape).expand(sizes)


def index_add(input, dim, index, source, *, alpha=1):
    if len(index) != source.shape[dim]:
        raise RuntimeError("index_add_(): Number of indices should be equal to source.size(dim)")
    return input.scatter_add(dim, along(input, dim, index), source * alpha)


def index_fill(input, dim, index, value):
    return input.scatter(dim, along(input, dim, index), value)


def argwhere(input):
    return input.nonzero()


def unflatten(input, dim, sizes):
    at = dim % input.dim()
    return input.reshape(*input.shape[:at], *sizes, *input.shape[at + 1:])


def atleast_1d(input):
    return input.view(1) if input.dim() == 0 else input


def median(input):
    if input.numel() == 0:
        return input.new_full((), float("nan"))
    values = input.flatten().sort()[0]
    return values[(len(values) - 1) // 2]


def nanmean(input, dim=None, keepdim=False):
    need_floats(input)
    known = (~input.isnan()).sum(dim, keepdim=keepdim)
    return torch.nansum(input, dim, keepdim) / known


def cumprod(input, dim):
    if input.dim() == 0 or input.numel() == 0:
        return input
    parts = list(input.unbind(dim))
    for at in range(1, len(parts)):
        parts[at] = parts[at - 1] * parts[at]
    return torch.stack(parts, dim)


def meshgrid(*tensors, indexing=None):
    given = list(tensors[0]) if isinstance(tensors[0], (list, tuple)) else list(tensors)
    if any(each.dim() > 1 for each in given):
        raise RuntimeError("torch.meshgrid: Expected 0D or 1D tensor in the tensor list")
    sizes = [each.numel() for each in given]
    order = list(range(len(given)))
    if indexing == "xy" and len(given) > 1:
        order[0], order[1] = 1, 0
        sizes[0], sizes[1] = sizes[1], sizes[0]
    grids = []
    for at, each in zip(order, given):
        shape = [1] * len(given)
        shape[at] = -1
        grids.append(each.view(shape).expand(sizes))
    return tuple(grids)


def column_stack(tensors):
    return torch.cat([each.view(-1, 1) if each.dim() < 2 else each for each in tensors], 1)


def isin(elements, test_elements):
    return (elements.unsqueeze(-1) == torch.as_tensor(test_elements).flatten()).any(-1)


def scalar_tensor(value, *, dtype=None, device=None):
    return torch.tensor(float(value) if dtype is None else value, dtype=dtype)
`,
  names: {
    ...pathsOf(
      ['torch', 'torch.Tensor'],
      (
        'bmm mv dot outer addcmul equal isclose allclose exp2 logit tril triu diag roll repeat_interleave index_add index_fill ' +
        'argwhere unflatten median nanmean cumprod'
      ).split(' '),
    ),
    ...pathsOf(['torch'], 'atleast_1d meshgrid column_stack isin scalar_tensor'.split(' ')),
    ...pathsOf(['torch.special'], ['logit', 'exp2']),
  },
};
