"""Focal loss in 80-digit decimal arithmetic, straight from its definition; gradients by differences of 1e-15.

It shares nothing with src/loss or PyTorch, neither formulas for the gradient nor floating-point tricks, and has no trouble
with e^-10000. So it is the judge at the extremes, where float64 PyTorch itself underflows or cancels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

import numpy as np

DIGITS = 80
STEP = Decimal("1e-15")


def log1p(value: Decimal) -> Decimal:
    """log(1 + value) for value >= 0; a series where 1 + value would drop more than a quarter of the digits."""
    if value < Decimal("1e-20"):
        return value - value**2 / 2 + value**3 / 3
    return (1 + value).ln()


def power(base: Decimal, exponent: Decimal) -> Decimal:
    return Decimal(1) if exponent == 0 else base**exponent


def focal_loss(x: Decimal, y: Decimal, alpha: Decimal | None, gamma: Decimal) -> Decimal:
    """alpha_t (1 - p_t)^gamma BCE, with p_t and alpha_t interpolated for soft y."""
    p, q = 1 / (1 + (-x).exp()), 1 / (1 + x.exp())
    cross_entropy = y * log1p((-x).exp()) + (1 - y) * log1p(x.exp())
    alpha_t = Decimal(1) if alpha is None else alpha * y + (1 - alpha) * (1 - y)
    return alpha_t * power(y * q + (1 - y) * p, gamma) * cross_entropy


def focal_loss_star(x: Decimal, y: Decimal, gamma: Decimal, beta: Decimal) -> Decimal:
    x_t = (2 * y - 1) * x
    return log1p((-(gamma * x_t + beta)).exp()) / gamma


def softmax_focal_loss(x: Sequence[Decimal], y: Sequence[Decimal], alpha: Sequence[Decimal], gamma: Decimal) -> Decimal:
    loss = Decimal(0)
    for k, share in enumerate(y):
        others = sum(((x[j] - x[k]).exp() for j in range(len(x)) if j != k), Decimal(0))
        loss += alpha[k] * share * power(others / (1 + others), gamma) * log1p(others)
    return loss


def elementwise(f: Callable[[Decimal, Decimal], Decimal], logits: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Losses and derivatives of f(x, y)."""
    losses, slopes = [], []
    with localcontext() as context:
        context.prec = DIGITS
        for x, y in zip(map(Decimal, logits.tolist()), map(Decimal, targets.tolist())):
            losses.append(float(f(x, y)))
            slopes.append(float((f(x + STEP, y) - f(x - STEP, y)) / (2 * STEP)))
    return np.array(losses), np.array(slopes)


def rowwise(f: Callable[[list[Decimal], list[Decimal]], Decimal], logits: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Losses (N) and gradients (N, K) of f(row of logits, row of targets)."""
    losses, slopes = [], []
    with localcontext() as context:
        context.prec = DIGITS
        for row, shares in zip(logits.tolist(), targets.tolist()):
            x, y = [Decimal(value) for value in row], [Decimal(value) for value in shares]
            losses.append(float(f(x, y)))
            for k in range(len(x)):
                above, below = x.copy(), x.copy()
                above[k] += STEP
                below[k] -= STEP
                slopes.append(float((f(above, y) - f(below, y)) / (2 * STEP)))
    return np.array(losses), np.array(slopes)
