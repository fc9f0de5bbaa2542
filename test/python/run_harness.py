"""Runs losses in the evaluator and compares what it computes with what a framework computes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
GRAMMARS = ROOT / "node_modules/@vscode/tree-sitter-wasm/wasm"
BANNER = (
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
    " import { dirname as __d } from 'node:path'; import { fileURLToPath as __f } from 'node:url';"
    " const __filename = __f(import.meta.url); const __dirname = __d(__filename);"
)
# A tensor's elements are compared beside its largest one, since both sides lose digits where they subtract.
RELATIVE = {"float64": 1e-10, "float32": 1e-5, "float16": 2e-3, "bfloat16": 5e-2}


@dataclass(frozen=True)
class Array:
    """A tensor of any framework as numbers."""

    shape: tuple[int, ...]
    dtype: str
    data: np.ndarray

    @staticmethod
    def of(values: object) -> Array:
        array = np.asarray(values)
        numbers = array.astype(array.dtype if array.dtype.kind in "biu" else np.float64)
        return Array(array.shape, array.dtype.name, numbers.ravel())

    @property
    def is_floating(self) -> bool:
        return "float" in self.dtype

    def as_numpy(self) -> np.ndarray:
        return self.data.astype(self.dtype).reshape(self.shape)


@dataclass(frozen=True)
class Case:
    """Calls `case(*inputs)` of the source; the gradient is taken by the inputs that are `wanted`."""

    name: str
    source: str
    inputs: list[Array]
    wanted: list[bool]
    framework: str

    def as_json(self) -> dict:
        inputs = [
            {
                "shape": list(value.shape),
                "data": [str(element) if value.is_floating else int(element) for element in value.data],
                "dtype": value.dtype,
                "wantsGradient": wanted,
            }
            for value, wanted in zip(self.inputs, self.wanted)
        ]
        return {"framework": self.framework, "source": self.source, "inputs": inputs}

    def function(self) -> Callable:
        # A dataclass looks for its module by name.
        module = sys.modules["case"] = types.ModuleType("case")
        exec(compile(self.source, self.name, "exec"), module.__dict__)
        return module.case


@dataclass(frozen=True)
class Outcome:
    """The outcome of a case in a framework. Gradients are those of the wanted inputs; None where there is none."""

    value: Array | float | None = None
    gradients: list[np.ndarray | None] | None = None
    raised: str | None = None


def seed_of(size: int) -> np.ndarray:
    """The weights of the elements of a result: their weighted sum is differentiated."""
    return 1 + np.arange(size) % 5 / 4


def computed(cases: list[Case]) -> list[dict]:
    request = json.dumps([case.as_json() for case in cases]).replace('"nan"', '"NaN"').replace('inf"', 'Infinity"')
    return bundled("run-values.ts", request)


def bundled(name: str, request: str) -> list[dict]:
    """Runs a program of this folder with the path of a JSON request and that of the grammars, and reads the JSON it prints."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program.mjs"
        source = ROOT / "test/python" / name
        esbuild = ROOT / "node_modules/.bin/esbuild"
        options = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning", "--loader:.py=text"]
        subprocess.run([esbuild, source, *options, f"--banner:js={BANNER}", f"--outfile={program}"], check=True)
        path = Path(folder) / "request.json"
        path.write_text(request)
        run = subprocess.run(["node", program, path, GRAMMARS], check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(run.stdout)


def numbers(texts: list[str]) -> np.ndarray:
    return np.array([float(text.replace("Infinity", "inf")) for text in texts], dtype=np.float64)


def difference(ours: list[str], theirs: np.ndarray, relative: float) -> str | None:
    one, other = numbers(ours), np.asarray(theirs, dtype=np.float64).ravel()
    if one.shape != other.shape:
        return f"{one.size} elements for {other.size}"
    finite = np.abs(other[np.isfinite(other)])
    with np.errstate(all="ignore"):
        tolerance = relative * (np.abs(other) + (finite.max() if finite.size else 0))
        same = (one == other) | (np.isnan(one) & np.isnan(other)) | (np.abs(one - other) <= tolerance)
    if same.all():
        return None
    at = int(np.argmin(same))
    return f"element {at} is {one[at]!r} for {other[at]!r}"


def coarsest(case: Case, value: Array) -> float:
    """Every number may have been in the coarsest type of those that took part."""
    types = [array.dtype for array in [value, *case.inputs]] + (["float32"] if "float()" in case.source else [])
    return max(RELATIVE.get(name, 0) for name in types)


def problem(case: Case, ours: dict, theirs: Outcome) -> str | None:
    """The difference; None without one."""
    if "notUnderstood" in ours or "failed" in ours:
        reason = json.dumps(ours.get("notUnderstood") or ours["failed"][:400])
        return f"{reason}, line {ours.get('line')}; the framework has {str(theirs)[:160]}"
    if theirs.raised is not None:
        return None if "raised" in ours else f"the framework raises {theirs.raised[:160]}; we have {str(ours)[:160]}"
    if "raised" in ours:
        return f"we raise {ours['raised']}: {ours['message']} (line {ours['line']}); the framework has {str(theirs)[:160]}"
    value = theirs.value
    if not isinstance(value, Array):
        own = ours.get("value", {}).get("number")
        is_same = own is not None and abs(float(own) - float(value)) <= 1e-5 * abs(float(value))
        return None if is_same else f"{ours} for {value}"
    if ours["value"].get("shape") != list(value.shape):
        return f"shape {ours['value'].get('shape')} for {list(value.shape)}"
    if ours["value"]["dtype"] != value.dtype:
        return f"dtype {ours['value']['dtype']} for {value.dtype}"
    relative = coarsest(case, value)
    found = difference(ours["value"]["data"], value.data, relative)
    if found is not None:
        return found
    own = [gradient for gradient, wanted in zip(ours["gradients"] or [None] * len(case.wanted), case.wanted) if wanted]
    for one, two in zip(own, theirs.gradients or []):
        if one is None or two is None:
            if two is not None and np.any(two != 0):
                return "there is no gradient"
            continue
        found = difference(one, two, relative)
        if found is not None:
            return f"gradient: {found}"
    return None


def compared(
    cases: list[Case], expected: Callable[[Case], Outcome | None], others: Sequence[str | None] = ()
) -> None:
    """Compares all cases, prints what differs and ends the program.

    `expected` gives None for what says nothing. `others` are the outcomes of other comparisons: what differs, or None.
    """
    passed = failed = 0
    for case, ours in zip(cases, computed(cases)):
        theirs = expected(case)
        if theirs is None:
            continue
        found = problem(case, ours, theirs)
        passed += found is None
        failed += found is not None
        if found is not None:
            print(f"FAILED {case.name}: {found}")
    for found in others:
        passed += found is None
        failed += found is not None
        if found is not None:
            print(f"FAILED {found}")
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(failed > 0)
