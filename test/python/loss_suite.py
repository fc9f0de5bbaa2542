"""Runs src/loss in Node on many cases at once and compares its losses and gradients with expected ones."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Expected:
    """The value of a reference, and its tolerance: |ours - theirs| <= relative * the larger + absolute.

    The larger of the two, since float32 reaches zero where float64 does not. Tolerances are numbers or arrays of the
    values' shape; an absolute one is given only where the reference itself rounds so, and says why.
    """

    values: np.ndarray
    relative: float | np.ndarray = 1e-12
    absolute: float | np.ndarray = 0.0

    def difference(self, ours: np.ndarray) -> str | None:
        theirs = np.asarray(self.values, np.float64).ravel()
        if ours.shape != theirs.shape:
            return f"{ours.shape} values, expected {theirs.shape}"
        if not np.isfinite(ours).all():
            return f"not finite at {np.nonzero(~np.isfinite(ours))[0][:5]}"
        # Below 1e-300 float64 runs out of digits.
        larger = np.maximum(np.maximum(np.abs(theirs), np.abs(ours)), 1e-300)
        excess = np.abs(ours - theirs) - (np.ravel(self.relative) * larger + np.ravel(self.absolute))
        # Written so that a NaN of the reference counts as a difference.
        wrong = ~(excess <= 0)
        if not wrong.any():
            return None
        worst = int(np.argmax(np.where(np.isnan(excess), np.inf, excess)))
        return f"[{worst}] is {ours[worst]!r}, expected {theirs[worst]!r}; {int(wrong.sum())} values differ"


@dataclass
class Case:
    title: str
    request: dict
    loss: Expected
    gradient: Expected | None

    def problem(self) -> str | None:
        for name, expected in (("loss", self.loss), ("gradient", self.gradient)):
            difference = None if expected is None else expected.difference(np.fromfile(self.request["files"][name]))
            if difference is not None:
                return f"{name}{difference}" if difference.startswith("[") else f"{name}: {difference}"
        return None


@dataclass
class Suite:
    folder: Path
    cases: list[Case] = field(default_factory=list)

    def sigmoid(
        self,
        title: str,
        logits: np.ndarray,
        targets: np.ndarray,
        loss: dict,
        expected: tuple[Expected, Expected | None],
        reduction: str = "none",
        **options: object,
    ) -> None:
        """Adds an elementwise loss: `loss` is a BinaryLoss, `options` are ignoreIndex and labelSmoothing."""
        self._add(title, logits, targets, expected, {"link": "sigmoid", "loss": loss, "options": options, "reduction": reduction})

    def softmax(
        self,
        title: str,
        logits: np.ndarray,
        targets: np.ndarray,
        expected: tuple[Expected, Expected | None],
        alpha: float | list[float] | None = None,
        gamma: float = 0.0,
        reduction: str = "none",
        ignoreIndex: int | None = None,
        labelSmoothing: float = 0.0,
        backgroundClass: int | None = None,
    ) -> None:
        """Adds a softmax focal loss of (N, K) logits; targets are N indices or (N, K) distributions."""
        request = {
            "link": "softmax",
            "classes": logits.shape[1],
            "parameters": {"alpha": alpha, "gamma": gamma},
            "targetKind": "index" if targets.ndim == 1 else "distribution",
            "ignoreIndex": ignoreIndex,
            "labelSmoothing": labelSmoothing,
            "backgroundClass": backgroundClass,
            "reduction": reduction,
        }
        self._add(title, logits, targets, expected, request)

    def run(self) -> tuple[int, int]:
        """The numbers of cases that passed and failed; prints those that failed."""
        program = self.folder / "loss-values.js"
        source = ROOT / "test/python/loss-values.ts"
        esbuild = ROOT / "node_modules/.bin/esbuild"
        options = ["--bundle", "--platform=node", "--log-level=warning", f"--outfile={program}"]
        subprocess.run([esbuild, source, *options], check=True)
        requests = self.folder / "requests.json"
        requests.write_text(json.dumps([case.request for case in self.cases]))
        subprocess.run(["node", program, requests], check=True)
        failed = 0
        for case in self.cases:
            problem = case.problem()
            if problem is not None:
                failed += 1
                print(f"FAILED {case.title}: {problem}")
        return len(self.cases) - failed, failed

    def _add(
        self, title: str, logits: np.ndarray, targets: np.ndarray, expected: tuple[Expected, Expected | None], request: dict
    ) -> None:
        stem = self.folder / str(len(self.cases))
        files = {name: f"{stem}.{name}" for name in ("logits", "targets", "loss", "gradient")}
        logits.astype(np.float64).tofile(files["logits"])
        targets.astype(np.float64).tofile(files["targets"])
        self.cases.append(Case(title, {**request, "files": files}, *expected))
