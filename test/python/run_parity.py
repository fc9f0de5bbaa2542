"""Runs losses in PyTorch and in the evaluator, and compares their values, gradients, shapes and exceptions."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import types
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import run_losses_binary
import run_losses_classes
import run_losses_numpy
from run_cases import LOSSES, NUMPY_LOSSES
from run_operations import operations

ROOT = Path(__file__).resolve().parents[2]
GRAMMARS = ROOT / "node_modules/@vscode/tree-sitter-wasm/wasm"
# A tensor's elements are compared beside its largest one, since both sides lose digits where they subtract.
RELATIVE = {"torch.float64": 1e-10, "torch.float32": 1e-5, "torch.float16": 2e-3, "torch.bfloat16": 5e-2}


@dataclass
class Case:
    name: str
    source: str
    inputs: list[torch.Tensor]
    wanted: list[bool]
    framework: str = "torch"

    def as_json(self) -> dict:
        inputs = [
            {
                "shape": list(value.shape),
                "data": [str(float(element)) if value.dtype.is_floating_point else int(element) for element in value.flatten()],
                "dtype": str(value.dtype).removeprefix("torch."),
                "wantsGradient": wanted,
            }
            for value, wanted in zip(self.inputs, self.wanted)
        ]
        for entry in inputs:
            entry["data"] = [spelled(element) for element in entry["data"]]
        return {"framework": self.framework, "source": self.source, "inputs": inputs}


def spelled(element: object) -> object:
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(element, element) if isinstance(element, str) else element


def computed(cases: list[Case]) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "run-values.mjs"
        source = ROOT / "test/python/run-values.ts"
        esbuild = ROOT / "node_modules/.bin/esbuild"
        banner = "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); import { dirname as __d } from 'node:path'; import { fileURLToPath as __f } from 'node:url'; const __filename = __f(import.meta.url); const __dirname = __d(__filename);"
        subprocess.run(
            [esbuild, source, "--bundle", "--platform=node", "--format=esm", banner, "--log-level=warning", f"--outfile={program}"],
            check=True,
        )
        path = Path(folder) / "request.json"
        path.write_text(json.dumps([case.as_json() for case in cases]))
        run = subprocess.run(["node", program, path, GRAMMARS], check=True, capture_output=True, text=True)
        return json.loads(run.stdout)


def expected(case: Case) -> dict:
    """What PyTorch makes of it: the value and its gradient, or the name of the exception."""
    if case.framework == "numpy":
        return expected_of_numpy(case)
    leaves = [value.clone().requires_grad_(wanted) for value, wanted in zip(case.inputs, case.wanted)]
    # A dataclass looks for its module by name.
    module = sys.modules["case"] = types.ModuleType("case")
    try:
        exec(compile(case.source, case.name, "exec"), module.__dict__)
        given = [leaf * 1 if wanted else leaf for leaf, wanted in zip(leaves, case.wanted)]
        value = module.case(*given)
        gradients = None
        if isinstance(value, torch.Tensor) and value.requires_grad:
            seed = (1 + torch.arange(value.numel()) % 5 / 4).reshape(value.shape).to(value.dtype)
            gradients = torch.autograd.grad(value, [leaf for leaf in leaves if leaf.requires_grad], seed, allow_unused=True)
        return {"value": value, "gradients": gradients}
    except Exception as error:
        return {"raised": type(error).__name__, "message": str(error)}


def expected_of_numpy(case: Case) -> dict:
    """The value alone: NumPy has no gradients. It is returned as a tensor, which has the type and shape of the array."""
    namespace: dict = {}
    try:
        exec(compile(case.source, case.name, "exec"), namespace)
        value = namespace["case"](*(tensor.numpy() for tensor in case.inputs))
        return {"value": torch.from_numpy(np.asarray(value)), "gradients": None}
    except Exception as error:
        return {"raised": type(error).__name__, "message": str(error)}


def difference(ours: list[str], theirs: torch.Tensor, relative: float) -> str | None:
    one = np.array([float(element.replace("Infinity", "inf")) for element in ours])
    other = theirs.detach().flatten().to(torch.float64).numpy()
    if one.shape != other.shape:
        return f"{one.size} elements for {other.size}"
    finite = np.abs(other[np.isfinite(other)])
    tolerance = relative * (np.abs(other) + (finite.max() if finite.size else 0))
    same = (one == other) | (np.isnan(one) & np.isnan(other)) | (np.abs(one - other) <= tolerance)
    if same.all():
        return None
    at = int(np.argmin(same))
    return f"element {at} is {one[at]!r} for {other[at]!r}"


def coarsest(case: Case, value: torch.Tensor) -> float:
    """Every number may have been in the coarsest type of those that took part."""
    types = [str(tensor.dtype) for tensor in [value, *case.inputs]] + (["torch.float32"] if "float()" in case.source else [])
    return max(RELATIVE.get(name, 0) for name in types)


def problem(case: Case, ours: dict, theirs: dict) -> str | None:
    if "raised" in theirs:
        return None if "raised" in ours else f"PyTorch raises {theirs['raised']}: {theirs['message'][:120]}; we have {str(ours)[:160]}"
    if "raised" in ours:
        return f"we raise {ours['raised']}: {ours['message']} (line {ours['line']})"
    value = theirs["value"]
    if not isinstance(value, torch.Tensor):
        own = ours.get("value", {}).get("number")
        return None if own is not None and abs(float(own) - float(value)) <= 1e-5 * abs(float(value)) else f"{ours} for {value}"
    if ours["value"].get("shape") != list(value.shape):
        return f"shape {ours['value'].get('shape')} for {list(value.shape)}"
    if ours["value"]["dtype"] != str(value.dtype).removeprefix("torch."):
        return f"dtype {ours['value']['dtype']} for {value.dtype}"
    relative = coarsest(case, value)
    found = difference(ours["value"]["data"], value, relative)
    if found is not None:
        return found
    own = [gradient for gradient, wanted in zip(ours["gradients"] or [None] * 9, case.wanted) if wanted]
    for one, two in zip(own, theirs["gradients"] or []):
        if one is None or two is None:
            if two is not None and two.abs().sum() > 0:
                return "there is no gradient"
            continue
        found = difference(one, two, relative)
        if found is not None:
            return f"gradient: {found}"
    return None


def losses() -> list[Case]:
    generator = torch.Generator().manual_seed(5)
    cases = []
    for name, loss in LOSSES.items():
        for dtype in (torch.float32, torch.float64):
            inputs, wanted = loss.inputs(generator, dtype)
            cases.append(Case(f"{name} {dtype}", loss.source, inputs, wanted))
    return cases


def numpy_losses() -> list[Case]:
    generator = torch.Generator().manual_seed(7)
    cases = []
    for name, loss in NUMPY_LOSSES.items():
        for dtype in (torch.float32, torch.float64):
            inputs, _ = loss.inputs(generator, dtype)
            cases.append(Case(f"{name} {dtype}", loss.source, inputs, [False, False], "numpy"))
    return cases


def main() -> None:
    warnings.simplefilter("ignore")
    cases = losses() + numpy_losses() + [Case(*operation) for operation in operations()]
    np.seterr(all="ignore")
    passed = failed = 0
    not_understood: dict[str, int] = {}
    for case, ours in zip(cases, computed(cases)):
        theirs = expected(case)
        if "not implemented for" in theirs.get("message", ""):
            # A type that this version of PyTorch has no kernel for says nothing about others.
            continue
        if "notUnderstood" in ours or "failed" in ours:
            reason = json.dumps(ours.get("notUnderstood") or ours["failed"][:400])
            not_understood[reason] = not_understood.get(reason, 0) + 1
            failed += 1
            print(f"FAILED {case.name}: {reason}, line {ours.get('line')}")
            continue
        found = problem(case, ours, theirs)
        passed += found is None
        failed += found is not None
        if found is not None:
            print(f"FAILED {case.name}: {found}")
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
