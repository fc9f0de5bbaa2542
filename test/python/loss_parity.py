"""Compares src/loss with torchvision's sigmoid_focal_loss and with the same formulas in PyTorch's float64.

Needs torch and torchvision, Node on the path and the repository's node_modules (esbuild). The last line printed is
"N passed, N failed"; the exit code is 1 when anything failed.

Tolerances. Against float64 PyTorch: 1e-12 relative, for loss and autograd gradient. Against float32 torchvision: 1e-6
relative for the reduced losses and, element by element, wherever p_t <= 1/2. torchvision takes 1 - p_t by a subtraction
and PyTorch the cross-entropy as the logarithm of a number near 1, both in float32: their relative errors grow as
2^-24 / (1 - p_t), the former times gamma through the power. Elements with p_t > 1/2 are held to that bound.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

ROOT = Path(__file__).resolve().parents[2]
POINTS = 120_000
FLOAT32_UNIT = 2.0**-24

# alpha (None is off), gamma, reduction: 20 settings.
SETTINGS = [
    (alpha, gamma, reduction)
    for alpha, gamma in [
        (0.25, 2.0), (None, 2.0), (0.25, 0.0), (None, 0.0), (0.5, 0.5), (0.75, 0.1), (0.25, 1.0), (0.9, 1.5), (0.25, 5.0), (0.99, 3.0),
    ]
    for reduction in (("none", "sum") if gamma in (0.0, 0.5, 1.0, 5.0, 3.0) else ("none", "mean"))
]  # fmt: skip


@dataclass
class Case:
    title: str
    request: dict
    check: Callable[[np.ndarray, np.ndarray], str | None]


@dataclass
class Suite:
    folder: Path
    cases: list[Case] = field(default_factory=list)

    def add(self, title: str, kind: str, logits: np.ndarray, targets: np.ndarray, check: Callable, **options: object) -> None:
        stem = self.folder / str(len(self.cases))
        logits.astype(np.float64).tofile(f"{stem}.logits")
        targets.astype(np.float64).tofile(f"{stem}.targets")
        request = {
            "kind": kind,
            "logits": f"{stem}.logits",
            "targets": f"{stem}.targets",
            "loss": f"{stem}.loss",
            "gradient": f"{stem}.gradient",
            **{"classes": 1, "alpha": None, "gamma": 2.0, "beta": 0.0, "smoothing": 0.0},
            **{"ignoreIndex": None, "soft": False, "reduction": "none"},
            **options,
        }
        self.cases.append(Case(title, request, check))

    def run(self) -> tuple[int, int]:
        program = self.folder / "loss-values.js"
        esbuild = ROOT / "node_modules/.bin/esbuild"
        source = ROOT / "test/python/loss-values.ts"
        subprocess.run(
            [esbuild, source, "--bundle", "--platform=node", "--log-level=warning", f"--outfile={program}"], check=True
        )
        requests = self.folder / "requests.json"
        requests.write_text(json.dumps([case.request for case in self.cases]))
        subprocess.run(["node", program, requests], check=True)
        failed = 0
        for case in self.cases:
            problem = case.check(np.fromfile(case.request["loss"]), np.fromfile(case.request["gradient"]))
            if problem is not None:
                failed += 1
                print(f"FAILED {case.title}: {problem}")
        return len(self.cases) - failed, failed


def compare(what: str, ours: np.ndarray, theirs: np.ndarray, tolerance: float | np.ndarray) -> str | None:
    theirs = np.asarray(theirs, np.float64).ravel()
    if ours.shape != theirs.shape:
        return f"{what}: {ours.shape} values, expected {theirs.shape}"
    if not np.isfinite(ours).all():
        return f"{what}: not finite at {np.nonzero(~np.isfinite(ours))[0][:5]}"
    error = np.abs(ours - theirs)
    # The larger of the two, since float32 reaches zero where float64 does not; below 1e-300 float64 has no digits left.
    excess = error - tolerance * np.maximum(np.maximum(np.abs(theirs), np.abs(ours)), 1e-300)
    worst = int(np.argmax(excess))
    if excess[worst] > 0:
        return f"{what}[{worst}]: {ours[worst]!r}, expected {theirs[worst]!r}, {int((excess > 0).sum())} values differ"
    return None


def both(loss: np.ndarray, gradient: np.ndarray, expected: tuple[torch.Tensor, torch.Tensor], tolerance: float) -> str | None:
    return compare("loss", loss, expected[0].detach().numpy(), tolerance) or compare(
        "gradient", gradient, expected[1].numpy(), tolerance
    )


def with_gradient(f: Callable[[torch.Tensor], torch.Tensor], logits: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.from_numpy(logits.astype(np.float64)).requires_grad_()
    loss = f(x)
    return loss, torch.autograd.grad(loss.sum(), x)[0]


def binary_formula(x: torch.Tensor, y: torch.Tensor, alpha: float | None, gamma: float) -> torch.Tensor:
    """Eq. 5 for hard targets, from log-sigmoids."""
    x_t = (2 * y - 1) * x
    alpha_t = 1.0 if alpha is None else alpha * y + (1 - alpha) * (1 - y)
    return alpha_t * torch.exp(gamma * F.logsigmoid(-x_t)) * -F.logsigmoid(x_t)


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    return loss if reduction == "none" else loss.sum() if reduction == "sum" else loss.mean()


def add_torchvision(suite: Suite, rng: np.random.Generator) -> None:
    logits = rng.normal(0, 4, POINTS).astype(np.float32)
    targets = (rng.random(POINTS) < 0.3).astype(np.float32)
    missing = 1 / (1 + np.exp(np.where(targets == 1, 1, -1) * logits.astype(np.float64)))
    for alpha, gamma, reduction in SETTINGS:
        theirs = sigmoid_focal_loss(
            torch.from_numpy(logits), torch.from_numpy(targets), alpha=-1 if alpha is None else alpha, gamma=gamma, reduction=reduction
        )
        bound = np.where(missing >= 0.5, 1e-6, 1e-6 + 2 * FLOAT32_UNIT * (gamma + 1) / missing)
        tolerance = bound if reduction == "none" else 1e-6

        def check(loss: np.ndarray, _: np.ndarray, theirs=theirs, tolerance=tolerance) -> str | None:
            return compare("loss", loss, theirs.numpy(), tolerance)

        suite.add(f"torchvision float32 {alpha, gamma, reduction}", "binary", logits, targets, check, alpha=alpha, gamma=gamma, reduction=reduction)


def add_binary(suite: Suite, rng: np.random.Generator) -> None:
    logits = np.concatenate([rng.normal(0, 4, POINTS), rng.uniform(-30, 30, 1000), [0, 1e-300, -1e-300, 36.7, -36.7, 100, -100]])
    targets = (rng.random(len(logits)) < 0.3).astype(np.float64)
    y = torch.from_numpy(targets)
    for alpha, gamma, reduction in SETTINGS:
        loss, gradient = with_gradient(lambda x: binary_formula(x, y, alpha, gamma), logits)
        expected = (reduced(loss, reduction), gradient)

        def check(loss: np.ndarray, gradient: np.ndarray, expected=expected) -> str | None:
            return both(loss, gradient, expected, 1e-12)

        suite.add(f"float64 {alpha, gamma, reduction}", "binary", logits, targets, check, alpha=alpha, gamma=gamma, reduction=reduction)
    # torchvision itself in float64, hard and soft targets, where its 1 - p_t keeps enough digits.
    near = rng.uniform(-5, 5, 20_000)
    for name, some in [("hard", (rng.random(20_000) < 0.5).astype(np.float64)), ("soft", rng.uniform(0.02, 0.98, 20_000))]:
        for alpha, gamma in [(0.25, 2.0), (None, 0.5), (0.6, 0.0), (0.25, 5.0)]:
            expected = with_gradient(
                lambda x: sigmoid_focal_loss(x, torch.from_numpy(some), alpha=-1 if alpha is None else alpha, gamma=gamma), near
            )

            def check_both(loss: np.ndarray, gradient: np.ndarray, expected=expected) -> str | None:
                # A soft target's gradient passes through zero; autograd's own rounding there is 1e-16 absolute.
                return compare("loss", loss, expected[0].detach().numpy(), 1e-11) or (
                    None if np.allclose(gradient, expected[1].numpy(), rtol=1e-10, atol=1e-14) else "gradient differs"
                )

            suite.add(f"torchvision float64, {name} targets {alpha, gamma}", "binary", near, some, check_both, alpha=alpha, gamma=gamma)


def add_star(suite: Suite, rng: np.random.Generator) -> None:
    logits = rng.normal(0, 4, 20_000)
    targets = (rng.random(20_000) < 0.5).astype(np.float64)
    sign = torch.from_numpy(2 * targets - 1)
    for gamma, beta in [(2.0, 1.0), (4.0, 0.0), (0.5, 0.0), (1.0, -0.7)]:
        expected = with_gradient(lambda x: -F.logsigmoid(gamma * sign * x + beta) / gamma, logits)

        def check(loss: np.ndarray, gradient: np.ndarray, expected=expected) -> str | None:
            return both(loss, gradient, expected, 1e-12)

        suite.add(f"FL* {gamma, beta}", "star", logits, targets, check, gamma=gamma, beta=beta)


def softmax_formula(x: torch.Tensor, y: torch.Tensor, weights: torch.Tensor, gamma: float) -> torch.Tensor:
    log_p = F.log_softmax(x, dim=1)
    return -(weights * y * (1 - log_p.exp()) ** gamma * log_p).sum(dim=1)


def add_softmax(suite: Suite, rng: np.random.Generator) -> None:
    rows, classes = 20_000, 7
    logits = rng.normal(0, 2, (rows, classes))
    index = rng.integers(0, classes, rows)
    weights = rng.uniform(0.1, 2, classes)
    one_hot = torch.from_numpy(np.eye(classes)[index])
    ignored = np.where(rng.random(rows) < 0.2, -100, index)

    def close(loss: np.ndarray, gradient: np.ndarray, expected: tuple[torch.Tensor, torch.Tensor]) -> str | None:
        # Gradients cancel between the classes, and 1 - p by subtraction costs the reference digits.
        return compare("loss", loss, expected[0].detach().numpy(), 1e-11) or (
            None if np.allclose(gradient, expected[1].numpy().ravel(), rtol=1e-10, atol=1e-14) else "gradient differs"
        )

    def add(title: str, f: Callable[[torch.Tensor], torch.Tensor], targets: np.ndarray, **options: object) -> None:
        expected = with_gradient(f, logits)
        suite.add(title, "softmax", logits, targets, lambda loss, gradient: close(loss, gradient, expected), classes=classes, **options)

    w = torch.from_numpy(weights)
    y = torch.from_numpy(index)
    for gamma in (0.0, 0.5, 1.0, 2.0, 5.0):
        add(f"softmax FL, index targets, weights, gamma {gamma}", lambda x: softmax_formula(x, one_hot, w, gamma), index, alpha=weights.tolist(), gamma=gamma)
    soft = rng.dirichlet(np.ones(classes), rows)
    add("softmax FL, soft targets", lambda x: softmax_formula(x, torch.from_numpy(soft), w, 2.0), soft, alpha=weights.tolist(), gamma=2.0, soft=True)
    add("cross_entropy with weight", lambda x: F.cross_entropy(x, y, w, reduction="none"), index, alpha=weights.tolist(), gamma=0.0)
    add("cross_entropy with soft targets", lambda x: F.cross_entropy(x, torch.from_numpy(soft), reduction="none"), soft, gamma=0.0, soft=True)
    for smoothing in (0.1, 0.4):
        add(
            f"cross_entropy with label smoothing {smoothing} and weight",
            lambda x: F.cross_entropy(x, y, w, reduction="none", label_smoothing=smoothing),
            index,
            alpha=weights.tolist(),
            gamma=0.0,
            smoothing=smoothing,
        )
    unreduced = lambda x: F.cross_entropy(x, torch.from_numpy(ignored), reduction="none", ignore_index=-100)
    add("cross_entropy with ignore_index", unreduced, ignored, gamma=0.0, ignoreIndex=-100)
    mean = F.cross_entropy(torch.from_numpy(logits), torch.from_numpy(ignored), ignore_index=-100)
    suite.add(
        "mean over not ignored, as cross_entropy with ignore_index",
        "softmax",
        logits,
        ignored,
        lambda loss, _: compare("loss", loss, mean.numpy(), 1e-12),
        classes=classes,
        gamma=0.0,
        ignoreIndex=-100,
        reduction="meanOverNotIgnored",
    )


def main() -> int:
    assert len(SETTINGS) == 20
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        for add in (add_torchvision, add_binary, add_star, add_softmax):
            add(suite, rng)
        passed, failed = suite.run()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
