import { pathsOf } from './paths';

/** Functions of tensors that look at the order or the number of elements. */
export const TENSOR_ORDERS = {
  text: `
from collections import namedtuple
import torch
from focal_loss_evaluator import not_known

Ordered = namedtuple("Ordered", "values indices")


def picked(input, dim, keepdim, place):
    values, indices = input.sort(dim)
    if not keepdim:
        return Ordered(values.select(dim, place), indices.select(dim, place))
    return Ordered(values.narrow(dim, place, 1), indices.narrow(dim, place, 1))


def median(input, dim=None, keepdim=False):
    if dim is None:
        if input.numel() == 0:
            return input.new_full((), float("nan"))
        values = input.flatten().sort()[0]
        return values[(len(values) - 1) // 2]
    if input.dim() == 0:
        return Ordered(input, torch.tensor(0))
    return picked(input, dim, keepdim, (input.shape[dim] - 1) // 2)


def nanmedian(input):
    return median(input[~input.isnan()])


def kthvalue(input, k, dim=-1, keepdim=False):
    if not 0 < k <= (input.shape[dim] if input.dim() > 0 else 1):
        raise RuntimeError("kthvalue(): selected number k out of range")
    if input.dim() == 0:
        return Ordered(input, torch.tensor(0))
    return picked(input, dim, keepdim, k - 1)


def quantile(input, q, dim=None, keepdim=False, *, interpolation="linear"):
    if interpolation != "linear":
        not_known("interpolation", "quantile")
    if not input.is_floating_point():
        raise RuntimeError("quantile() input tensor must be either float or double dtype")
    shares = torch.as_tensor(q, dtype=input.dtype)
    along = input.flatten() if dim is None else input.movedim(dim, -1)
    values = along.sort(-1)[0]
    places = shares.reshape(-1) * (values.shape[-1] - 1)
    low = places.floor().long()
    lower = values.index_select(-1, low)
    upper = values.index_select(-1, places.ceil().long())
    result = (lower + (upper - lower) * (places - low)).movedim(-1, 0)
    if keepdim:
        result = result.unsqueeze(-1).movedim(-1, 1 + dim % input.dim()) if dim is not None else result.view(-1, *[1] * input.dim())
    return result[0] if shares.dim() == 0 else result


def cumulative(input, dim, better):
    if input.dim() == 0 or input.numel() == 0:
        return Ordered(input, torch.zeros(input.shape, dtype=torch.long))
    values = list(input.unbind(dim))
    indices = [torch.zeros(values[0].shape, dtype=torch.long)]
    for at in range(1, len(values)):
        wins = better(values[at], values[at - 1])
        indices.append(torch.where(wins, at, indices[-1]))
        values[at] = torch.where(wins, values[at], values[at - 1])
    return Ordered(torch.stack(values, dim), torch.stack(indices, dim))


def cummax(input, dim):
    return cumulative(input, dim, lambda one, other: (one >= other) | one.isnan())


def cummin(input, dim):
    return cumulative(input, dim, lambda one, other: (one <= other) | one.isnan())


def logcumsumexp(input, dim):
    if input.dim() == 0 or input.numel() == 0:
        return input
    parts = list(input.unbind(dim))
    for at in range(1, len(parts)):
        parts[at] = torch.logaddexp(parts[at - 1], parts[at])
    return torch.stack(parts, dim)


def cumprod(input, dim, *, dtype=None):
    if dtype is not None:
        input = input.to(dtype)
    if input.dim() == 0 or input.numel() == 0:
        return input
    parts = list(input.unbind(dim))
    for at in range(1, len(parts)):
        parts[at] = parts[at - 1] * parts[at]
    return torch.stack(parts, dim)


def searchsorted(sorted_sequence, input, *, out_int32=False, right=False):
    values = torch.as_tensor(input)
    if sorted_sequence.dim() > 1:
        not_known("sorted_sequence", "searchsorted")
    columns = values.unsqueeze(-1)
    before = sorted_sequence <= columns if right else sorted_sequence < columns
    counts = before.sum(-1)
    return counts.int() if out_int32 else counts


def bucketize(input, boundaries, *, out_int32=False, right=False):
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


def histc(input, bins=100, min=0, max=0):
    if min == max:
        min, max = input.min().item(), input.max().item()
    inside = input[(input >= min) & (input <= max)]
    places = ((inside - min) / (max - min) * bins).long().clamp(max=bins - 1)
    return torch.bincount(places, minlength=bins).to(input.dtype)


def unique_consecutive(input):
    flat = input.flatten()
    if len(flat) == 0:
        return flat
    changes = torch.cat([torch.tensor([True]), flat[1:] != flat[:-1]])
    return flat[changes]



def msort(input):
    return input.sort(0)[0]


Extremes = namedtuple("Extremes", "min max")


def aminmax(input, *, dim=None, keepdim=False):
    if dim is None:
        return Extremes(input.amin(), input.amax())
    return Extremes(input.amin(dim, keepdim), input.amax(dim, keepdim))


def std_mean(input, dim=None, unbiased=True, keepdim=False, *, correction=None):
    return input.std(dim, unbiased, keepdim, correction=correction), input.mean(dim, keepdim)


def var_mean(input, dim=None, unbiased=True, keepdim=False, *, correction=None):
    return input.var(dim, unbiased, keepdim, correction=correction), input.mean(dim, keepdim)


def isposinf(input):
    return input.isinf() & (input > 0)


def isneginf(input):
    return input.isinf() & (input < 0)


def isin(elements, test_elements):
    return (elements.unsqueeze(-1) == torch.as_tensor(test_elements).flatten()).any(-1)


def nanmean(input, dim=None, keepdim=False):
    if not input.is_floating_point():
        raise RuntimeError("expected a floating point type")
    known = (~input.isnan()).sum(dim, keepdim=keepdim)
    return torch.nansum(input, dim, keepdim) / known
`,
  names: {
    ...pathsOf(
      ['torch', 'torch.Tensor'],
      (
        'median nanmedian kthvalue quantile cummax cummin logcumsumexp cumprod histc unique_consecutive msort aminmax ' +
        'isposinf isneginf nanmean'
      ).split(' '),
    ),
    ...pathsOf(['torch'], ['searchsorted', 'bucketize', 'std_mean', 'var_mean', 'isin']),
  },
};
