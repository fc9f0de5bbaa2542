"""Faulty objectives of boosters, each with the rule that its fix is for; mended, they give the derivatives that autograd takes."""

from __future__ import annotations

import numpy as np

from run_rule_pages import labelled, module_of, reference

GRADIENT = "sign * at * (1 - pt) ** gamma * v"
HESSIAN = "at * ((1 - pt) ** gamma * (gamma * np.log(pt) + gamma + 1) - gamma * (1 - pt) ** (gamma - 1) * v) * pt * (1 - pt)"
FLOOR = "np.maximum(hess, 1e-6)"


def objective(gradient: str = GRADIENT, hessian: str = HESSIAN, returned: str = FLOOR) -> str:
    return f"""import numpy as np

def focal_objective(preds, dtrain, alpha=0.25, gamma=2.0):
    y = dtrain.get_label()
    p = 1 / (1 + np.exp(-preds))
    pt = np.where(y == 1, p, 1 - p)
    at = np.where(y == 1, alpha, 1 - alpha)
    sign = np.where(y == 1, 1.0, -1.0)
    v = gamma * pt * np.log(pt) + pt - 1
    grad = {gradient}
    hess = {hessian}
    return grad, {returned}
"""


CLASS = """import numpy as np

class FocalObjective:
    def __init__(self, alpha=0.25, gamma=2.0):
        self.alpha = alpha
        self.gamma = gamma

    def __call__(self, preds, dtrain):
        y = dtrain.get_label()
        p = 1 / (1 + np.exp(-preds))
        pt = np.where(y == 1, p, 1 - p)
        at = np.where(y == 1, self.alpha, 1 - self.alpha)
        grad = np.where(y == 1, 1.0, -1.0) * at * (1 - pt) ** self.gamma * (self.gamma * pt * np.log(pt) + pt - 1)
        hess = np.abs(grad) * (1 - np.abs(grad))
        return grad, hess

focal_objective = FocalObjective()
"""

LABELS = """import numpy as np

def focal_objective(preds, dtrain, gamma=2.0):
    y = dtrain.get_label()
    pt = 1 / (1 + np.exp(-y * preds))
    v = gamma * pt * np.log(pt) + pt - 1
    grad = y * (1 - pt) ** gamma * v
    hess = pt * (1 - pt) ** gamma * ((1 - pt) * (gamma * np.log(pt) + gamma + 1) - gamma * v)
    return grad, np.maximum(hess, 1e-6)
"""

DIFFERENCES = """import numpy as np

def focal_loss(scores, y, alpha=0.25, gamma=2.0):
    log_pt = -np.logaddexp(0, np.where(y == 1, -scores, scores))
    return -np.where(y == 1, alpha, 1 - alpha) * (1 - np.exp(log_pt)) ** gamma * log_pt

def focal_objective(preds, dtrain):
    y = dtrain.get_label()
    dx = 1e-6
    above, below = focal_loss(preds + dx, y), focal_loss(preds - dx, y)
    return (above - below) / (2 * dx), (above - 2 * focal_loss(preds, y) + below) / dx ** 2
"""

OF_PROBABILITIES = "-at * sign * (1 - pt) ** (gamma - 1) * ((1 - pt) / pt - gamma * np.log(pt))"

OBJECTIVES = [
    ("a gradient by the probability", "gradient-by-probability", objective(gradient=OF_PROBABILITIES)),
    ("a gradient of the wrong sign", "gradient-sign-error", objective(gradient=f"-{GRADIENT}")),
    ("the Hessian of cross-entropy", "hessian-mismatch", objective(hessian="p * (1 - p)")),
    ("a Hessian where it is returned", "hessian-mismatch", objective(hessian="0", returned="np.maximum(np.abs(grad) * pt, 1e-6)")),
    ("a Hessian of a class", "hessian-mismatch", CLASS),
    ("labels of −1 and 1", "boosting-labels", LABELS),
    ("differences over a small step", "numeric-hessian", DIFFERENCES),
]

SCORES = np.tile(np.linspace(-5, 5, 21), 2)
DATA = labelled([1.0] * 21 + [0.0] * 21)


def problem_of_objective(source: str, mended: str | None) -> str | None:
    """What is wrong with a mended objective; None if its derivatives are right, the Hessian from a floor on."""
    if mended is None:
        return "no fix is offered"
    alpha = 0.25 if "alpha" in source else -1
    expected = reference.gradient(SCORES, DATA, alpha), reference.hessian(SCORES, DATA, alpha)
    if are_right(source, expected):
        return "the faulty objective is right"
    return None if are_right(mended, expected) else "the mended objective gives other derivatives"


def are_right(source: str, expected: tuple[np.ndarray, np.ndarray]) -> bool:
    gradient, hessian = module_of("objective", source).focal_objective(SCORES, DATA)
    wanted = np.maximum(expected[1], 1e-6) if "np.maximum" in source else expected[1]
    return bool(np.allclose(gradient, expected[0], atol=1e-6) and np.allclose(hessian, wanted, atol=1e-6))
