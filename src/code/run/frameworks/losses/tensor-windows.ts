import { pathsOf } from './paths';

/** Functions of `torch.nn.functional` that look at windows of an image, or change its size. */
export const TENSOR_WINDOWS = {
  text: `
import torch
from focal_loss_evaluator import not_known


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def pad(input, pad, mode="constant", value=None):
    if mode != "constant":
        not_known("mode", "pad")
    for at in range(0, len(pad), 2):
        dim = input.dim() - 1 - at // 2
        if dim < 0:
            raise RuntimeError("Padding length should be less than or equal to two times the input dimension")
        for place, count in ((0, pad[at]), (1, pad[at + 1])):
            if count < 0:
                start = -count if place == 0 else 0
                input = input.narrow(dim, start, input.shape[dim] + count)
            else:
                shape = list(input.shape)
                shape[dim] = count
                edge = input.new_full(shape, 0 if value is None else value)
                input = torch.cat([edge, input] if place == 0 else [input, edge], dim)
    return input


def windows(input, size, stride, padding, outside):
    if input.dim() not in (3, 4):
        raise RuntimeError("expected 3D or 4D input")
    size = pair(size)
    stride = size if stride is None or stride == [] else pair(stride)
    down, right = pair(padding)
    padded = pad(input, (right, right, down, down), value=outside)
    height = (padded.shape[-2] - size[0]) // stride[0] + 1
    width = (padded.shape[-1] - size[1]) // stride[1] + 1
    if height < 1 or width < 1:
        raise RuntimeError("Output size is too small")
    return [
        padded[..., y : y + (height - 1) * stride[0] + 1 : stride[0], x : x + (width - 1) * stride[1] + 1 : stride[1]]
        for y in range(size[0])
        for x in range(size[1])
    ]


def max_pool2d(input, kernel_size, stride=None, padding=0):
    parts = torch.stack(windows(input, kernel_size, stride, padding, float("-inf")))
    return parts.max(0).values


def avg_pool2d(input, kernel_size, stride=None, padding=0):
    return torch.stack(windows(input, kernel_size, stride, padding, 0)).mean(0)


def adaptive_avg_pool2d(input, output_size):
    if pair(output_size) != (1, 1):
        not_known("output_size", "adaptive_avg_pool2d")
    return input.mean((-2, -1), keepdim=True)


def conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    if groups not in (1, input.shape[-3]) or dilation != 1:
        not_known("groups", "conv2d")
    if input.dim() not in (3, 4) or weight.dim() != 4 or weight.shape[1] * groups != input.shape[-3]:
        raise RuntimeError("expected input to have as many channels as the weight")
    parts = torch.stack(windows(input, tuple(weight.shape[2:]), stride, padding, 0), -1)
    if groups == 1:
        rows = parts.movedim(-4, -2).flatten(-2)
        result = (rows @ weight.flatten(1).t()).movedim(-1, -3)
    else:
        result = (parts * weight.reshape(-1, 1, 1, parts.shape[-1])).sum(-1)
    return result if bias is None else result + bias.view(-1, 1, 1)


def resized(input, dim, count, mode, align_corners, scale):
    length = input.shape[dim]
    if count == length and scale is None:
        return input
    if mode == "nearest":
        step = 1 / scale if scale is not None else length / count
        return input.index_select(dim, (torch.arange(count) * step).floor().long().clamp(max=length - 1))
    places = torch.arange(count, dtype=torch.float64)
    if align_corners:
        at = places * ((length - 1) / max(count - 1, 1))
    else:
        step = 1 / scale if scale is not None else length / count
        at = ((places + 0.5) * step - 0.5).clamp(min=0)
    low = at.floor().long().clamp(max=length - 1)
    high = (low + 1).clamp(max=length - 1)
    shape = [1] * input.dim()
    shape[dim] = count
    share = (at - low).to(input.dtype).view(shape)
    return input.index_select(dim, low) * (1 - share) + input.index_select(dim, high) * share


def interpolate(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    axes = input.dim() - 2
    if not 1 <= axes <= 3:
        raise NotImplementedError("Input Error: Only 3D, 4D and 5D input Tensors supported")
    needed = {"linear": 1, "bilinear": 2, "trilinear": 3}
    if mode in needed and needed[mode] != axes:
        raise NotImplementedError("the mode needs an input of another rank")
    if mode not in ("nearest", "linear", "bilinear", "trilinear"):
        not_known("mode", "interpolate")
    scales = [None] * axes
    if size is None:
        scales = [scale_factor] * axes if isinstance(scale_factor, (int, float)) else list(scale_factor)
        size = [int(length * scale) for length, scale in zip(input.shape[2:], scales)]
    sizes = [size] * axes if isinstance(size, int) else list(size)
    if len(sizes) != axes:
        raise ValueError("Input and output must have the same number of spatial dimensions")
    if input.numel() == 0 or any(int(each) < 1 for each in sizes):
        raise RuntimeError("Input and output sizes should be greater than 0")
    for at in range(axes):
        input = resized(input, at + 2, int(sizes[at]), mode, align_corners, scales[at])
    return input
`,
  names: {
    ...pathsOf(
      ['torch.nn.functional'],
      ['pad', 'max_pool2d', 'avg_pool2d', 'adaptive_avg_pool2d', 'conv2d', 'interpolate'],
    ),
    'torch.nn.functional.upsample': 'interpolate',
    'torch.conv2d': 'conv2d',
    'torch.max_pool2d': 'max_pool2d',
  },
};
