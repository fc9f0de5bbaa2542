import { pathsOf } from './paths';

/** Functions of the elements of tensors that are made of others, with the exceptions that they raise themselves. */
export const TENSOR_FUNCTIONS = {
  text: `
import math
import torch
from focal_loss_evaluator import not_known


def scaled(input, product, value):
    return input + (value if input.is_floating_point() else int(value)) * product


def addcmul(input, tensor1, tensor2, *, value=1):
    return scaled(input, tensor1 * tensor2, value)


def addcdiv(input, tensor1, tensor2, *, value=1):
    if not tensor1.is_floating_point() and not tensor2.is_floating_point():
        raise RuntimeError("Integer division with addcdiv is no longer supported")
    return scaled(input, tensor1 / tensor2, value)


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


def entr(input):
    inside = -input * torch.log(input)
    return torch.where(input > 0, inside, torch.where(input == 0, torch.zeros_like(inside), -math.inf))


def positive(input):
    return input


def hypot(input, other):
    return torch.sqrt(input * input + other * other)


def heaviside(input, values):
    if input.dtype != values.dtype:
        raise RuntimeError("heaviside is not yet implemented for tensors with different dtypes.")
    return torch.where(input == 0, values, (input > 0).to(input.dtype))


def float_power(input, exponent):
    return torch.pow(torch.as_tensor(input).double(), exponent)


def take(input, index):
    return input.flatten()[index]


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


def index_copy(input, dim, index, source):
    if input.dim() != source.dim():
        raise IndexError("index_copy_(): the source and the destination must have as many dimensions")
    if len(index) != source.shape[dim]:
        raise IndexError("index_copy_(): Number of indices should be equal to source.size(dim)")
    return input.scatter(dim, along(input, dim, index), source)


def index_put(input, indices, values, accumulate=False):
    result = input.clone()
    index_put_(result, indices, values, accumulate)
    return result


def index_put_(input, indices, values, accumulate=False):
    if accumulate:
        not_known("accumulate", "index_put")
    input[tuple(indices)] = values
    return input


def masked_scatter(input, mask, source):
    places = mask.expand_as(input)
    count = int(places.sum())
    if source.numel() < count:
        raise RuntimeError("Number of elements of source < number of ones in mask")
    result = input.clone()
    result[places] = source.flatten()[:count]
    return result


def cross(input, other, dim=None):
    at = -1 if dim is None else dim
    if input.shape[at] != 3 or other.shape[at] != 3:
        raise RuntimeError("linalg.cross: inputs dimension must have length 3")
    turned = [(each.roll(-1, at), each.roll(-2, at)) for each in (input, other)]
    return turned[0][0] * turned[1][1] - turned[0][1] * turned[1][0]


def argwhere(input):
    return input.nonzero()


def scalar_tensor(value, *, dtype=None, device=None):
    return torch.tensor(float(value) if dtype is None else value, dtype=dtype)


def addcmul_(input, tensor1, tensor2, *, value=1):
    return input.copy_(addcmul(input.clone(), tensor1, tensor2, value=value))


def addcdiv_(input, tensor1, tensor2, *, value=1):
    return input.copy_(addcdiv(input.clone(), tensor1, tensor2, value=value))


def index_add_(input, dim, index, source, *, alpha=1):
    return input.copy_(index_add(input.clone(), dim, index, source, alpha=alpha))


def index_fill_(input, dim, index, value):
    return input.copy_(index_fill(input.clone(), dim, index, value))


def index_copy_(input, dim, index, source):
    return input.copy_(index_copy(input.clone(), dim, index, source))


def masked_scatter_(input, mask, source):
    return input.copy_(masked_scatter(input, mask, source))


def fill_diagonal_(input, fill_value):
    places = torch.arange(min(input.shape))
    input[tuple([places] * input.dim())] = fill_value
    return input


def sum_to_size(input, *size):
    sizes = list(size[0]) if len(size) == 1 and not isinstance(size[0], int) else list(size)
    extra = input.dim() - len(sizes)
    for _ in range(extra):
        input = input.sum(0)
    for at, length in enumerate(sizes):
        if length != input.shape[at]:
            if length != 1:
                raise RuntimeError("size is not expandable to the size of the tensor")
            input = input.sum(at, keepdim=True)
    return input
`,
  names: {
    ...pathsOf(
      ['torch', 'torch.Tensor'],
      (
        'addcmul addcdiv equal isclose allclose exp2 logit positive hypot heaviside float_power take index_add index_fill ' +
        'index_copy index_put masked_scatter argwhere cross'
      ).split(' '),
    ),
    ...pathsOf(
      ['torch.Tensor'],
      'addcmul_ addcdiv_ index_add_ index_fill_ index_copy_ index_put_ masked_scatter_ fill_diagonal_ sum_to_size'.split(
        ' ',
      ),
    ),
    ...pathsOf(['torch'], ['scalar_tensor']),
    ...pathsOf(['torch.special'], ['logit', 'exp2', 'entr']),
  },
};
