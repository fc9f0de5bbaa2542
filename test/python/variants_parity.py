"""Compares every variant of the loss with the same formula in PyTorch, float64, and its gradient with autograd's."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = [{"alpha": alpha, "gamma": gamma} for alpha in (None, 0.25, 0.9) for gamma in (0.5, 1.0, 2.0, 3.5)]
# The formulas here subtract from 1, which costs digits where p is near 0 or 1.
RELATIVE = 1e-9
ABSOLUTE = 1e-13

Formula = Callable[[Tensor, Tensor, "float | None", float], Tensor]


def weight(alpha: float | None, y: Tensor) -> Tensor:
    return torch.ones_like(y) if alpha is None else alpha * y + (1 - alpha) * (1 - y)


def bce(x: Tensor, y: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(x, y, reduction="none")


def p_t(p: Tensor, y: Tensor) -> Tensor:
    return p * y + (1 - p) * (1 - y)


def focal(x: Tensor, y: Tensor, alpha: float | None, gamma: float) -> Tensor:
    return weight(alpha, y) * (1 - p_t(torch.sigmoid(x), y)) ** gamma * bce(x, y)


def without_alpha(x: Tensor, y: Tensor, alpha: float | None, gamma: float) -> Tensor:
    return focal(x, y, None, gamma)


def scalar(alpha: float | None) -> float:
    return 1.0 if alpha is None else alpha


def side(alpha: float | None, chosen: Tensor) -> Tensor:
    """alpha where `chosen` is 1, else 1; torch.where of two Python numbers would be float32."""
    return torch.where(chosen == 1, torch.tensor(scalar(alpha), dtype=torch.float64), torch.tensor(1.0, dtype=torch.float64))


def of_probability(p: Tensor, y: Tensor, alpha: float | None, gamma: float) -> Tensor:
    ce = -(y * torch.log(p) + (1 - y) * torch.log(1 - p))
    return weight(alpha, y) * (1 - p_t(p, y)) ** gamma * ce


def from_cross_entropy(ce: Tensor, gamma: float) -> Tensor:
    return (1 - torch.exp(-ce)) ** gamma * ce


def smoothed(y: Tensor, smoothing: float) -> Tensor:
    return y * (1 - smoothing) + smoothing / 2


def focal_of_soft(x: Tensor, y: Tensor, alpha: float | None, gamma: float) -> Tensor:
    a = 1.0 if alpha is None else alpha * y + (1 - alpha) * (1 - y)
    return a * (1 - p_t(torch.sigmoid(x), y)) ** gamma * bce(x, y)


def detached(x: Tensor, y: Tensor, alpha: float | None, gamma: float) -> Tensor:
    return weight(alpha, y) * (1 - p_t(torch.sigmoid(x), y)).detach() ** gamma * bce(x, y)


FORMULAS: dict[str, Formula] = {
    "focal": focal,
    "focalWithoutWeight": focal,
    "focalWithoutAlpha": without_alpha,
    "crossEntropy": lambda x, y, a, g: bce(x, y),
    "alphaBalancedCrossEntropy": lambda x, y, a, g: weight(a, y) * bce(x, y),
    "focalStar": lambda x, y, a, g: -F.logsigmoid(g * (2 * y - 1) * x) / g,
    "alpha-on-negatives": lambda x, y, a, g: (
        without_alpha(x, y, a, g) * (1.0 if a is None else torch.tensor([a, 1 - a], dtype=torch.float64)[y.long()])
    ),
    "alpha-same-for-both": lambda x, y, a, g: scalar(a) * without_alpha(x, y, a, g),
    "alpha-positives-only": lambda x, y, a, g: side(a, y) * without_alpha(x, y, a, g),
    "alpha-negatives-only": lambda x, y, a, g: side(a, 1 - y) * without_alpha(x, y, a, g),
    "p-instead-of-pt": lambda x, y, a, g: weight(a, y) * (1 - torch.sigmoid(x)) ** g * bce(x, y),
    "swapped-modulation": lambda x, y, a, g: weight(a, y) * p_t(torch.sigmoid(x), y) ** g * bce(x, y),
    "gamma-not-exponent": lambda x, y, a, g: weight(a, y) * (1 - p_t(torch.sigmoid(x), y)) * g * bce(x, y),
    "detached-modulation": detached,
    "pt-from-weighted-ce": lambda x, y, a, g: from_cross_entropy(weight(a, y) * bce(x, y), g),
    "double-sigmoid": lambda x, y, a, g: focal(torch.sigmoid(x), y, a, g),
    "probabilities-loss-on-logits": lambda x, y, a, g: of_probability(x.clamp(1e-7, 1 - 1e-7), y, a, g),
    "targets-inverted": lambda x, y, a, g: focal(x, (y == 0).double(), a, g),
    "sign-error": lambda x, y, a, g: -focal(x, y, a, g),
}


def numbered_formula(name: str, number: float) -> Formula | None:
    """The formula of a variant whose id ends with a number."""
    if name == "log-base":
        return lambda x, y, a, g: -weight(a, y) * (1 - p_t(torch.sigmoid(x), y)) ** g * log_to(p_t(torch.sigmoid(x), y), number)
    if name == "label-smoothing-before":
        return lambda x, y, a, g: focal_of_soft(x, smoothed(y, number), a, g)
    if name == "label-smoothing-after":
        return lambda x, y, a, g: weight(a, y) * (1 - p_t(torch.sigmoid(x), y)) ** g * bce(x, smoothed(y, number))
    if name == "pt-from-label-smoothed-ce":
        return lambda x, y, a, g: weight(a, y) * from_cross_entropy(bce(x, smoothed(y, number)), g)
    if name == "clamp":
        return lambda x, y, a, g: of_probability(torch.sigmoid(x).clamp(number, 1 - number), y, a, g)
    if name == "log-of-p-plus":
        return lambda x, y, a, g: (
            -weight(a, y) * (1 - p_t(torch.sigmoid(x), y)) ** g * torch.log(p_t(torch.sigmoid(x), y) + number)
        )
    return None


def log_to(p: Tensor, base: float) -> Tensor:
    return torch.log2(p) if base == 2 else torch.log10(p)


def formula_of(identity: str) -> Formula | None:
    numbered = re.fullmatch(r"(.+?)-(\d+(?:\.\d+)?(?:e-\d+)?)", identity)
    if numbered is None:
        return FORMULAS.get(identity)
    return numbered_formula(numbered[1], float(numbered[2]))


def computed(request: dict) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "variant-values.js"
        source = ROOT / "test/python/variant-values.ts"
        esbuild = ROOT / "node_modules/.bin/esbuild"
        subprocess.run([esbuild, source, "--bundle", "--platform=node", "--log-level=warning", f"--outfile={program}"], check=True)
        path = Path(folder) / "request.json"
        path.write_text(json.dumps(request))
        return json.loads(subprocess.run(["node", program, path], check=True, capture_output=True, text=True).stdout)


def problem(ours: list[float], theirs: Tensor) -> str | None:
    one, other = np.asarray(ours, np.float64), theirs.detach().numpy()
    wrong = ~(np.abs(one - other) <= RELATIVE * np.abs(other) + ABSOLUTE)
    if not wrong.any():
        return None
    at = int(np.argmax(wrong))
    return f"{int(wrong.sum())} of {len(one)} values differ, the first at {at}: {one[at]!r} for {other[at]!r}"


def main() -> None:
    rng = np.random.default_rng(11)
    logits = np.concatenate([rng.normal(0, 3, 60).clip(-9, 9), rng.random(20) * 0.9 + 0.05, [0.5, -0.5, 8.5, -8.5]])
    targets = (rng.random(len(logits)) < 0.5).astype(np.float64)
    passed = failed = 0
    for variant in computed({"logits": logits.tolist(), "targets": targets.tolist(), "parameters": PARAMETERS}):
        formula = formula_of(variant["id"])
        if formula is None:
            failed += 1
            print(f"FAILED {variant['id']}: there is no formula to compare it with")
            continue
        for given, losses, gradients in zip(PARAMETERS, variant["losses"], variant["gradients"]):
            x = torch.from_numpy(logits.copy()).requires_grad_()
            loss = formula(x, torch.from_numpy(targets), given["alpha"], given["gamma"])
            (gradient,) = torch.autograd.grad(loss.sum(), x)
            for name, ours, theirs in (("loss", losses, loss), ("gradient", gradients, gradient)):
                found = problem(ours, theirs)
                passed += found is None
                failed += found is not None
                if found is not None:
                    print(f"FAILED {variant['id']} {given}, {name}: {found}")
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
