"""Compares the table of conventions (src/code/conventions) with the values of the libraries' losses.

For each call of `convention_losses.py` the row says what goes in (logits or probabilities), what α multiplies, which α switches it
off, what soft targets do and how the elements are reduced when the call does not say. The formula of that, in NumPy, must give
the library's value. The last line printed is "N passed, N failed"; the exit code is 1 when anything failed.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np

from convention_losses import RUNS, Run
from conventions_parity import rows_and_answers

ALPHA, GAMMA = 0.3, 1.5
TOLERANCE = 2e-5
WEIGHTS = {
    "positives": lambda alpha: (alpha, 1 - alpha),
    "classZero": lambda alpha: (1 - alpha, alpha),
    "foreground": lambda alpha: (alpha, 1 - alpha),
    "everyClass": lambda alpha: (alpha, alpha),
    "off": lambda alpha: (1.0, 1.0),
}


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def binary(x: np.ndarray, y: np.ndarray, weights: tuple[float, float], soft: str | None) -> np.ndarray:
    positive, negative = weights
    log_p, log_q = -np.logaddexp(0, -x), -np.logaddexp(0, x)
    entropy = -(y * log_p + (1 - y) * log_q)
    mixed = positive * y + negative * (1 - y)
    if soft == "lossesMixed":
        losses = positive * sigmoid(-x) ** GAMMA * -log_p, negative * sigmoid(x) ** GAMMA * -log_q
        return y * losses[0] + (1 - y) * losses[1]
    if soft == "ptFromEntropy":
        return mixed * (1 - np.exp(-entropy)) ** GAMMA * entropy
    if soft == "logitScaled":
        return mixed * sigmoid(-(2 * y - 1) * x) ** GAMMA * entropy
    p_t = y * sigmoid(x) + (1 - y) * sigmoid(-x)
    return mixed * (1 - p_t) ** GAMMA * entropy


def of_classes(x: np.ndarray, y: np.ndarray, weights: tuple[float, float]) -> np.ndarray:
    log_p = x - np.log(np.exp(x).sum(1, keepdims=True))
    log_t = log_p[np.arange(len(y)), y]
    return np.where(y > 0, *weights) * (1 - np.exp(log_t)) ** GAMMA * -log_t


def reduced(row: dict, run: Run, values: np.ndarray) -> Any:
    if run.reduced is not None:
        return run.reduced(values)
    return {"none": lambda: values, "mean": values.mean, "sum": values.sum}[row["defaultReduction"]]()


def problem_of(row: dict, says: dict, run: Run, targets: np.ndarray, alpha: float | None, role: str) -> str | None:
    """What differs; None if nothing does, or if the library refuses the α while the row does not say that it is off."""
    x = np.random.default_rng(7).normal(0, 2, (6, 3))
    weights = (1.0, 1.0) if role == "off" else WEIGHTS[role](alpha)
    wanted = of_classes(x, targets, weights) if run.classes else binary(x, targets, weights, row["softTargets"])
    given = sigmoid(x) if says["expectedInput"] == "probabilities" else x
    try:
        found = np.asarray(run.call(run.array(given), run.array(targets), alpha, GAMMA), dtype=float)
    except Exception as error:
        return f"raises {error!r}" if role == "off" or alpha == ALPHA else None
    expected = np.asarray(reduced(row, run, wanted))
    if found.shape != expected.shape or not np.allclose(found, expected, rtol=TOLERANCE, atol=TOLERANCE):
        return f"gives {found.ravel()[:4]}, its row {expected.ravel()[:4]}"
    return None


def comparisons(row: dict, says: dict, run: Run) -> list[tuple[str, str | None]]:
    random = np.random.default_rng(8)
    one_hot = np.eye(3)[random.integers(0, 3, 6)]
    hard = random.integers(0, 3, 6) if run.classes else one_hot
    role = says["alphaRole"]
    found = [("value", problem_of(row, says, run, hard, ALPHA, role))]
    for alpha, is_off, is_refused in row["alphas"]:
        value = None if alpha == "none" else float(alpha)
        if role != "off" and not is_refused and (is_off or value is not None):
            found.append((f"alpha={value}", problem_of(row, says, run, hard, value, "off" if is_off else role)))
    if row["softTargets"] is not None and run.soft and not run.classes:
        soft = np.clip(one_hot * 0.6 + random.uniform(0.05, 0.3, (6, 3)), 0, 1)
        found.append((row["softTargets"], problem_of(row, says, run, soft, ALPHA, role)))
    return found


def main() -> int:
    warnings.simplefilter("ignore")
    rows, answers = rows_and_answers([[run.row, run.given] for run in RUNS])
    by_id = {row["id"]: row for row in rows}
    passed = failed = 0
    for run, says in zip(RUNS, answers):
        for what, problem in comparisons(by_id[run.row], says, run):
            passed, failed = (passed, failed + 1) if problem else (passed + 1, failed)
            if problem:
                print(f"FAILED {run.row} {run.given or ''}: {what}: {problem}")
    print(f"{len({run.row for run in RUNS})} of {len(rows)} rows")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
