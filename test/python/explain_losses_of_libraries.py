"""Focal losses as libraries and their users write them, on images, rows of two classes, boxes and anchors.

Each follows the published code of its library, in PyTorch: the names of the explanations and the code.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from explain_losses import Case, alpha_t, bce, focal, from_cross_entropy, p_t
from torch import Tensor
from torchvision.ops import sigmoid_focal_loss

IGNORED = 255


def images(seed: int) -> tuple[Tensor, Tensor]:
    """Logits (images, classes, height, width) and classes (images, height, width) with 255 for ignored."""
    random = np.random.default_rng(seed + 7000)
    count, width = int(random.choice([3, 5, 7])), int(random.integers(3, 7))
    size = (count, int(random.integers(12, 24)), int(random.integers(12, 24)))
    shares = random.dirichlet(np.full(width, 3.0)) * 0.9 + 0.1 / width
    targets = random.choice(width, size, p=shares)
    logits = random.normal(0, random.uniform(1, 2), (count, width, *size[1:]))
    np.put_along_axis(logits, targets[:, None], np.take_along_axis(logits, targets[:, None], 1) + random.uniform(1, 3), 1)
    targets[random.random(size) < random.uniform(0.02, 0.15)] = IGNORED
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets)


def masks(seed: int) -> tuple[Tensor, Tensor]:
    """Logits and masks (images, 1, height, width)."""
    random = np.random.default_rng(seed + 8000)
    shape = (int(random.choice([5, 7, 9, 11])), 1, int(random.integers(16, 28)), int(random.integers(16, 28)))
    targets = random.random(shape) < random.uniform(0.05, 0.3)
    logits = random.normal(-1, random.uniform(1, 2.5), shape) + targets * random.uniform(1, 4)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets, dtype=torch.float32)


def boxes(seed: int) -> tuple[Tensor, Tensor]:
    """Logits and one-hot targets (images, queries, classes) without ignored ones."""
    random = np.random.default_rng(seed + 9000)
    shape = (int(random.choice([3, 5, 6])), int(random.integers(60, 300)), int(random.integers(4, 20)))
    targets = (random.random(shape) < random.uniform(0.004, 0.02)).astype(np.float32)
    logits = random.normal(-3.5, random.uniform(0.8, 1.6), shape) + targets * random.uniform(1, 5)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets)


def two_classes(seed: int) -> tuple[Tensor, Tensor]:
    """Logits (rows, 2) and classes (rows,)."""
    random = np.random.default_rng(seed + 9500)
    count = int(random.integers(700, 3000))
    targets = (random.random(count) < random.uniform(0.05, 0.35)).astype(np.int64)
    logits = random.normal(0, random.uniform(1, 2), (count, 2)) + np.eye(2)[targets] * random.uniform(1, 3)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets)


def kept_rows(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Rows (pixels, classes) and their classes, without the ignored ones."""
    rows, targets = x.movedim(1, -1).reshape(-1, x.shape[1]), y.flatten()
    return rows[targets != IGNORED], targets[targets != IGNORED]


def of_rows(loss):
    return lambda x, y: loss(*kept_rows(x, y))


def softmax(x: Tensor, y: Tensor, gamma: float = 2.0) -> Tensor:
    return from_cross_entropy(F.cross_entropy(x, y, reduction="none", ignore_index=IGNORED), gamma)


def hot(x: Tensor, y: Tensor) -> Tensor:
    return F.one_hot(y, x.shape[1]).float()


def kornia_older(x: Tensor, y: Tensor, alpha: float = 0.5, gamma: float = 2.0, eps: float = 1e-8) -> Tensor:
    p = F.softmax(x, dim=1) + eps
    loss = -alpha * torch.pow(-p + 1.0, gamma) * torch.log(p)
    return torch.sum(hot(x, y) * loss, dim=1).mean()


def kornia_newer(x: Tensor, y: Tensor, alpha: float = 0.25, gamma: float = 2.0) -> Tensor:
    log_p = x.log_softmax(1)
    loss = -torch.pow(1.0 - log_p.exp(), gamma) * log_p * hot(x, y)
    factor = torch.tensor([1 - alpha] + [alpha] * (x.shape[1] - 1))
    return (factor * loss).mean()


def monai_softmax(x: Tensor, y: Tensor, first: int = 0) -> Tensor:
    log_p = x.log_softmax(1)
    return (-(1 - log_p.exp()).pow(2) * log_p * hot(x, y))[:, first:].mean()


