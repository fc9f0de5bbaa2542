import { pathsOf } from './paths';

/** Functions that give tensors another shape, or make matrices of them. */
export const TENSOR_LAYOUTS = {
  text: `
import torch
from focal_loss_evaluator import not_known


def swapdims(input, dim0, dim1):
    return input.transpose(dim0, dim1)


def atleast_1d(input):
    return input.view(1) if input.dim() == 0 else input


def atleast_2d(input):
    return input.view(1, -1) if input.dim() < 2 else input


def atleast_3d(input):
    return atleast_2d(input).unsqueeze(-1) if input.dim() < 3 else input


def broadcast_tensors(*tensors):
    rank = max(each.dim() for each in tensors)
    shapes = [[1] * (rank - each.dim()) + list(each.shape) for each in tensors]
    wanted = []
    for lengths in zip(*shapes):
        others = [length for length in lengths if length != 1]
        wanted.append(others[0] if len(others) > 0 else 1)
    return tuple(each.expand(wanted) for each in tensors)


def unflatten(input, dim, sizes):
    at = dim % input.dim()
    return input.reshape(*input.shape[:at], *sizes, *input.shape[at + 1:])


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


def cartesian_prod(*tensors):
    return torch.stack([each.reshape(-1) for each in meshgrid(*tensors)], 1)


def column_stack(tensors):
    return torch.cat([each.view(-1, 1) if each.dim() < 2 else each for each in tensors], 1)


def dstack(tensors):
    return torch.cat([atleast_3d(each) for each in tensors], 2)


def tensor_split(input, indices_or_sections, dim=0):
    count = input.shape[dim]
    if isinstance(indices_or_sections, int):
        parts = indices_or_sections
        sizes = [count // parts + (1 if at < count % parts else 0) for at in range(parts)]
        return input.split(sizes, dim)
    places = [0, *[min(at, count) for at in indices_or_sections], count]
    return tuple(input.narrow(dim, start, max(end - start, 0)) for start, end in zip(places[:-1], places[1:]))


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


def diff(input, n=1, dim=-1):
    for _ in range(n):
        count = input.shape[dim]
        input = input.narrow(dim, 1, max(count - 1, 0)) - input.narrow(dim, 0, max(count - 1, 0))
    return input


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
    return diag_embed(input, diagonal)


def diag_embed(input, offset=0, dim1=-2, dim2=-1):
    if (dim1, dim2) != (-2, -1):
        not_known("dim1", "diag_embed")
    count = input.shape[-1]
    size = count + abs(offset)
    matrix = torch.zeros(*input.shape[:-1], size, size, dtype=input.dtype)
    matrix[..., torch.arange(count) + max(-offset, 0), torch.arange(count) + max(offset, 0)] = input
    return matrix


def diagonal(input, offset=0, dim1=0, dim2=1):
    first, second = dim1 % input.dim(), dim2 % input.dim()
    moved = input.permute([dim for dim in range(input.dim()) if dim not in (first, second)] + [first, second])
    rows, columns = moved.shape[-2] + min(offset, 0), moved.shape[-1] - max(offset, 0)
    count = max(min(rows, columns), 0)
    places = torch.arange(count)
    return moved[..., places + max(-offset, 0), places + max(offset, 0)]


def trace(input):
    if input.dim() != 2:
        raise RuntimeError("trace: expected a matrix")
    return diagonal(input).sum()


def bmm(input, mat2):
    if input.dim() != 3 or mat2.dim() != 3:
        raise RuntimeError("batch1 and batch2 must be 3D tensors")
    if input.shape[0] != mat2.shape[0]:
        raise RuntimeError("Expected size for the first dimensions of batch1 and batch2 to be equal")
    return torch.matmul(input, mat2)


def baddbmm(input, batch1, batch2, *, beta=1, alpha=1):
    return beta * input + alpha * bmm(batch1, batch2)


def addmm(input, mat1, mat2, *, beta=1, alpha=1):
    if mat1.dim() != 2 or mat2.dim() != 2:
        raise RuntimeError("mat1 and mat2 must be matrices")
    return beta * input + alpha * torch.matmul(mat1, mat2)


def mv(input, vec):
    if input.dim() != 2 or vec.dim() != 1:
        raise RuntimeError("vector + matrix @ vector expected")
    return torch.matmul(input, vec)


def dot(input, tensor):
    if input.dim() != 1 or tensor.dim() != 1:
        raise RuntimeError("1D tensors expected")
    return torch.matmul(input, tensor)


def inner(input, other):
    if input.dim() == 0 or other.dim() == 0:
        return input * other
    return torch.tensordot(input, other, dims=([-1], [-1]))


def outer(input, vec2):
    if input.dim() != 1 or vec2.dim() != 1:
        raise RuntimeError("outer: Expected 1-D arguments")
    return input.unsqueeze(1) * vec2


def tensordot(a, b, dims=2):
    if isinstance(dims, int):
        one, other = list(range(a.dim() - dims, a.dim())), list(range(dims))
    else:
        one, other = [each % a.dim() for each in dims[0]], [each % b.dim() for each in dims[1]]
    kept_a = [at for at in range(a.dim()) if at not in one]
    kept_b = [at for at in range(b.dim()) if at not in other]
    count = 1
    for at, place in zip(one, other):
        if a.shape[at] != b.shape[place]:
            raise RuntimeError("contracted dimensions need to match")
        count *= a.shape[at]
    left = a.permute(*kept_a, *one).reshape(-1, count)
    right = b.permute(*other, *kept_b).reshape(count, -1)
    return (left @ right).reshape([a.shape[at] for at in kept_a] + [b.shape[at] for at in kept_b])


def tril_indices(row, col, offset=0):
    return (torch.arange(col) - torch.arange(row).unsqueeze(1) <= offset).nonzero().t()


def triu_indices(row, col, offset=0):
    return (torch.arange(col) - torch.arange(row).unsqueeze(1) >= offset).nonzero().t()
`,
  names: {
    ...pathsOf(
      ['torch', 'torch.Tensor'],
      (
        'swapdims unflatten tensor_split roll repeat_interleave diff tril triu diag diag_embed diagonal trace bmm ' +
        'baddbmm addmm mv dot inner outer'
      ).split(' '),
    ),
    ...pathsOf(
      ['torch'],
      (
        'atleast_1d atleast_2d atleast_3d broadcast_tensors meshgrid cartesian_prod column_stack dstack tensordot tril_indices ' +
        'triu_indices'
      ).split(' '),
    ),
  },
};
