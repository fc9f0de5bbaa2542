"""Losses of predictions and targets that are no focal loss in any form: nothing should explain them."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def overlap(p: Tensor, y: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    return (p * y).sum(), (p * (1 - y)).sum(), ((1 - p) * y).sum()


def tversky(p: Tensor, y: Tensor, alpha: float, beta: float, smooth: float = 1.0) -> Tensor:
    both, false_positive, false_negative = overlap(p, y)
    return 1 - (both + smooth) / (both + alpha * false_positive + beta * false_negative + smooth)


def gradient_harmonised(x: Tensor, y: Tensor, bins: int = 10) -> Tensor:
    error = (torch.sigmoid(x) - y).abs()
    at = (error * bins).long().clamp(max=bins - 1)
    counts = torch.bincount(at, minlength=bins)
    filled = (counts > 0).sum()
    weights = len(x) / counts[at] / filled
    return (weights * F.binary_cross_entropy_with_logits(x, y, reduction="none")).sum() / len(x)


def asymmetric(x: Tensor, y: Tensor, positive: float, negative: float, margin: float) -> Tensor:
    p = torch.sigmoid(x)
    shifted = (p - margin).clamp(min=0)
    loss = y * torch.log(p.clamp(min=1e-8)) * (1 - p) ** positive
    return -(loss + (1 - y) * torch.log((1 - shifted).clamp(min=1e-8)) * shifted**negative).mean()


def hardest(x: Tensor, y: Tensor, share: float) -> Tensor:
    losses = F.binary_cross_entropy_with_logits(x, y, reduction="none")
    return losses.topk(int(share * len(losses))).values.mean()


def margin_loss(x: Tensor, y: Tensor, largest: float = 0.5, scale: float = 1.0) -> Tensor:
    """LDAM: margins fall with the fourth root of the count."""
    counts = torch.stack([(y == 0).sum(), (y == 1).sum()]).float() ** -0.25
    margins = counts * (largest / counts.max())
    shifted = x - torch.where(y == 1, margins[1], -margins[0])
    return F.binary_cross_entropy_with_logits(scale * shifted, y)


def pairs(x: Tensor, y: Tensor) -> Tensor:
    return x[y == 1][:, None] - x[y == 0][None]


def correlation(p: Tensor, y: Tensor) -> Tensor:
    return 1 - torch.corrcoef(torch.stack([p, y]))[0, 1]


def generalised(p: Tensor, y: Tensor, q: float) -> Tensor:
    return ((1 - (p * y + (1 - p) * (1 - y)) ** q) / q).mean()


UNRELATED: list[tuple[str, Callable[[Tensor, Tensor], Tensor]]] = [
    ("Dice", lambda x, y: tversky(torch.sigmoid(x), y, 0.5, 0.5)),
    ("Dice without smoothing", lambda x, y: tversky(torch.sigmoid(x), y, 0.5, 0.5, 0)),
    ("Jaccard", lambda x, y: tversky(torch.sigmoid(x), y, 1, 1)),
    ("Tversky", lambda x, y: tversky(torch.sigmoid(x), y, 0.3, 0.7)),
    ("Focal Tversky", lambda x, y: tversky(torch.sigmoid(x), y, 0.3, 0.7) ** 0.75),
    ("Dice of logits", lambda x, y: tversky(x, y, 0.5, 0.5)),
    ("squared Dice", lambda x, y: 1 - 2 * (torch.sigmoid(x) * y).sum() / ((torch.sigmoid(x) ** 2).sum() + y.sum())),
    ("log-cosh Dice", lambda x, y: torch.log(torch.cosh(tversky(torch.sigmoid(x), y, 0.5, 0.5)))),
    ("MSE", lambda x, y: F.mse_loss(torch.sigmoid(x), y)),
    ("MSE of logits", lambda x, y: F.mse_loss(x, y)),
    ("sum of squares", lambda x, y: F.mse_loss(torch.sigmoid(x), y, reduction="sum")),
    ("L1", lambda x, y: F.l1_loss(torch.sigmoid(x), y)),
    ("L1 of logits", lambda x, y: F.l1_loss(x, y)),
    ("smooth L1", lambda x, y: F.smooth_l1_loss(x, y)),
    ("Huber", lambda x, y: F.huber_loss(x, 2 * y - 1, delta=0.5)),
    ("RMSE", lambda x, y: F.mse_loss(torch.sigmoid(x), y).sqrt()),
    ("hinge", lambda x, y: (1 - (2 * y - 1) * x).clamp(min=0).mean()),
    ("squared hinge", lambda x, y: ((1 - (2 * y - 1) * x).clamp(min=0) ** 2).mean()),
    ("modified Huber", lambda x, y: torch.where((2 * y - 1) * x < -1, -4 * (2 * y - 1) * x, (1 - (2 * y - 1) * x).clamp(min=0) ** 2).mean()),
    ("exponential", lambda x, y: torch.exp(-(2 * y - 1) * x).mean()),
    ("LDAM", margin_loss),
    ("LDAM with a scale of 30", lambda x, y: margin_loss(x, y, scale=30)),
    ("GHM", gradient_harmonised),
    ("GHM with 30 bins", lambda x, y: gradient_harmonised(x, y, 30)),
    ("asymmetric", lambda x, y: asymmetric(x, y, 1, 4, 0.05)),
    ("asymmetric, other margin", lambda x, y: asymmetric(x, y, 0, 3, 0.2)),
    ("hardest quarter", lambda x, y: hardest(x, y, 0.25)),
    ("hardest 70 %", lambda x, y: hardest(x, y, 0.7)),
    ("poly-1", lambda x, y: (F.binary_cross_entropy_with_logits(x, y, reduction="none") + (torch.sigmoid(x) - y).abs()).mean()),
    ("generalised cross-entropy", lambda x, y: generalised(torch.sigmoid(x), y, 0.7)),
    ("cross-entropy and Dice", lambda x, y: F.binary_cross_entropy_with_logits(x, y) + tversky(torch.sigmoid(x), y, 0.5, 0.5)),
    ("half cross-entropy, half Dice", lambda x, y: (F.binary_cross_entropy_with_logits(x, y) + tversky(torch.sigmoid(x), y, 0.5, 0.5)) / 2),
    ("margin ranking", lambda x, y: (1 - pairs(x, y)).clamp(min=0).mean()),
    ("pairwise logistic", lambda x, y: F.softplus(-pairs(x, y)).mean()),
    ("correlation", lambda x, y: correlation(torch.sigmoid(x), y)),
    ("cosine", lambda x, y: 1 - F.cosine_similarity(x, 2 * y - 1, dim=0)),
    ("contrastive", lambda x, y: (y * x**2 + (1 - y) * (1 - x).clamp(min=0) ** 2).mean() / 2),
    ("Poisson", lambda x, y: (torch.exp(x.clamp(max=5)) - y * x).mean()),
    ("entropy", lambda x, y: -(torch.sigmoid(x) * F.logsigmoid(x) + torch.sigmoid(-x) * F.logsigmoid(-x)).mean()),
    ("quality focal", lambda x, y: ((torch.sigmoid(x) - 0.8 * y).abs() ** 2 * F.binary_cross_entropy_with_logits(x, 0.8 * y, reduction="none")).mean()),
    ("varifocal", lambda x, y: ((0.75 * torch.sigmoid(x) ** 2 * (1 - y) + 0.7 * y) * F.binary_cross_entropy_with_logits(x, 0.7 * y, reduction="none")).mean()),
    ("weight decay added", lambda x, y: F.binary_cross_entropy_with_logits(x, y) + 0.0137),
]
