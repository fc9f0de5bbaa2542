"""Losses of the code on the tensors of files, compared with PyTorch: value, gradient, and the difference from the formula.

Each loss takes logits and targets as `focal_loss`, and runs on three files. The formula beside it is written here in NumPy.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import torch

from run_harness import bundled

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n"
ALPHA, GAMMA = 0.3, 1.5
# Rounding of float32, and of sums of a few thousand elements.
RELATIVE = 1e-5

SIGMOID = {
    "logits": "ce = F.binary_cross_entropy_with_logits(x, t, reduction='none'); p_t = torch.exp(-ce)",
    "sigmoid": "p = torch.sigmoid(x); p_t = p * t + (1 - p) * (1 - t); ce = -torch.log(p_t)",
    "logsigmoid": "s = 2 * t - 1; ce = -F.logsigmoid(s * x); p_t = torch.sigmoid(s * x)",
    "softplus": "ce = F.softplus(x) - x * t; p_t = torch.exp(-ce)",
    "where": "ce = torch.where(t == 1, F.softplus(-x), F.softplus(x)); p_t = torch.where(t > 0.5, x.sigmoid(), 1 - x.sigmoid())",
}
SIGMOID_WEIGHTS = {
    "the paper's α": "alpha * t + (1 - alpha) * (1 - t)",
    "α reversed": "(1 - alpha) * t + alpha * (1 - t)",
}
REDUCTIONS = {"mean": "loss.mean()", "sum": "loss.sum()", "none": "loss"}
SOFTMAX = {
    "cross_entropy": "ce = F.cross_entropy(x, t, reduction='none'); p_t = torch.exp(-ce)",
    "log_softmax": "log_p = F.log_softmax(x, dim=1); ce = -log_p.gather(1, t.unsqueeze(1)).squeeze(1); p_t = torch.exp(-ce)",
    "nll_loss": "ce = F.nll_loss(torch.log_softmax(x, 1), t, reduction='none'); p_t = (-ce).exp()",
}
SOFTMAX_WEIGHTS = {"no α": "1", "α for all": "alpha"}


def losses(bodies: dict[str, str], weights: dict[str, str]) -> dict[str, str]:
    """Every body with every weight; the reductions take turns."""
    found = {}
    reductions = list(REDUCTIONS.items())
    for body_name, body in bodies.items():
        for weight_name, weight in weights.items():
            reduction_name, reduction = reductions[len(found) % len(reductions)]
            lines = [*body.split("; "), f"loss = ({weight}) * (1 - p_t) ** gamma * ce", f"return {reduction}"]
            code = "def focal_loss(x, t, alpha=0.25, gamma=2.0):\n" + "".join(f"    {line}\n" for line in lines)
            found[f"{body_name}, {weight_name}, {reduction_name}"] = HEAD + code
            module = (
                "class focal_loss(nn.Module):\n    def __init__(self, alpha=0.25, gamma=2.0):\n        super().__init__()\n"
                "        self.alpha, self.gamma = alpha, gamma\n\n    def forward(self, x, t):\n"
                "        alpha, gamma = self.alpha, self.gamma\n"
            ) + "".join(f"        {line}\n" for line in lines)
            found[f"{body_name}, {weight_name}, {reduction_name}, as a module"] = HEAD + module
    return found


def files(generator: np.random.Generator) -> dict[str, dict[str, list[tuple[np.ndarray, np.ndarray]]]]:
    logits = lambda *shape: (2 * generator.standard_normal(shape)).astype("float32")
    labels = lambda *shape: (generator.random(shape) < 0.3).astype("float32")
    classes = lambda count, *shape: generator.integers(0, count, shape)
    return {
        "sigmoid": [(logits(500), labels(500)), (logits(40, 7), labels(40, 7)), (logits(3, 1, 8, 9), labels(3, 1, 8, 9))],
        "softmax": [(logits(300, 4), classes(4, 300)), (logits(2, 5, 6, 7), classes(5, 2, 6, 7)), (logits(90, 11), classes(11, 90))],
    }


def torch_loss(code: str, logits: np.ndarray, targets: np.ndarray) -> tuple[float, np.ndarray]:
    names: dict = {}
    exec(code, names)
    loss = names["focal_loss"](alpha=ALPHA, gamma=GAMMA) if isinstance(names["focal_loss"], type) else None
    leaf = torch.from_numpy(logits).requires_grad_(True)
    given = torch.from_numpy(targets)
    value = loss(leaf, given) if loss else names["focal_loss"](leaf, given, alpha=ALPHA, gamma=GAMMA)
    value.sum().backward()
    return float(value.detach().to(torch.float64).sum()), leaf.grad.to(torch.float64).numpy()


def formula(link: str, logits: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Focal losses of the elements (Lin et al. 2017, eq. 5) and their gradients in float64, by hand."""
    x = logits.astype("float64")
    if link == "sigmoid":
        p = 1 / (1 + np.exp(-x))
        sign = 2 * targets.astype("float64") - 1
        p_t = np.where(targets == 1, p, 1 - p)
        weight = np.where(targets == 1, ALPHA, 1 - ALPHA)
        slope = sign * weight * (1 - p_t) ** GAMMA * (GAMMA * p_t * np.log(p_t) + p_t - 1)
        return -weight * (1 - p_t) ** GAMMA * np.log(p_t), slope
    p = np.exp(x) / np.exp(x).sum(1, keepdims=True)
    one_hot = np.moveaxis(np.eye(x.shape[1])[targets], -1, 1)
    p_t = (p * one_hot).sum(1, keepdims=True)
    loss = -ALPHA * (1 - p_t) ** GAMMA * np.log(p_t)
    by_p_t = ALPHA * (GAMMA * (1 - p_t) ** (GAMMA - 1) * np.log(p_t) - (1 - p_t) ** GAMMA / p_t)
    return loss[:, 0], by_p_t * p_t * (one_hot - p)


