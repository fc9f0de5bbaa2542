"""Compares the map between scores and probabilities of focal loss, and its code to copy, with the minimum of its expectation, found by SciPy."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_expit, log_softmax, logit, softmax

ROOT = Path(__file__).resolve().parents[2]
BINARY = 1000
SOFTMAX = 300
# A minimum is found to about the square root of the rounding error of the function there.
POSITION = 2e-5
VALUE = 1e-11
INVERSE = 1e-8
# The code for PyTorch computes a sigmoid in float32.
SINGLE = 2e-5
# Every so many cases the copied code is run.
RUN_EVERY = 10


def binary_risk(prevalence: float, alpha: float | None, gamma: float) -> Callable[[float], float]:
    """The expected focal loss of one score, by its logit, where a share of the examples is positive."""
    positive, negative = (1.0, 1.0) if alpha is None else (alpha, 1 - alpha)

    def risk(x: float) -> float:
        of_positive = -np.exp(gamma * log_expit(-x)) * log_expit(x)
        of_negative = -np.exp(gamma * log_expit(x)) * log_expit(-x)
        return prevalence * positive * of_positive + (1 - prevalence) * negative * of_negative

    return risk


def softmax_risk(prevalences: np.ndarray, alpha: np.ndarray | None, gamma: float) -> Callable[[np.ndarray], float]:
    """The expected focal loss of K scores, by K − 1 logits; that of the first class is 0."""
    weights = prevalences * (1 if alpha is None else alpha)

    def risk(free: np.ndarray) -> float:
        logits = np.concatenate([[0.0], free])
        p = softmax(logits)
        rest = np.array([np.delete(p, k).sum() for k in range(len(p))])
        return float(-(weights * rest**gamma * log_softmax(logits)).sum())

    return risk


def computed(request: dict) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "focal-map-values.js"
        source = ROOT / "test/python/focal-map-values.ts"
        esbuild = ROOT / "node_modules/.bin/esbuild"
        subprocess.run([esbuild, source, "--bundle", "--platform=node", "--log-level=warning", f"--outfile={program}"], check=True)
        path = Path(folder) / "request.json"
        path.write_text(json.dumps(request))
        return json.loads(subprocess.run(["node", program, path], check=True, capture_output=True, text=True).stdout)


def binary_cases(rng: np.random.Generator) -> list[dict]:
    paper = [{"alpha": 0.25, "gamma": 2.0, "prevalence": prevalence} for prevalence in (0.0025, 0.01, 0.1, 0.5)]
    drawn = [
        {
            "alpha": None if rng.random() < 0.1 else float(rng.uniform(0.02, 0.98)),
            "gamma": 0.0 if rng.random() < 0.1 else float(rng.uniform(0, 5)),
            "prevalence": float(1 / (1 + np.exp(-rng.uniform(-8, 8)))),
        }
        for _ in range(BINARY - len(paper))
    ]
    return paper + drawn


def softmax_cases(rng: np.random.Generator) -> list[dict]:
    return [
        {
            "alpha": None if rng.random() < 0.3 else rng.uniform(0.2, 2, classes).tolist(),
            "gamma": 0.0 if rng.random() < 0.1 else float(rng.uniform(0, 4)),
            "prevalences": (0.99 * rng.dirichlet(np.full(classes, 1.5)) + 0.01 / classes).tolist(),
        }
        for classes in rng.integers(2, 7, SOFTMAX)
    ]


def binary_problem(case: dict, ours: dict) -> str | None:
    risk = binary_risk(case["prevalence"], case["alpha"], case["gamma"])
    best = minimize_scalar(risk, bounds=(-20, 20), method="bounded", options={"xatol": 1e-10})
    at = ours["optimum"]
    if abs(at - best.x) > POSITION * (1 + abs(best.x)):
        return f"the minimum lies at {best.x!r}, not at {at!r}"
    if risk(at) > best.fun * (1 + VALUE):
        return f"the loss is {risk(at)!r}, and can be {best.fun!r}"
    back = logit(case["prevalence"])
    return None if abs(ours["back"] - back) <= INVERSE else f"the map back gives {ours['back']!r} for {back!r}"


def softmax_problem(case: dict, ours: dict) -> str | None:
    prevalences = np.array(case["prevalences"])
    alpha = None if case["alpha"] is None else np.array(case["alpha"])
    risk = softmax_risk(prevalences, alpha, case["gamma"])
    scores = np.array(ours["scores"])
    best = minimize(risk, np.zeros(len(scores) - 1), method="BFGS", options={"gtol": 1e-9})
    found = log_softmax(np.concatenate([[0.0], best.x]))
    if np.abs(scores - found).max() > 1e-3:
        return f"the scores are {np.exp(found)}, not {np.exp(scores)}"
    if risk(scores[1:] - scores[0]) > best.fun * (1 + VALUE):
        return f"the loss is {risk(scores[1:] - scores[0])!r}, and can be {best.fun!r}"
    far = np.abs(np.array(ours["back"]) - np.log(prevalences)).max()
    return None if far <= 1e-7 else f"the map back misses a logarithm by {far!r}"


def function_in(code: str, name: str) -> Callable:
    names: dict = {}
    exec(code, names)
    return names[name]


def binary_code_problem(case: dict, ours: dict) -> str | None:
    score = np.array([ours["optimum"]])
    by_numpy = float(function_in(ours["code"]["NumPy"], "probability_of")(score)[0])
    by_torch = float(function_in(ours["code"]["PyTorch"], "probability_of")(torch.tensor(score))[0])
    far = abs(by_numpy - case["prevalence"]), abs(by_torch - case["prevalence"])
    return None if far[0] <= 1e-9 and far[1] <= SINGLE else f"the code misses the probability by {far}"


def softmax_code_problem(case: dict, ours: dict) -> str | None:
    prevalences, scores = np.array(case["prevalences"]), np.array([ours["scores"]])
    by_numpy = function_in(ours["code"]["NumPy"], "probabilities_of")(scores)[0]
    by_torch = function_in(ours["code"]["PyTorch"], "probabilities_of")(torch.tensor(scores))[0].numpy()
    far = np.abs(by_numpy - prevalences).max(), np.abs(by_torch - prevalences).max()
    return None if max(far) <= 1e-6 else f"the code misses the probabilities by {far}"


def main() -> None:
    rng = np.random.default_rng(20)
    request = {"binary": binary_cases(rng), "softmax": softmax_cases(rng)}
    answer = computed(request)
    passed = failed = 0
    problems = (
        ("binary", binary_problem, 1),
        ("softmax", softmax_problem, 1),
        ("binary", binary_code_problem, RUN_EVERY),
        ("softmax", softmax_code_problem, RUN_EVERY),
    )
    for kind, problem, every in problems:
        for case, ours in list(zip(request[kind], answer[kind], strict=True))[::every]:
            found = problem(case, ours)
            passed += found is None
            failed += found is not None
            if found is not None:
                print(f"FAILED {kind} {case}: {found}")
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
