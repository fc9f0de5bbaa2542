"""Focal losses as public code writes them, right and wrong, for one sigmoid a logit: names of explanations and PyTorch code."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor
from torchvision.ops import sigmoid_focal_loss


@dataclass(frozen=True)
class Case:
    """An implementation, with the id of its explanation and the reduction that it has."""

    name: str
    id: str
    reduction: str
    loss: Callable[..., Tensor]


def bce(x: Tensor, y: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(x, y, reduction="none")


def alpha_t(y: Tensor, alpha: float = 0.25) -> Tensor:
    return alpha * y + (1 - alpha) * (1 - y)


def p_t(p: Tensor, y: Tensor) -> Tensor:
    return p * y + (1 - p) * (1 - y)


def focal(x: Tensor, y: Tensor, gamma: float = 2.0) -> Tensor:
    return (1 - p_t(torch.sigmoid(x), y)) ** gamma * bce(x, y)


def of_probability(p: Tensor, y: Tensor, gamma: float = 2.0) -> Tensor:
    ce = -(y * torch.log(p) + (1 - y) * torch.log(1 - p))
    return (1 - p_t(p, y)) ** gamma * ce


def from_cross_entropy(ce: Tensor, gamma: float = 2.0) -> Tensor:
    return (1 - torch.exp(-ce)) ** gamma * ce


def smoothed(y: Tensor, smoothing: float = 0.1) -> Tensor:
    return y * (1 - smoothing) + smoothing / 2


def clamped(x: Tensor, least: float) -> Tensor:
    return torch.sigmoid(x).clamp(least, 1 - least)


def with_added(x: Tensor, y: Tensor, added: float) -> Tensor:
    p = torch.sigmoid(x)
    ce = -(y * torch.log(p + added) + (1 - y) * torch.log(1 - p + added))
    return alpha_t(y) * (1 - p_t(p, y)) ** 2 * ce


def mean_over_positives(loss: Tensor, y: Tensor) -> Tensor:
    return loss.sum() / y.sum().clamp(min=1)


def balanced(y: Tensor, beta: float) -> Tensor:
    counts = torch.stack([(y == 0).sum(), (y == 1).sum()]).double()
    weights = (1 - beta) / (1 - beta**counts)
    return (weights / weights.sum() * 2).float()[y.long()]


def positive_weight(y: Tensor) -> Tensor:
    return (y == 0).sum() / (y == 1).sum()


def yolo(x: Tensor, y: Tensor) -> Tensor:
    loss, p = bce(x, y), torch.sigmoid(x)
    return (loss * alpha_t(y) * (1.0 - p_t(p, y)) ** 1.5).mean()


def keras_binary(x: Tensor, y: Tensor, is_balanced: bool) -> Tensor:
    p = torch.sigmoid(x).clamp(1e-7, 1 - 1e-7)
    loss = of_probability(p, y)
    return ((alpha_t(y) if is_balanced else 1) * loss).mean()


def optax_like(x: Tensor, y: Tensor) -> Tensor:
    signed = (2 * y - 1) * x
    return (torch.exp(2 * F.logsigmoid(-signed)) * -F.logsigmoid(signed)).mean()


def monai_like(x: Tensor, y: Tensor) -> Tensor:
    loss = x - x * y - F.logsigmoid(x)
    return (alpha_t(y) * (F.logsigmoid(-x * (y * 2 - 1)) * 2).exp() * loss).mean()


def mean_of_batches(losses: Tensor, size: int) -> Tensor:
    return torch.stack([batch.mean() for batch in losses.split(size)]).mean()


BINARY = [
    Case("torchvision mean", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean")),
    Case("torchvision sum", "focal", "sum", lambda x, y: sigmoid_focal_loss(x, y, reduction="sum")),
    Case("torchvision without alpha", "focalWithoutAlpha", "mean", lambda x, y: sigmoid_focal_loss(x, y, alpha=-1, reduction="mean")),
    Case("over positives", "focal", "meanOverPositives", lambda x, y: mean_over_positives(sigmoid_focal_loss(x, y), y)),
    Case("EfficientDet", "focal", "positivesPlusOne", lambda x, y: (alpha_t(y) * focal(x, y, 1.5)).sum() / (y.sum() + 1)),
    Case("YOLOv5", "focal", "mean", yolo),
    Case("Keras", "clamp-1e-7", "mean", lambda x, y: keras_binary(x, y, False)),
    Case("Keras balanced", "clamp-1e-7", "mean", lambda x, y: keras_binary(x, y, True)),
    Case("optax", "focalWithoutAlpha", "mean", optax_like),
    Case("MONAI", "focal", "mean", monai_like),
    Case("cross-entropy", "crossEntropy", "mean", lambda x, y: bce(x, y).mean()),
    Case("cross-entropy sum", "crossEntropy", "sum", lambda x, y: bce(x, y).sum()),
    Case("cross-entropy over positives", "crossEntropy", "meanOverPositives", lambda x, y: mean_over_positives(bce(x, y), y)),
    Case("balanced cross-entropy", "alphaBalancedCrossEntropy", "mean", lambda x, y: (alpha_t(y) * bce(x, y)).mean()),
    Case("other alpha", "focal", "mean", lambda x, y: (alpha_t(y, 0.5) * focal(x, y)).mean()),
    Case("other gamma", "focal", "mean", lambda x, y: (alpha_t(y) * focal(x, y, 3)).mean()),
    Case("other gamma, without alpha", "focalWithoutAlpha", "mean", lambda x, y: focal(x, y, 1).mean()),
    Case("gamma 5", "focal", "mean", lambda x, y: (alpha_t(y) * focal(x, y, 5)).mean()),
    Case("alpha on negatives", "alpha-on-negatives", "mean", lambda x, y: (torch.tensor([0.25, 0.75])[y.long()] * focal(x, y)).mean()),
    Case("alpha on negatives, sum", "alpha-on-negatives", "sum", lambda x, y: (torch.tensor([0.25, 0.75])[y.long()] * focal(x, y)).sum()),
    Case("alpha on negatives, over positives", "alpha-on-negatives", "meanOverPositives", lambda x, y: mean_over_positives(torch.tensor([0.25, 0.75])[y.long()] * focal(x, y), y)),
    Case("alpha on both", "alpha-same-for-both", "mean", lambda x, y: (0.25 * from_cross_entropy(bce(x, y))).mean()),
    Case("alpha on both, sum", "alpha-same-for-both", "sum", lambda x, y: (0.25 * from_cross_entropy(bce(x, y))).sum()),
    Case("alpha on positives alone", "alpha-positives-only", "mean", lambda x, y: torch.where(y == 1, 0.25 * focal(x, y), focal(x, y)).mean()),
    Case("alpha on negatives alone", "alpha-negatives-only", "mean", lambda x, y: torch.where(y == 1, focal(x, y), 0.25 * focal(x, y)).mean()),
    Case("reduced first", "reduced-before-modulation", "mean", lambda x, y: from_cross_entropy(bce(x, y).mean())),
    Case("reduced first, alpha", "reduced-before-modulation", "mean", lambda x, y: 0.25 * from_cross_entropy(bce(x, y).mean())),
    Case("reduced first, alpha_t", "reduced-before-modulation", "mean", lambda x, y: (alpha_t(y) * from_cross_entropy(bce(x, y).mean())).mean()),
    Case("balanced and reduced first", "reduced-before-modulation", "mean", lambda x, y: from_cross_entropy((alpha_t(y) * bce(x, y)).mean())),
    Case("modulation averaged", "modulation-averaged", "mean", lambda x, y: ((1 - p_t(torch.sigmoid(x), y)) ** 2).mean() * bce(x, y).mean()),
    Case("p_t of weighted loss", "pt-from-weighted-ce", "mean", lambda x, y: from_cross_entropy(alpha_t(y) * bce(x, y)).mean()),
    Case("p_t of pos_weight", "pt-from-weighted-ce", "mean", lambda x, y: from_cross_entropy(F.binary_cross_entropy_with_logits(x, y, pos_weight=positive_weight(y), reduction="none")).mean()),
    Case("sigmoid twice", "double-sigmoid", "mean", lambda x, y: sigmoid_focal_loss(torch.sigmoid(x), y, reduction="mean")),
    Case("sigmoid twice, cross-entropy", "double-sigmoid", "mean", lambda x, y: bce(torch.sigmoid(x), y).mean()),
    Case("sigmoid twice, sum", "double-sigmoid", "sum", lambda x, y: sigmoid_focal_loss(torch.sigmoid(x), y, reduction="sum")),
    Case("logits as probabilities", "probabilities-loss-on-logits", "mean", lambda x, y: (alpha_t(y) * of_probability(x.clamp(1e-7, 1 - 1e-7), y)).mean()),
    Case("p for p_t", "p-instead-of-pt", "mean", lambda x, y: (alpha_t(y) * (1 - torch.sigmoid(x)) ** 2 * bce(x, y)).mean()),
    Case("p_t ** gamma", "swapped-modulation", "mean", lambda x, y: (alpha_t(y) * p_t(torch.sigmoid(x), y) ** 2 * bce(x, y)).mean()),
    Case("gamma as factor", "gamma-not-exponent", "mean", lambda x, y: (alpha_t(y) * (1 - p_t(torch.sigmoid(x), y)) * 2 * bce(x, y)).mean()),
    Case("inverted targets", "targets-inverted", "mean", lambda x, y: sigmoid_focal_loss(x, 1 - y, reduction="mean")),
    Case("two minus signs", "sign-error", "mean", lambda x, y: -sigmoid_focal_loss(x, y, reduction="mean")),
    Case("log2", "log-base-2", "mean", lambda x, y: -(alpha_t(y) * (1 - p_t(torch.sigmoid(x), y)) ** 2 * F.logsigmoid((2 * y - 1) * x) / math.log(2)).mean()),
    Case("log10", "log-base-10", "mean", lambda x, y: -(alpha_t(y) * (1 - p_t(torch.sigmoid(x), y)) ** 2 * F.logsigmoid((2 * y - 1) * x) / math.log(10)).mean()),
    Case("FL*", "focalStar", "mean", lambda x, y: (-F.logsigmoid(2 * (2 * y - 1) * x) / 2).mean()),
    Case("clamp 1e-4", "clamp-1e-4", "mean", lambda x, y: (alpha_t(y) * of_probability(clamped(x, 1e-4), y)).mean()),
    Case("clamp 1e-4, over positives", "clamp-1e-4", "meanOverPositives", lambda x, y: mean_over_positives(alpha_t(y) * of_probability(clamped(x, 1e-4), y), y)),
    Case("clamp 1e-6, no alpha", "clamp-1e-6", "mean", lambda x, y: of_probability(clamped(x, 1e-6), y).mean()),
    Case("epsilon 1e-4", "log-of-p-plus-1e-4", "mean", lambda x, y: with_added(x, y, 1e-4).mean()),
    Case("epsilon 1e-5", "log-of-p-plus-1e-5", "mean", lambda x, y: with_added(x, y, 1e-5).mean()),
    Case("smoothed targets", "label-smoothing-before-0.1", "mean", lambda x, y: sigmoid_focal_loss(x, smoothed(y), reduction="mean")),
    Case("smoothed cross-entropy", "label-smoothing-after-0.1", "mean", lambda x, y: (alpha_t(y) * (1 - p_t(torch.sigmoid(x), y)) ** 2 * bce(x, smoothed(y))).mean()),
    Case("p_t of smoothed loss", "pt-from-label-smoothed-ce-0.1", "mean", lambda x, y: (alpha_t(y) * from_cross_entropy(bce(x, smoothed(y)))).mean()),
    Case("smoothed loss, without alpha", "pt-from-label-smoothed-ce-0.05", "mean", lambda x, y: from_cross_entropy(bce(x, smoothed(y, 0.05))).mean()),
    Case("class-balanced", "focal", "mean", lambda x, y: (balanced(y, 0.999) * focal(x, y)).mean()),
    Case("class-balanced cross-entropy", "alphaBalancedCrossEntropy", "mean", lambda x, y: (balanced(y, 0.9999) * bce(x, y)).mean()),
    Case("pos_weight", "focal", "mean", lambda x, y: (torch.where(y == 1, positive_weight(y), torch.tensor(1.0)) * focal(x, y)).mean()),
    Case("pos_weight, cross-entropy", "alphaBalancedCrossEntropy", "mean", lambda x, y: F.binary_cross_entropy_with_logits(x, y, pos_weight=positive_weight(y))),
    Case("normalised", "focal", "sumOfModulation", lambda x, y: (alpha_t(y) * focal(x, y)).sum() / ((1 - p_t(torch.sigmoid(x), y)) ** 2).sum()),
    Case("over weights", "focal", "sumOfWeights", lambda x, y: (alpha_t(y) * focal(x, y)).sum() / alpha_t(y).sum()),
    Case("means of sides", "focalWithoutAlpha", "sideMeans", lambda x, y: focal(x, y)[y == 1].mean() + focal(x, y)[y == 0].mean()),
    Case("targets of another shape", "shapes-broadcast", "mean", lambda x, y: (alpha_t(y[None]) * focal(x[:, None].expand(-1, len(y)), y[None].expand(len(y), -1))).mean()),
    Case("flattened alpha", "flattened-targets-broadcast", "mean", lambda x, y: (alpha_t(y)[:, None] * focal(x, y)[None]).mean()),
    Case("loss weight", "focal", "mean", lambda x, y: 10 * sigmoid_focal_loss(x, y, reduction="mean")),
    Case("eight processes", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean") / 8),
    Case("batches of 64", "focal", "batchMeans", lambda x, y: mean_of_batches(sigmoid_focal_loss(x, y), 64)),
    Case("batches of 512, cross-entropy", "crossEntropy", "batchMeans", lambda x, y: mean_of_batches(bce(x, y), 512)),
    Case("last batch of 256 dropped", "focal", "lastBatchDropped", lambda x, y: sigmoid_focal_loss(x, y)[: len(x) // 256 * 256].mean()),
]