def monai_sigmoid(x: Tensor, y: Tensor, first: int = 0) -> Tensor:
    x, targets = x[:, first:], hot(x, y)[:, first:]
    return ((F.logsigmoid(-x * (targets * 2 - 1)) * 2).exp() * bce(x, targets)).mean()


def smp_multiclass(x: Tensor, y: Tensor, alpha: float | None = None) -> Tensor:
    targets = hot(x, y)
    total = torch.tensor(0.0)
    for k in range(x.shape[1]):
        loss = (1.0 - torch.exp(-bce(x[:, k], targets[:, k]))) ** 2 * bce(x[:, k], targets[:, k])
        total = total + (loss if alpha is None else loss * alpha_t(targets[:, k], alpha)).mean()
    return total


def kaggle(x: Tensor, y: Tensor) -> Tensor:
    mean = F.binary_cross_entropy(torch.sigmoid(x).view(-1), y.view(-1), reduction="mean")
    return 0.8 * (1 - torch.exp(-mean)) ** 2 * mean


def by_images(loss, x: Tensor, y: Tensor) -> Tensor:
    return torch.stack([loss(a[None], b[None]) for a, b in zip(x, y)]).mean()


def summed_batches(losses: Tensor, size: int) -> Tensor:
    return torch.stack([batch.mean() for batch in losses.split(size)]).sum()


IMAGES = [
    Case("kornia, older", "focal", "mean", of_rows(lambda x, y: kornia_older(x, y, 0.25))),
    Case("kornia, older, its example", "focal", "mean", of_rows(kornia_older)),
    Case("kornia, newer", "focal", "maskedMean", of_rows(kornia_newer)),
    Case("MONAI, softmax", "focalWithoutAlpha", "maskedMean", of_rows(monai_softmax)),
    Case("MONAI, softmax without background", "background-left-out", "maskedMeanOfForeground", of_rows(lambda x, y: monai_softmax(x, y, 1))),
    Case("MONAI, sigmoid", "one-vs-rest", "mean", of_rows(monai_sigmoid)),
    Case("MONAI, sigmoid without background", "one-vs-rest-of-foreground", "mean", of_rows(lambda x, y: monai_sigmoid(x, y, 1))),
    Case("over the pixels of other classes than 0", "focalWithoutAlpha", "meanOverPositives", of_rows(lambda x, y: softmax(x, y).sum() / (y > 0).sum())),
    Case("segmentation_models_pytorch", "one-vs-rest", "meanOverRows", of_rows(smp_multiclass)),
    Case("segmentation_models_pytorch, alpha", "one-vs-rest", "meanOverRows", of_rows(lambda x, y: smp_multiclass(x, y, 0.25))),
    Case("cross-entropy", "crossEntropy", "mean", lambda x, y: F.cross_entropy(x, y, ignore_index=IGNORED)),
    Case("ignored in the mean", "focalWithoutAlpha", "meanOverAll", lambda x, y: softmax(x, y).mean()),
    Case("sum over images", "focalWithoutAlpha", "meanOverExamples", lambda x, y: softmax(x, y).sum() / len(x)),
    Case("reduced first", "reduced-before-modulation", "mean", lambda x, y: from_cross_entropy(F.cross_entropy(x, y, ignore_index=IGNORED))),
    Case("image by image", "focalWithoutAlpha", "imageMeans", lambda x, y: by_images(of_rows(lambda a, b: softmax(a, b).mean()), x, y)),
    Case("gamma 2.5", "focalWithoutAlpha", "mean", of_rows(lambda x, y: softmax(x, y, 2.5).mean())),
]

