"""Compares src/loss with torchvision's sigmoid_focal_loss, with PyTorch in float64 and with 80-digit arithmetic.

Run it with a Python that has torch and torchvision: `python3 test/python/loss_parity.py`. It needs Node on the path and the
repository's node_modules (esbuild). The last line printed is "N passed, N failed"; the exit code is 1 when anything failed.

Tolerances. Against PyTorch in float64 and exact arithmetic: 1e-12 relative, for loss and gradient. Against torchvision in
float32: 1e-6 relative for the reduced losses and, element by element, wherever p_t <= 1/2. torchvision takes 1 - p_t by a
subtraction and PyTorch the cross-entropy as the logarithm of a number near 1: in any precision with unit roundoff u their
relative errors grow as u / (1 - p_t), the former times gamma through the power. Elements with p_t > 1/2 are held to
1e-6 + 2 u (gamma + 1) / (1 - p_t) in float32. So that torchvision's own function also judges those to 1e-6 and better, it
runs in float64 too, where that bound stays below 1e-7 for every |x| <= 16. A comparison that allows an absolute error says
beside it what of the reference rounds so.
"""

from __future__ import annotations

import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from loss_exact import elementwise, focal_loss, focal_loss_star, rowwise, softmax_focal_loss
from loss_softmax import add_softmax
from loss_suite import Expected, Suite
from loss_torch import binary_formula, differentiated, reduced
from torchvision.ops import sigmoid_focal_loss

POINTS = 120_000
FEWER_POINTS = 20_000

# alpha (None is off), gamma, reduction: 20 settings.
SETTINGS = [
    (alpha, gamma, reduction)
    for alpha, gamma in [
        (0.25, 2.0), (None, 2.0), (0.25, 0.0), (None, 0.0), (0.5, 0.5), (0.75, 0.1), (0.25, 1.0), (0.9, 1.5), (0.25, 5.0), (0.99, 3.0),
    ]
    for reduction in (("none", "sum") if gamma in (0.0, 0.5, 1.0, 5.0, 3.0) else ("none", "mean"))
]  # fmt: skip


def focal(alpha: float | None, gamma: float) -> dict:
    return {"kind": "focal", "alpha": alpha, "gamma": gamma}


def off(alpha: float | None) -> float:
    """torchvision switches alpha off by a negative value."""
    return -1.0 if alpha is None else alpha


