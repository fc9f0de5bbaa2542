"""The softmax cases of loss_parity.py: focal loss, weights, soft targets, label smoothing, ignore_index, reductions."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from loss_suite import Expected, Suite
from loss_torch import differentiated, softmax_formula, softmax_of_log_softmax

ROWS = 5_000
CLASSES = 7

# F.cross_entropy rounds log sum exp, of size 1 and more, and its gradient subtracts the target from the softmax: both
# are off by a few units of 2^-53 in absolute terms, weighted by at most 2.
ROUNDING = 4e-15


def add_softmax(suite: Suite, rng: np.random.Generator) -> None:
    logits = rng.normal(0, 2, (ROWS, CLASSES))
    index = rng.integers(0, CLASSES, ROWS)
    soft = rng.dirichlet(np.ones(CLASSES), ROWS)
    weights = rng.uniform(0.1, 2, CLASSES)
    add_focal(suite, logits, index, soft, weights)
    add_cross_entropy(suite, logits, index, soft, weights)
    ignored = np.where(rng.random(ROWS) < 0.2, -100, index)
    add_ignored(suite, logits, ignored)


def add_focal(suite: Suite, logits: np.ndarray, index: np.ndarray, soft: np.ndarray, weights: np.ndarray) -> None:
    one_hot = np.eye(CLASSES)[index]
    alphas = {"per-class alpha": weights, "alpha 0.25": np.full(CLASSES, 0.25), "no alpha": np.ones(CLASSES)}
    given = {"per-class alpha": weights.tolist(), "alpha 0.25": 0.25, "no alpha": None}
    targets = {"index": (index, one_hot), "one-hot": (one_hot, one_hot), "soft": (soft, soft)}
    for gamma in (0.0, 0.5, 1.0, 2.0, 5.0):
        for name, alpha in alphas.items():
            for kind, (ours, distribution) in targets.items():
                y, w = torch.from_numpy(distribution), torch.from_numpy(alpha)
                loss, gradient = differentiated(lambda x: softmax_formula(x, y, w, gamma), logits)
                # The parts of a soft target's gradient cancel, each at most about alpha (gamma + 1).
                absolute = 1e-15 * (gamma + 1) if kind == "soft" else 0.0
                both = (Expected(loss), Expected(gradient, absolute=absolute))
                suite.softmax(f"softmax {kind} targets, {name}, gamma {gamma}", logits, ours, both, given[name], gamma)
    y, w = torch.from_numpy(one_hot), torch.from_numpy(weights)
    for gamma in (0.5, 2.0):
        loss, gradient = differentiated(lambda x: softmax_of_log_softmax(x, y, w, gamma), logits)
        # 1 - p by subtraction costs digits as p goes to 1: the bound of torchvision's.
        missing = 1 - torch.softmax(torch.from_numpy(logits), dim=1).numpy()[np.arange(ROWS), index]
        bound = 1e-12 + 4 * 2.0**-53 * (gamma + 1) / missing
        both = (Expected(loss, bound), Expected(gradient, np.repeat(bound, CLASSES)))
        suite.softmax(f"softmax focal loss by log_softmax, gamma {gamma}", logits, index, both, weights.tolist(), gamma)


def add_cross_entropy(suite: Suite, logits: np.ndarray, index: np.ndarray, soft: np.ndarray, weights: np.ndarray) -> None:
    for kind, targets in (("index", index), ("soft", soft)):
        for weight in (None, weights):
            for smoothing in (0.0, 0.1, 0.4, 1.0):
                w = None if weight is None else torch.from_numpy(weight)
                loss, gradient = differentiated(
                    lambda x: F.cross_entropy(x, torch.from_numpy(targets), w, reduction="none", label_smoothing=smoothing), logits
                )
                both = (Expected(loss, absolute=ROUNDING), Expected(gradient, absolute=ROUNDING))
                weighted = "no weight" if weight is None else "weight"
                suite.softmax(
                    f"F.cross_entropy, {kind} targets, {weighted}, label smoothing {smoothing}",
                    logits, targets, both, None if weight is None else weight.tolist(), labelSmoothing=smoothing,
                )  # fmt: skip


def add_ignored(suite: Suite, logits: np.ndarray, ignored: np.ndarray) -> None:
    y = torch.from_numpy(ignored)
    for theirs, ours in (("none", "none"), ("sum", "sum"), ("mean", "mean")):
        loss, gradient = differentiated(lambda x: F.cross_entropy(x, y, ignore_index=-100, reduction=theirs), logits)
        both = (Expected(loss, absolute=ROUNDING), Expected(gradient, absolute=ROUNDING))
        suite.softmax(f"F.cross_entropy with ignore_index, {theirs}", logits, ignored, both, reduction=ours, ignoreIndex=-100)

    kept = y != -100
    one_hot = F.one_hot(y[kept], CLASSES).double()
    objects = (y[kept] != 0).sum()
    for reduction, divisor in (("meanOverAll", ROWS), ("meanOverPositives", objects)):
        loss, gradient = differentiated(
            lambda x: softmax_formula(x[kept], one_hot, torch.ones(CLASSES).double(), 2.0).sum() / divisor, logits
        )
        both = (Expected(loss), Expected(gradient))
        suite.softmax(
            f"softmax focal loss, ignored targets, {reduction}",
            logits, ignored, both, gamma=2.0, reduction=reduction, ignoreIndex=-100, backgroundClass=0,
        )  # fmt: skip
