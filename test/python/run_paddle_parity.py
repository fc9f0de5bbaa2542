"""Compares losses and operations in PaddlePaddle and in the evaluator: values, gradients, shapes and exceptions.

PaddlePaddle is large, so that it is not among the packages of the tests. Without it the evaluator is compared with what
PaddlePaddle 3.3.1 computed, as `run_paddle_parity.py --write` has kept it in test/fixtures/paddle.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import sys

import numpy as np

import run_losses_paddle
from run_cases import HEADS, losses_of
from run_harness import ROOT, Array, Case, Outcome, compared, seed_of

KEPT = ROOT / "test/fixtures/paddle/outcomes.json"
TYPES = ["float32", "float64", "float32", "int64", "int32"]


def operations(per_expression: int) -> list[Case]:
    chooser = random.Random(41)
    generator = np.random.default_rng(43)
    cases = []

    def add(expression: str, names: str, shapes: list[tuple[int, ...]], types: list[str]) -> None:
        inputs = [Array.of((generator.standard_normal(shape) * 2).astype(dtype)) for shape, dtype in zip(shapes, types)]
        source = f"{HEADS['paddle']}\n\ndef case({names}):\n    return {expression}\n"
        described = ", ".join(f"{array.shape} {array.dtype}" for array in inputs)
        cases.append(Case(f"{expression} of {described}", source, inputs, [array.is_floating for array in inputs], "paddle"))

    for expression in parts(run_losses_paddle.OPERATIONS):
        for shape in [(4, 3), *chooser.sample([(3,), (1, 3), (4, 1), (2, 4, 3)], per_expression - 1)]:
            add(expression, "x", [shape], [chooser.choice(TYPES)])
    for expression in parts(run_losses_paddle.PAIRS):
        # Operators of integers and floats follow the versions before 2.6, which this one refuses.
        mixed = not expression.startswith("x ")
        for turn in range(2 * per_expression):
            shapes = [(4, 3), chooser.choice([(4, 3), (3,), (1, 3), (2, 4, 3)])]
            kinds = [chooser.choice(TYPES), chooser.choice(TYPES)] if turn % 2 and mixed else ["float32", chooser.choice(["float32", "float64"])]
            add(expression, "x, y", shapes, kinds)
    return cases


def parts(text: str) -> list[str]:
    return [part for line in text.strip().splitlines() for part in line.split(";") if part]


def expected(case: Case) -> Outcome:
    import paddle

    given = [paddle.to_tensor(array.as_numpy(), stop_gradient=not wanted) for array, wanted in zip(case.inputs, case.wanted)]
    leaves = [tensor for tensor, wanted in zip(given, case.wanted) if wanted]
    try:
        value = case.function()(*given)
        if not isinstance(value, paddle.Tensor):
            return Outcome(value)
        gradients = None
        if "float" in str(value.dtype) and leaves and not value.stop_gradient:
            seed = paddle.to_tensor(seed_of(value.numpy().size).reshape(value.shape).astype(value.numpy().dtype))
            found = paddle.grad(value, leaves, grad_outputs=seed, allow_unused=True)
            gradients = [None if each is None else Array.of(each.numpy()).data for each in found]
        return Outcome(Array.of(value.numpy()), gradients)
    except Exception as error:
        return Outcome(raised=repr(error))


def key_of(case: Case) -> str:
    """Tells a case with its inputs from every other one."""
    digest = hashlib.sha256(case.source.encode())
    for array in case.inputs:
        digest.update(f"{array.shape} {array.dtype}".encode() + array.data.tobytes())
    return digest.hexdigest()[:16]


def short(values: np.ndarray, dtype: str) -> list:
    """Numbers with the digits that their type holds; JSON has no infinities and no NaN."""
    digits = 17 if dtype == "float64" else 9
    return [float(f"{number:.{digits}g}") if np.isfinite(number) else repr(float(number)) for number in values]


def as_json(outcome: Outcome) -> dict:
    value = outcome.value
    if outcome.raised is not None:
        return {"raised": outcome.raised.split("\n")[0][:120]}
    if not isinstance(value, Array):
        return {"number": float(value)}
    gradients = outcome.gradients and [None if each is None else short(each, value.dtype) for each in outcome.gradients]
    return {"shape": value.shape, "dtype": value.dtype, "data": short(value.data, value.dtype), "gradients": gradients}


def from_json(kept: dict) -> Outcome:
    if "raised" in kept or "number" in kept:
        return Outcome(kept.get("number"), raised=kept.get("raised"))
    numbers = np.array([float(each) for each in kept["data"]])
    gradients = kept["gradients"] and [None if each is None else np.array([float(number) for number in each]) for each in kept["gradients"]]
    return Outcome(Array(tuple(kept["shape"]), kept["dtype"], numbers), gradients)


if __name__ == "__main__":
    np.seterr(all="ignore")
    cases = [*losses_of("paddle"), *operations(2)]
    if importlib.util.find_spec("paddle") is None:
        outcomes = json.loads(KEPT.read_text())
        compared(cases, lambda case: from_json(outcomes[key_of(case)]))
    if sys.argv[1:] == ["--write"]:
        rows = (f"{json.dumps(key_of(case))}: {json.dumps(as_json(expected(case)))}" for case in cases)
        KEPT.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    compared(cases, expected)