def missing_probability(logits: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """1 - p_t of hard targets."""
    return 1 / (1 + np.exp((2 * targets - 1) * logits.astype(np.float64)))


def add_torchvision(suite: Suite, rng: np.random.Generator) -> None:
    # Twice the points for float32, as only half of them lie where p_t <= 1/2.
    logits = rng.normal(0, 4, 2 * POINTS).astype(np.float32)
    targets = (rng.random(2 * POINTS) < 0.3).astype(np.float32)
    missing = missing_probability(logits, targets)
    assert (missing >= 0.5).sum() >= 100_000
    wide = rng.uniform(-16, 16, POINTS)
    wide_targets = (rng.random(POINTS) < 0.3).astype(np.float64)
    wide_missing = missing_probability(wide, wide_targets)
    for alpha, gamma, reduction in SETTINGS:
        setting = f"{alpha, gamma, reduction}"
        options = {"alpha": off(alpha), "gamma": gamma, "reduction": reduction}
        bound = np.where(missing >= 0.5, 1e-6, 1e-6 + 2 * 2.0**-24 * (gamma + 1) / missing)
        loss = sigmoid_focal_loss(torch.from_numpy(logits), torch.from_numpy(targets), **options)
        expected = Expected(loss.numpy(), bound if reduction == "none" else 1e-6)
        suite.sigmoid(f"torchvision float32 {setting}", logits, targets, focal(alpha, gamma), (expected, None), reduction)

        bound = 1e-12 + 4 * 2.0**-53 * (gamma + 1) / wide_missing
        assert bound.max() < 1e-7
        loss, gradient = differentiated(lambda x: sigmoid_focal_loss(x, torch.from_numpy(wide_targets), **options), wide)
        both = (Expected(loss, bound if reduction == "none" else 1e-12), Expected(gradient, bound))
        suite.sigmoid(f"torchvision float64 {setting}", wide, wide_targets, focal(alpha, gamma), both, reduction)


def add_soft_targets(suite: Suite, rng: np.random.Generator) -> None:
    logits, targets = rng.uniform(-5, 5, FEWER_POINTS), rng.uniform(0, 1, FEWER_POINTS)
    y = torch.from_numpy(targets)
    for alpha, gamma in [(0.25, 2.0), (None, 0.5), (0.6, 0.0), (0.25, 5.0)]:
        for smoothing in (0.0, 0.1):
            smoothed = y * (1 - smoothing) + smoothing / 2
            loss, gradient = differentiated(lambda x: sigmoid_focal_loss(x, smoothed, off(alpha), gamma), logits)
            # The gradient passes through zero, where autograd's own rounding is what is left.
            both = (Expected(loss), Expected(gradient, absolute=1e-14))
            suite.sigmoid(
                f"torchvision float64, soft targets {alpha, gamma}, label smoothing {smoothing}",
                logits, targets, focal(alpha, gamma), both, labelSmoothing=smoothing,
            )  # fmt: skip


def add_formula(suite: Suite, rng: np.random.Generator) -> None:
    logits = np.concatenate([rng.normal(0, 4, POINTS), rng.uniform(-30, 30, 1000), [0, 1e-300, -1e-300, 36.7, -36.7, 100, -100]])
    targets = (rng.random(len(logits)) < 0.3).astype(np.float64)
    y = torch.from_numpy(targets)
    for alpha, gamma, reduction in SETTINGS:
        loss, gradient = differentiated(lambda x: reduced(binary_formula(x, y, alpha, gamma), reduction), logits)
        both = (Expected(loss), Expected(gradient))
        suite.sigmoid(f"float64 formula {alpha, gamma, reduction}", logits, targets, focal(alpha, gamma), both, reduction)

    for alpha in (None, 0.25):
        loss, gradient = differentiated(lambda x: binary_formula(x, y, alpha, 0.0), logits)
        both = (Expected(loss), Expected(gradient))
        suite.sigmoid(f"cross-entropy, alpha {alpha}", logits, targets, {"kind": "alphaBalancedCrossEntropy", "alpha": alpha}, both)
        if alpha is None:
            suite.sigmoid("cross-entropy", logits, targets, {"kind": "crossEntropy"}, both)


def add_ignored(suite: Suite, rng: np.random.Generator) -> None:
    logits = rng.normal(0, 4, FEWER_POINTS)
    targets = np.where(rng.random(FEWER_POINTS) < 0.2, 255.0, (rng.random(FEWER_POINTS) < 0.05).astype(np.float64))
    y = torch.from_numpy(targets)
    kept = y != 255
    divisors = {"sum": 1, "mean": kept.sum(), "meanOverPositives": (y == 1).sum(), "meanOverAll": FEWER_POINTS}
    for reduction, divisor in divisors.items():
        loss, gradient = differentiated(lambda x: binary_formula(x[kept], y[kept], 0.25, 2.0).sum() / divisor, logits)
        both = (Expected(loss), Expected(gradient))
        suite.sigmoid(f"ignored targets, {reduction}", logits, targets, focal(0.25, 2.0), both, reduction, ignoreIndex=255)


def add_star(suite: Suite, rng: np.random.Generator) -> None:
    logits = rng.normal(0, 4, FEWER_POINTS)
    targets = (rng.random(FEWER_POINTS) < 0.5).astype(np.float64)
    sign = torch.from_numpy(2 * targets - 1)
    for gamma, beta in [(2.0, 1.0), (4.0, 0.0), (0.5, 0.0), (1.0, -0.7)]:
        loss, gradient = differentiated(lambda x: -F.logsigmoid(gamma * sign * x + beta) / gamma, logits)
        both = (Expected(loss), Expected(gradient))
        suite.sigmoid(f"FL* {gamma, beta}", logits, targets, {"kind": "focalStar", "gamma": gamma, "beta": beta}, both)


def extreme(rng: np.random.Generator, shape: int | tuple[int, int]) -> np.ndarray:
    """Numbers of both signs from 1e-3 to 1e4, evenly over the magnitudes."""
    return rng.choice([-1.0, 1.0], shape) * 10 ** rng.uniform(-3, 4, shape)


def add_exact(suite: Suite, rng: np.random.Generator) -> None:
    logits = np.concatenate([extreme(rng, 200), [0.0, 1e4, -1e4, 709.8, -709.8, 745.2, -745.2]])
    hard = (rng.random(len(logits)) < 0.5).astype(np.float64)
    soft = rng.uniform(0, 1, len(logits))
    for alpha, gamma in [(None, 0.0), (0.25, 0.1), (None, 0.5), (0.75, 1.0), (0.25, 2.0), (None, 3.7), (0.5, 10.0)]:
        decimals = (None if alpha is None else Decimal(alpha), Decimal(gamma))
        for kind, targets in (("hard", hard), ("soft", soft)):
            loss, slope = elementwise(lambda x, y: focal_loss(x, y, *decimals), logits, targets)
            # A soft target's gradient is a difference; it cannot be truer than its parts, which are at most about gamma + 1.
            both = (Expected(loss), Expected(slope, absolute=0.0 if kind == "hard" else 1e-15 * (gamma + 1)))
            suite.sigmoid(f"exact, {kind} targets {alpha, gamma}", logits, targets, focal(alpha, gamma), both)
    for gamma, beta in [(2.0, 1.0), (4.0, 0.0), (0.5, -0.7)]:
        loss, slope = elementwise(lambda x, y: focal_loss_star(x, y, Decimal(gamma), Decimal(beta)), logits, hard)
        both = (Expected(loss), Expected(slope))
        suite.sigmoid(f"exact FL* {gamma, beta}", logits, hard, {"kind": "focalStar", "gamma": gamma, "beta": beta}, both)

    rows, classes = 60, 4
    logits = np.concatenate([extreme(rng, (rows, classes)), rng.normal(0, 5, (rows, classes))])
    weights = rng.uniform(0.1, 2, classes).tolist()
    index = rng.integers(0, classes, len(logits))
    one_hot, shares = np.eye(classes)[index], rng.dirichlet(np.ones(classes), len(logits))
    for gamma in (0.0, 0.5, 2.0, 3.7):
        for kind, targets, distribution in (("index", index, one_hot), ("soft", shares, shares)):
            loss, slope = rowwise(
                lambda x, y: softmax_focal_loss(x, y, [Decimal(weight) for weight in weights], Decimal(gamma)), logits, distribution
            )
            # 80 digits and a step of 1e-15 resolve no slope below 1e-61 of a loss of 1e4.
            both = (Expected(loss), Expected(slope, absolute=1e-60 if kind == "index" else 1e-15 * (gamma + 1)))
            suite.softmax(f"exact softmax, {kind} targets, gamma {gamma}", logits, targets, both, weights, gamma)


def main() -> int:
    assert len(SETTINGS) == 20
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        for add in (add_torchvision, add_soft_targets, add_formula, add_ignored, add_star, add_softmax, add_exact):
            add(suite, rng)
        passed, failed = suite.run()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
