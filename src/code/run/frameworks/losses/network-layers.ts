import { pathsOf } from './paths';

/** Activations, layers without weights and initial values of `torch.nn` that are made of others. */
export const NETWORK_LAYERS = {
  text: `
import math
import torch
import torch.nn as nn
import torch.nn.functional as F


def need_floats(tensor):
    if not tensor.is_floating_point():
        raise RuntimeError("expected a floating point type")


def leaky_relu(input, negative_slope=0.01, inplace=False):
    return torch.where(input > 0, input, input * negative_slope)


def elu(input, alpha=1.0, inplace=False):
    return torch.where(input > 0, input, alpha * torch.expm1(input.clamp_max(0)))


def celu(input, alpha=1.0, inplace=False):
    return torch.where(input > 0, input, alpha * torch.expm1(input.clamp_max(0) / alpha))


def selu(input, inplace=False):
    return 1.0507009873554804934193349852946 * elu(input, 1.6732632423543772848170429916717)


def gelu(input, approximate="none"):
    if approximate == "tanh":
        inner = math.sqrt(2 / math.pi) * (input + 0.044715 * input ** 3)
        return 0.5 * input * (1 + torch.tanh(inner))
    return input * 0.5 * (1 + torch.erf(input / math.sqrt(2)))


def silu(input, inplace=False):
    return input * torch.sigmoid(input)


def mish(input, inplace=False):
    return input * torch.tanh(F.softplus(input))


def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    need_floats(input)
    return input.clamp(min_val, max_val)


def hardsigmoid(input, inplace=False):
    return (input + 3).clamp(0, 6) / 6


def hardswish(input, inplace=False):
    return input * hardsigmoid(input)


def relu6(input, inplace=False):
    return input.clamp(0, 6)


def threshold(input, threshold, value, inplace=False):
    return torch.where(input > threshold, input, torch.full_like(input, value))


def softmin(input, dim=None, _stacklevel=3, dtype=None):
    return F.softmax(-input, dim, dtype=dtype)


def softsign(input):
    return input / (1 + input.abs())


def tanhshrink(input):
    return input - torch.tanh(input)


def softshrink(input, lambd=0.5):
    return torch.where(input.abs() > lambd, input - lambd * input.sign(), torch.zeros_like(input))


def hardshrink(input, lambd=0.5):
    return torch.where(input.abs() > lambd, input, torch.zeros_like(input))


def glu(input, dim=-1):
    if input.dim() == 0 or input.shape[dim] % 2 != 0:
        raise RuntimeError("Halving dimension must be even")
    halves = input.chunk(2, dim)
    return halves[0] * torch.sigmoid(halves[1])


def dropout(input, p=0.5, training=True, inplace=False):
    return torch.bernoulli(input) if training and p > 0 else input


class Softmax2d(nn.Module):
    def forward(self, input):
        if input.dim() not in (3, 4):
            raise ValueError("Softmax2d: expected input to be 3D or 4D")
        return F.softmax(input, -3)


class Dropout(nn.Module):
    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        self.p = p

    def forward(self, input):
        return dropout(input, self.p, self.training)


class Sequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.parts = list(modules)

    def forward(self, input):
        for module in self.parts:
            input = module(input)
        return input


def constant_(tensor, val):
    with torch.no_grad():
        return tensor.fill_(val)


def zeros_(tensor):
    return constant_(tensor, 0)


def ones_(tensor):
    return constant_(tensor, 1)


def random_(tensor, *settings, **named):
    return torch.randn(tensor.shape)
`,
  names: {
    ...pathsOf(
      ['torch.nn.functional'],
      (
        'leaky_relu elu celu selu gelu silu mish hardtanh hardsigmoid hardswish relu6 threshold softmin softsign tanhshrink ' +
        'softshrink hardshrink glu dropout'
      ).split(' '),
    ),
    ...pathsOf(['torch'], ['celu', 'selu', 'hardshrink', 'dropout']),
    ...pathsOf(['torch.nn'], 'Softmax2d Dropout Sequential'.split(' ')),
    ...pathsOf(['torch.nn.init'], {
      constant_: 'constant_',
      zeros_: 'zeros_',
      ones_: 'ones_',
      ...Object.fromEntries(
        'normal_ uniform_ xavier_uniform_ xavier_normal_ kaiming_uniform_ kaiming_normal_'
          .split(' ')
          .map((name) => [name, 'random_']),
      ),
    }),
  },
};
