"""Focal losses of classes, images and anchors as public code writes them: names of explanations and PyTorch code."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from explain_losses import Case, alpha_t, bce, clamped, focal, from_cross_entropy, of_probability
from torch import Tensor
from torchvision.ops import sigmoid_focal_loss


def softmax_focal(x: Tensor, y: Tensor, gamma: float = 2.0) -> Tensor:
    return from_cross_entropy(F.cross_entropy(x, y, reduction="none"), gamma)


def one_hot(x: Tensor, y: Tensor) -> Tensor:
    return F.one_hot(y, x.shape[1]).float()


def effective(x: Tensor, y: Tensor, beta: float) -> Tensor:
    counts = torch.bincount(y.flatten(), minlength=x.shape[1]).double()
    weights = (1 - beta) / (1 - beta**counts)
    return (weights / weights.sum() * x.shape[1]).float()


def inverse(x: Tensor, y: Tensor) -> Tensor:
    counts = torch.bincount(y.flatten(), minlength=x.shape[1])
    return (y.numel() / (x.shape[1] * counts)).float()


def masked_mean(x: Tensor, y: Tensor) -> Tensor:
    p = x.softmax(1)
    return (-one_hot(x, y) * (1 - p) ** 2 * F.log_softmax(x, 1)).mean()


def background_out(x: Tensor, y: Tensor) -> Tensor:
    return torch.where(y > 0, softmax_focal(x, y), torch.tensor(0.0)).mean()


def clcarwin(x: Tensor, y: Tensor) -> Tensor:
    logpt = F.log_softmax(x, 1).gather(1, y[:, None]).squeeze(1)
    return (-1 * (1 - logpt.exp()) ** 2 * logpt).mean()


def smoothed_first(x: Tensor, y: Tensor) -> Tensor:
    return from_cross_entropy(F.cross_entropy(x, y, label_smoothing=0.1, reduction="none")).mean()


def smoothed_after(x: Tensor, y: Tensor) -> Tensor:
    p = torch.exp(-F.cross_entropy(x, y, reduction="none"))
    return ((1 - p) ** 2 * F.cross_entropy(x, y, label_smoothing=0.1, reduction="none")).mean()


def keras_categorical(x: Tensor, y: Tensor) -> Tensor:
    p = x.softmax(1).clamp(1e-7, 1 - 1e-7)
    return (0.25 * one_hot(x, y) * (1 - p) ** 2 * -p.log()).sum(1).mean()


def segmentation_models(x: Tensor, y: Tensor) -> Tensor:
    """One sigmoid a class, the mean of each class added up."""
    targets = one_hot(x, y)
    return sum(focal(x[:, k], targets[:, k]).mean() for k in range(x.shape[1]))


# Logits (N, K) and classes (N,).
CLASSES = [
    Case("softmax focal, no alpha", "focalWithoutAlpha", "mean", lambda x, y: softmax_focal(x, y).mean()),
    Case("clcarwin", "focalWithoutAlpha", "mean", clcarwin),
    Case("softmax focal, one alpha", "focal", "mean", lambda x, y: (0.25 * softmax_focal(x, y)).mean()),
    Case("softmax focal, sum", "focalWithoutAlpha", "sum", lambda x, y: softmax_focal(x, y).sum()),
    Case("softmax cross-entropy", "crossEntropy", "mean", F.cross_entropy),
    Case("class-balanced", "focal", "mean", lambda x, y: (effective(x, y, 0.999)[y] * softmax_focal(x, y)).mean()),
    Case("weighted cross-entropy", "alphaBalancedCrossEntropy", "sumOfWeights", lambda x, y: F.cross_entropy(x, y, weight=inverse(x, y))),
    Case("inverse frequency outside", "focal", "mean", lambda x, y: (inverse(x, y)[y] * softmax_focal(x, y)).mean()),
    Case("p_t of weighted cross-entropy", "pt-from-weighted-ce", "mean", lambda x, y: from_cross_entropy(F.cross_entropy(x, y, weight=inverse(x, y), reduction="none")).mean()),
    Case("reduced first, weighted", "reduced-before-modulation", "mean", lambda x, y: from_cross_entropy(F.cross_entropy(x, y, weight=inverse(x, y)))),
    Case("reduced first", "reduced-before-modulation", "mean", lambda x, y: from_cross_entropy(F.cross_entropy(x, y))),
    Case("softmax twice", "double-softmax", "mean", lambda x, y: softmax_focal(x.softmax(1), y).mean()),
    Case("softmax twice, cross-entropy", "double-softmax", "mean", lambda x, y: F.cross_entropy(x.softmax(1), y)),
    Case("masked one-hot mean", "focalWithoutAlpha", "maskedMean", masked_mean),
    Case("background left out", "background-left-out", "mean", background_out),
    Case("p_t of smoothed loss", "pt-from-label-smoothed-ce-0.1", "mean", smoothed_first),
    Case("smoothed after", "label-smoothing-after-0.1", "mean", smoothed_after),
    Case("Keras categorical", "focal", "mean", keras_categorical),
    Case("MONAI softmax", "focal", "mean", lambda x, y: (torch.where(y > 0, 0.25, 0.75) * softmax_focal(x, y)).mean()),
    Case("one-vs-rest", "one-vs-rest", "mean", lambda x, y: sigmoid_focal_loss(x, one_hot(x, y), reduction="mean")),
    Case("one-vs-rest over rows", "one-vs-rest", "meanOverRows", segmentation_models),
    Case("p_t ** gamma", "swapped-modulation", "mean", lambda x, y: (torch.exp(-F.cross_entropy(x, y, reduction="none")) ** 2 * F.cross_entropy(x, y, reduction="none")).mean()),
    Case("gamma 5", "focalWithoutAlpha", "mean", lambda x, y: softmax_focal(x, y, 5).mean()),
    Case("epsilon", "log-of-p-plus-1e-5", "mean", lambda x, y: (-(1 - x.softmax(1).gather(1, y[:, None])) ** 2 * (x.softmax(1).gather(1, y[:, None]) + 1e-5).log()).mean()),
    Case("batches of 32", "focalWithoutAlpha", "batchMeans", lambda x, y: torch.stack([softmax_focal(a, b).mean() for a, b in zip(x.split(32), y.split(32))]).mean()),
]


def per_image(x: Tensor, y: Tensor) -> Tensor:
    losses = []
    for logits, targets in zip(x, y):
        kept = targets >= 0
        positives = (targets == 1).sum().clamp(min=1)
        losses.append(sigmoid_focal_loss(logits[kept], targets[kept], reduction="sum") / positives)
    return torch.stack(losses).mean()


def per_image_clamped(x: Tensor, y: Tensor) -> Tensor:
    losses = []
    for logits, targets in zip(x, y):
        kept = targets >= 0
        loss = alpha_t(targets) * of_probability(clamped(logits, 1e-4), targets)
        losses.append(loss[kept].sum() / (targets == 1).sum().clamp(min=1))
    return torch.stack(losses).mean()


def kept(y: Tensor) -> Tensor:
    return (y >= 0).float()


def over_positives(loss: Tensor, y: Tensor) -> Tensor:
    return loss.sum() / (y == 1).sum().clamp(min=1)


def as_negatives(x: Tensor, y: Tensor) -> Tensor:
    return sigmoid_focal_loss(x, (y == 1).float(), reduction="mean")


# Logits and targets (images, anchors, classes) with −1 for ignored.
ANCHORS = [
    Case("RetinaNet of torchvision", "focal", "imageMeansOverPositives", per_image),
    Case("RetinaNet with clamp", "clamp-1e-4", "imageMeansOverPositives", per_image_clamped),
    Case("detectron2", "focal", "meanOverPositives", lambda x, y: over_positives(sigmoid_focal_loss(x, y) * kept(y), y)),
    Case("mean over kept", "focal", "mean", lambda x, y: sigmoid_focal_loss(x[y >= 0], y[y >= 0], reduction="mean")),
    Case("mean over all", "focal", "meanOverAll", lambda x, y: (sigmoid_focal_loss(x, y) * kept(y)).mean()),
    Case("ignored as negatives", "ignored-as-negatives", "meanOverAll", as_negatives),
    Case("ignored as negatives, over positives", "ignored-as-negatives", "meanOverPositives", lambda x, y: over_positives(sigmoid_focal_loss(x, (y == 1).float()), y)),
    Case("ignored with target −1", "ignored-counted", "meanOverAll", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean")),
    Case("ignored with target −1, over positives", "ignored-counted", "meanOverPositives", lambda x, y: over_positives(sigmoid_focal_loss(x, y), y)),
    Case("DETR", "focal", "sumOverPositivesAndQueries", lambda x, y: (sigmoid_focal_loss(x, y) * kept(y)).mean(1).sum() / (y == 1).sum()),
    Case("sum over images", "focal", "meanOverExamples", lambda x, y: (sigmoid_focal_loss(x, y) * kept(y)).sum() / len(x)),
    Case("alpha on negatives, over positives", "alpha-on-negatives", "meanOverPositives", lambda x, y: over_positives(torch.where(y == 1, 0.75, 0.25) * focal(x, y.clamp(min=0)) * kept(y), y)),
    Case("cross-entropy over positives", "crossEntropy", "meanOverPositives", lambda x, y: over_positives(bce(x, y) * kept(y), y)),
]
