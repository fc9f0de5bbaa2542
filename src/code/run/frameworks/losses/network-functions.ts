import { pathsOf } from './paths';

/** Functions and classes of `torch.nn` that are made of others, with the exceptions that they raise themselves. */
export const NETWORK_FUNCTIONS = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F


def reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction not in ("none", "sum"):
        raise ValueError(str(reduction) + " is not a valid value for reduction")
    return loss.sum() if reduction == "sum" else loss


def need_floats(*tensors):
    for tensor in tensors:
        if not tensor.is_floating_point():
            raise RuntimeError("expected a floating point type")


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    need_floats(x1, x2)
    lengths = [each.pow(2).sum(dim).sqrt().clamp_min(eps) for each in (x1, x2)]
    return (x1 * x2).sum(dim) / (lengths[0] * lengths[1])


def normalize(input, p=2.0, dim=1, eps=1e-12):
    need_floats(input)
    if p == 1:
        return input / input.abs().sum(dim, keepdim=True).clamp_min(eps)
    return input / input.norm(p, dim, True).clamp_min(eps)


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    need_floats(input, target)
    if size_average is not None or reduce is not None:
        reduction = "none" if reduce is False else "sum" if size_average is False else "mean"
    loss = target.exp() * (target - input) if log_target else torch.xlogy(target, target) - target * input
    return loss.sum() / len(input) if reduction == "batchmean" else reduced(loss, reduction)


def huber_loss(input, target, reduction="mean", delta=1.0):
    need_floats(input)
    distance = (input - target).abs()
    loss = torch.where(distance < delta, 0.5 * distance ** 2, delta * (distance - 0.5 * delta))
    return reduced(loss, reduction)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    need_floats(input)
    return reduced(torch.log(1 + torch.exp(-target * input)), reduction)


def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    loss = -(target * F.logsigmoid(input) + (1 - target) * F.logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    return reduced(loss.mean(-1), reduction)


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"):
    need_floats(input)
    zeros = torch.zeros_like(input)
    loss = torch.where(target != 1, (margin - input).clamp_min(0), zeros) + torch.where(target != -1, input, zeros)
    return reduced(loss, reduction)


def leaky_relu(input, negative_slope=0.01, inplace=False):
    return torch.where(input > 0, input, input * negative_slope)


def elu(input, alpha=1.0, inplace=False):
    return torch.where(input > 0, input, alpha * torch.expm1(input.clamp_max(0)))


def silu(input, inplace=False):
    return input * torch.sigmoid(input)


def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    need_floats(input)
    return input.clamp(min_val, max_val)


def relu6(input, inplace=False):
    return input.clamp(0, 6)


def softmin(input, dim=None, _stacklevel=3, dtype=None):
    return F.softmax(-input, dim, dtype=dtype)


def softsign(input):
    return input / (1 + input.abs())


def dropout(input, p=0.5, training=True, inplace=False):
    return torch.bernoulli(input) if training and p > 0 else input


class Softmax2d(nn.Module):
    def forward(self, input):
        if input.dim() not in (3, 4):
            raise ValueError("Softmax2d: expected input to be 3D or 4D")
        return F.softmax(input, -3)


class KLDivLoss(nn.Module):
    def __init__(self, size_average=None, reduce=None, reduction="mean", log_target=False):
        super().__init__()
        self.size_average = size_average
        self.reduce = reduce
        self.reduction = reduction
        self.log_target = log_target

    def forward(self, input, target):
        return kl_div(input, target, self.size_average, self.reduce, self.reduction, self.log_target)


class HuberLoss(nn.Module):
    def __init__(self, reduction="mean", delta=1.0):
        super().__init__()
        self.reduction = reduction
        self.delta = delta

    def forward(self, input, target):
        return huber_loss(input, target, self.reduction, self.delta)


class Tanh(nn.Module):
    def forward(self, input):
        return torch.tanh(input)


class LeakyReLU(nn.Module):
    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope = negative_slope

    def forward(self, input):
        return leaky_relu(input, self.negative_slope)


class CosineSimilarity(nn.Module):
    def __init__(self, dim=1, eps=1e-08):
        super().__init__()
        self.dim = dim
        self.eps = eps

    def forward(self, x1, x2):
        return cosine_similarity(x1, x2, self.dim, self.eps)


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
`,
  names: {
    ...pathsOf(['torch'], ['cosine_similarity']),
    ...pathsOf(
      ['torch.nn.functional'],
      (
        'cosine_similarity normalize kl_div huber_loss soft_margin_loss multilabel_soft_margin_loss hinge_embedding_loss ' +
        'leaky_relu elu silu hardtanh relu6 softmin softsign dropout'
      ).split(' '),
    ),
    ...pathsOf(
      ['torch.nn'],
      'Softmax2d KLDivLoss HuberLoss Tanh LeakyReLU CosineSimilarity Dropout Sequential'.split(' '),
    ),
  },
};
