import { pathsOf } from './paths';

/** Functions of PaddlePaddle and methods of its tensors that give the elements another shape, order or place. */
export const PADDLE_LAYOUTS = {
  text: `
import torch
from focal_loss_evaluator import paddle as base


def sizes(first, others):
    given = [first, *others] if len(others) > 0 or isinstance(first, int) else first
    return [int(each) for each in given]


def reshape(x, shape, *others, name=None):
    wanted = sizes(shape, others)
    return base.reshape(x, [x.shape[at] if length == 0 else length for at, length in enumerate(wanted)])


def reshape_as(x, other):
    return base.reshape(x, other.shape)


def transpose(x, perm, *others, name=None):
    return base.transpose(x, sizes(perm, others))


def t(input, name=None):
    if input.ndim > 2:
        raise ValueError("Input(input) only support N-D (N<=2) tensor")
    return base.transpose(input)


def flatten(x, start_axis=0, stop_axis=-1, name=None):
    if x.ndim == 0:
        return base.reshape(x, [1])
    if not (-x.ndim <= start_axis < x.ndim and -x.ndim <= stop_axis < x.ndim):
        raise ValueError("start_axis and stop_axis should be in the range [-rank(x), rank(x))")
    start, stop = start_axis % x.ndim, stop_axis % x.ndim
    return base.reshape(x, x.shape[:start] + [-1] + x.shape[stop + 1 :])


def unsqueeze(x, axis, name=None):
    for at in [axis] if isinstance(axis, int) else axis:
        x = base.expand_dims(x, int(at))
    return x


def squeeze(x, axis=None, name=None):
    if axis is None:
        return base.squeeze(x)
    axes = [at % x.ndim for at in ([axis] if isinstance(axis, int) else axis)]
    return base.squeeze(x, [at for at in axes if x.shape[at] == 1])


def expand(x, shape, *others, name=None):
    wanted = sizes(shape, others)
    missing = len(wanted) - x.ndim
    if missing < 0:
        raise ValueError("The rank of the shape must be greater than or equal to that of the input")
    lengths = [x.shape[at - missing] if length == -1 else length for at, length in enumerate(wanted)]
    return base.broadcast_to(x, lengths)


def expand_as(x, y, name=None):
    return expand(x, y.shape)


def tile(x, repeat_times, *others, name=None):
    return base.tile(x, sizes(repeat_times, others))


def split(x, num_or_sections, axis=0, name=None):
    length = x.shape[axis]
    if isinstance(num_or_sections, int):
        if length % num_or_sections != 0:
            raise ValueError("the length of the axis must be a multiple of the number of sections")
        counts = [length // num_or_sections] * num_or_sections
    else:
        known = sum(count for count in num_or_sections if count >= 0)
        counts = [length - known if count < 0 else count for count in num_or_sections]
        if 0 in counts:
            raise ValueError("the sections other than the unknown one must be less than the length of the axis")
    parts, start = [], 0
    for count in counts:
        parts.append(base.gather(x, base.arange(start, start + count), axis=axis))
        start += count
    return parts


def chunk(x, chunks, axis=0, name=None):
    return split(x, chunks, axis)


def unbind(input, axis=0):
    return base.unstack(input, axis=axis)


def unstack(x, axis=0, num=None):
    return base.unstack(x, axis=axis)


def flip(x, axis, name=None):
    return base.array(torch.flip(x, [axis] if isinstance(axis, int) else list(axis)))
`,
  names: {
    ...pathsOf(
      ['paddle', 'paddle.ndarray', 'paddle.tensor'],
      'reshape transpose t flatten unsqueeze squeeze expand expand_as tile split chunk unbind unstack flip'.split(
        ' ',
      ),
    ),
    ...pathsOf(['paddle', 'paddle.ndarray', 'paddle.tensor'], { broadcast_to: 'expand' }),
    'paddle.ndarray.reshape_as': 'reshape_as',
  },
};