MASKS = [
    Case("torchvision, defaults", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean")),
    Case("segmentation_models_pytorch", "focalWithoutAlpha", "mean", lambda x, y: from_cross_entropy(bce(x, y)).mean()),
    Case("segmentation_models_pytorch, normalised", "focalWithoutAlpha", "sumOfModulation", lambda x, y: focal(x, y).sum() / ((1 - p_t(torch.sigmoid(x), y)) ** 2).sum()),
    Case("MONAI, sum", "focalWithoutAlpha", "meanOverPositions", lambda x, y: focal(x, y).mean((2, 3)).sum()),
    Case("Kaggle", "reduced-before-modulation", "mean", kaggle),
    Case("alpha 0.8 on both, elementwise", "alpha-same-for-both", "mean", lambda x, y: (0.8 * from_cross_entropy(bce(x, y))).mean()),
    Case("alpha 0.9", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, alpha=0.9, reduction="mean")),
    Case("alpha 0.6", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, alpha=0.6, reduction="mean")),
    Case("gamma 4", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, gamma=4, reduction="mean")),
    Case("gamma 0.3, without alpha", "focalWithoutAlpha", "mean", lambda x, y: sigmoid_focal_loss(x, y, alpha=-1, gamma=0.3, reduction="mean")),
    Case("accumulated over four steps", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean") / 4),
    Case("three processes", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean") * 3),
    Case("batches of 2 added up", "focal", "sumOfBatchMeans", lambda x, y: summed_batches(sigmoid_focal_loss(x, y), 2)),
    Case("divided by the images once more", "focal", "meanOverExamplesTwice", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean") / len(x)),
    Case("alpha twice", "alpha-twice", "mean", lambda x, y: (alpha_t(y, 0.25) * sigmoid_focal_loss(x, y)).mean()),
    Case("bfloat16", "focal", "mean", lambda x, y: sigmoid_focal_loss(x.bfloat16(), y.bfloat16(), reduction="mean").float()),
    Case("float16", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y, reduction="mean").half().float()),
]

BOXES = [
    Case("mmdetection, over positives", "focal", "meanOverPositives", lambda x, y: sigmoid_focal_loss(x, y).sum() / y.sum().clamp(min=1)),
    Case("mmdetection, loss weight 2", "focal", "meanOverPositives", lambda x, y: 2 * sigmoid_focal_loss(x, y).sum() / y.sum()),
    Case("Deformable DETR", "focal", "meanOverPositives", lambda x, y: sigmoid_focal_loss(x, y).mean(1).sum() / y.sum() * x.shape[1]),
    Case("DETR without its factor", "focal", "sumOverPositivesAndQueries", lambda x, y: sigmoid_focal_loss(x, y).mean(1).sum() / y.sum()),
    Case("EfficientDet", "focal", "positivesPlusOne", lambda x, y: sigmoid_focal_loss(x, y, gamma=1.5).sum() / (y.sum() + 1)),
    Case("detectron2, first step", "focal", "movingPositives", lambda x, y: sigmoid_focal_loss(x, y).sum() / (0.9 * 100 + 0.1 * y.sum())),
    Case("TensorFlow Addons", "focal", "meanOverRows", lambda x, y: sigmoid_focal_loss(x, y).sum(-1).mean()),
    Case("Keras, last axis averaged", "focal", "mean", lambda x, y: sigmoid_focal_loss(x, y).mean(-1).mean()),
    Case("cross-entropy, sum over images", "crossEntropy", "meanOverExamples", lambda x, y: bce(x, y).sum() / len(x)),
    Case("positives of each image", "focal", "imageMeansOverPositives", lambda x, y: torch.stack([sigmoid_focal_loss(a, b).sum() / b.sum().clamp(min=1) for a, b in zip(x, y)]).mean()),
    Case("paper, Table 1b", "focal", "meanOverPositives", lambda x, y: sigmoid_focal_loss(x, y, alpha=0.5, gamma=0.5).sum() / y.sum()),
]

TWO_CLASSES = [
    Case("clcarwin, alpha 0.25", "alpha-on-negatives", "mean", lambda x, y: (torch.tensor([0.25, 0.75])[y] * softmax(x, y)).mean()),
    Case("alpha of the foreground", "focal", "mean", lambda x, y: (torch.tensor([0.75, 0.25])[y] * softmax(x, y)).mean()),
    Case("AdeelH, list of weights", "alpha-on-negatives", "mean", lambda x, y: (torch.tensor([0.25, 0.75])[y] * softmax(x, y, 1)).mean()),
    Case("weighted cross-entropy", "alpha-on-negatives", "sumOfWeights", lambda x, y: F.cross_entropy(x, y, weight=torch.tensor([0.25, 0.75]))),
    Case("one-hot through a sigmoid", "one-vs-rest", "mean", lambda x, y: sigmoid_focal_loss(x, hot(x, y), reduction="mean")),
    Case("softmax twice", "double-softmax", "mean", lambda x, y: softmax(x.softmax(1), y).mean()),
]
