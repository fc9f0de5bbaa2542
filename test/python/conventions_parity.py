"""Compares the table of conventions (src/code/conventions) with the signatures of the libraries themselves.

Run it with the Python that `npm test -- python` prepares: `.venv/bin/python test/python/conventions_parity.py`. It needs
Node on the path and the repository's node_modules (esbuild). The last line printed is "N passed, N failed"; the exit code
is 1 when anything failed.

Each name under which a row says its loss can be imported is one comparison: the row's parameters stand in the signature
in that order, under those names; α and γ have the row's defaults or none; what the row calls keyword-only is; the default
of `reduction` is the row's. A signature that can be imported is asked with `inspect.signature`, and the reading of sources
is checked against it; the other libraries need frameworks of some hundred MB, so their sources are read.
"""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from convention_signatures import declared_signature, imported_signature

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ROOT / ".venv" / "libraries"
IMPORTED = ("torchvision",)

# By the first words of a qualified name.
NOT_COMPARED = {
    "detectron2": "is not on PyPI",
    "models.segmentation": "is a file of Deformable-DETR's repository, not of a package",
    "models.dino.utils": "is a file of DINO's repository, not of a package",
    "object_detection": "has no wheel on PyPI that this Python takes",
    "segmentation": "is a file of Deformable-DETR's repository, not of a package",
    "paddle": "its package has 190 MB",
    "ppdet.modeling.losses.focal_loss.Weighted_FocalLoss": "is newer than the package on PyPI",
    "mmdet3d": "hands on what MMDetection has",
    "focal_loss.focal_loss": "is focal-loss-torch, whose root is that of focal-loss",
    "nndet": "is not on PyPI",
    "detrex": "is not on PyPI",
    "apex": "is not on PyPI",
    "training.loss_fns": "is in a package that needs PyTorch to be built",
    "keras_retinanet": "needs a compiler",
    "fastai.vision.all": "collects what its modules list in __all__; fastai.losses is compared",
    "fastai.basics": "collects what its modules list in __all__; fastai.losses is compared",
}


def rows() -> list[dict]:
    return _printed([])


def rows_and_answers(asked: list[list]) -> tuple[list[dict], list[dict]]:
    """The rows, and what those of the ids say when they are asked with arguments."""
    printed = _printed([json.dumps(asked)])
    return printed["rows"], printed["answers"]


def _printed(arguments: list[str]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "conventions-rows.js"
        options = ["--bundle", "--platform=node", "--log-level=warning", f"--outfile={program}"]
        esbuild = ROOT / "node_modules/.bin/esbuild"
        subprocess.run([esbuild, ROOT / "test/python/conventions-rows.ts", *options], check=True)
        return json.loads(subprocess.run(["node", program, *arguments], check=True, capture_output=True, text=True).stdout)


def reason_against(name: str) -> str | None:
    """Why a name is not compared, or None when it is."""
    for prefix, reason in NOT_COMPARED.items():
        if name == prefix or name.startswith(f"{prefix}."):
            return reason
    package, *rest = name.split(".")
    if package == "transformers" and rest[-1].endswith("Config") and not rest[-2:][0].startswith("configuration_"):
        return "is exported lazily; the module that defines it is compared"
    # Its last wheels are for Python 3.11.
    if package == "tensorflow_addons" and not (LIBRARIES / package).is_dir():
        return "is not to be had for this Python"
    return None


def signature_of(name: str) -> inspect.Signature:
    """Raises LookupError when the library has no such name, or its source does not say what the object does."""
    package = name.split(".")[0]
    # TensorFlow has as tf.keras what Keras keeps for it here; a row's "keras.backend" is that of tf.keras alone.
    name = name.replace("keras.backend.", "keras._tf_keras.keras.backend.") if package == "keras" else name
    if package not in IMPORTED:
        return declared_signature(name, LIBRARIES)
    signature = imported_signature(name)
    folder = Path(sys.modules[package].__file__).parent.parent
    declared = declared_signature(name, folder)
    if [(p.name, p.kind) for p in signature.parameters.values()] != [(p.name, p.kind) for p in declared.parameters.values()]:
        raise LookupError(f"is {signature}, but its source was read as {declared}")
    return signature


def default_in_table(default: object) -> object:
    """A default as the table writes it: `None` is 'none', `LossReduction.MEAN` 'mean'."""
    if default is None:
        return "none"
    return str(default).split(".")[-1].lower() if not isinstance(default, (int, float)) else default


def differences(row: dict, signature: inspect.Signature) -> list[str]:
    parameters = list(signature.parameters.values())
    found = []
    position = 0
    for expected in row["parameters"]:
        name = expected["name"]
        actual = signature.parameters.get(name)
        if actual is None:
            found.append(f"has no parameter {name}")
            continue
        if expected.get("keywordOnly", False) != (actual.kind is inspect.Parameter.KEYWORD_ONLY):
            found.append(f"{name} is {actual.kind.description}")
        if not expected.get("keywordOnly", False):
            if parameters[position].name != name:
                found.append(f"parameter {position + 1} is {parameters[position].name}, not {name}")
            position += 1
        if name in (row["alpha"], row["gamma"]) and default_of(actual) != expected.get("default"):
            found.append(f"{name} is {default_of(actual)} by default, not {expected.get('default')}")
    listed = {expected["name"] for expected in row["parameters"]}
    found += [f"{name} is missing in the table" for name in (row["alpha"], row["gamma"]) if name in signature.parameters and name not in listed]
    if row["others"] is not None:
        open_ended = [p.name for p in parameters if p.kind in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)]
        unlisted = set(signature.parameters) - listed - set(row["others"])
        found += [f"takes {name} too, which the row lacks" for name in [*open_ended, *unlisted]]
    reduction = signature.parameters.get("reduction")
    # Keras's is for batches of samples, and its "sum_over_batch_size" the mean.
    if reduction is not None and row["defaultReduction"] != "other" and default_of(reduction) in ("none", "mean", "sum"):
        if default_of(reduction) != row["defaultReduction"]:
            found.append(f"the reduction is {default_of(reduction)}, not {row['defaultReduction']}")
    return found


def default_of(parameter: inspect.Parameter) -> object:
    """None when the parameter must be given."""
    return None if parameter.default is inspect.Parameter.empty else default_in_table(parameter.default)


def compare(row: dict, name: str) -> list[str]:
    try:
        return differences(row, signature_of(name))
    except LookupError as error:
        return [str(error.args[0])]


def main() -> int:
    sys.path.append(str(LIBRARIES))
    passed = failed = 0
    for row in rows():
        for name in row["callables"]:
            reason = reason_against(name)
            if reason is not None:
                print(f"not compared: {name}: {reason}")
                continue
            problems = compare(row, name)
            for problem in problems:
                print(f"FAILED {row['id']}: {name}: {problem}")
            passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