def is_near(one: float, other: float, scale: float) -> bool:
    return abs(one - other) <= RELATIVE * max(abs(other), scale)


def problem_of(evaluation: dict, code: str, link: str, logits: np.ndarray, targets: np.ndarray) -> str | None:
    outcome = evaluation["outcome"]
    if outcome["kind"] != "computed":
        return json.dumps(outcome)[:200]
    value, gradient = torch_loss(code, logits, targets)
    losses_of, slopes = formula(link, logits, targets)
    divisor = losses_of.size if outcome["formula"]["reduction"] == "meanOverAll" else 1
    slopes = slopes / divisor
    largest = float(np.abs(gradient).max())
    difference = outcome["gradient"]["difference"]
    at = tuple(difference["index"])
    found = {
        "value": (outcome["value"], value, 0.0),
        "norm of the gradient": (outcome["gradient"]["norm"], float(np.linalg.norm(gradient)), 0.0),
        "value of the formula": (outcome["formula"]["value"], float(losses_of.sum()) / divisor, 0.0),
        "norm of the formula's gradient": (outcome["gradient"]["formulaNorm"], float(np.linalg.norm(slopes)), 0.0),
        "largest difference": (difference["largest"], float(np.abs(gradient - slopes).max()), largest),
        f"gradient at {at}": (difference["code"], float(gradient[at]), largest),
        f"gradient of the formula at {at}": (difference["formula"], float(slopes[at]), largest),
    }
    wrong = [f"{name} {ours} for {theirs}" for name, (ours, theirs, scale) in found.items() if not is_near(ours, theirs, scale)]
    agrees = is_near(value, float(losses_of.sum()) / divisor, 0.0) and np.allclose(gradient, slopes, rtol=1e-4, atol=1e-4 * largest)
    if agrees != (outcome["comparison"]["kind"] == "agrees"):
        wrong.append(f"comparison {outcome['comparison']}")
    return "; ".join(wrong) or None


def evaluations() -> list[str | None]:
    """For each loss and file what is not as in PyTorch, or None."""
    generator = np.random.default_rng(11)
    cases, request = [], []
    with tempfile.TemporaryDirectory() as name:
        for link, tensors in files(generator).items():
            written = losses(SIGMOID, SIGMOID_WEIGHTS) if link == "sigmoid" else losses(SOFTMAX, SOFTMAX_WEIGHTS)
            for number, (logits, targets) in enumerate(tensors):
                path = Path(name) / f"{link}{number}.npz"
                np.savez(path, logits=logits, targets=targets)
                for loss, code in written.items():
                    cases.append((f"{loss}, {path.name}", code, link, logits, targets))
                    request.append({"tensors": str(path), "code": code, "alpha": ALPHA, "gamma": GAMMA})
        results = bundled("evaluation-values.ts", json.dumps(request))
    found = [(case, problem_of(evaluation, *rest)) for (case, *rest), evaluation in zip(cases, results)]
    return [None if problem is None else f"{case}: {problem}" for case, problem in found]
