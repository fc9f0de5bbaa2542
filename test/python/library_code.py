"""Definitions of libraries that cannot be imported here, taken out of their sources and executed as they stand."""

from __future__ import annotations

import ast
import functools
import sys
import types
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Optional

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# An older PyTorch takes no message.
torch._assert_async = lambda condition, message="": check(bool(condition), message)
LIBRARIES = Path(sys.prefix) / "libraries"


def check(condition: bool, message: str = "") -> None:
    if not condition:
        raise ValueError(message)


class Reduction:
    """MONAI's enumeration of reductions, as far as its loss asks for it."""

    MEAN, SUM, NONE = (type("Member", (), {"value": value}) for value in ("mean", "sum", "none"))

    def __new__(cls, value: Any) -> Any:
        member = {"mean": cls.MEAN, "sum": cls.SUM, "none": cls.NONE}.get(getattr(value, "value", value))
        check(member is not None, "no such reduction")
        return member


SURROUNDINGS = {
    "Any": Any,
    "F": F,
    "KORNIA_CHECK": check,
    "KORNIA_CHECK_IS_TENSOR": lambda tensor, message="": check(isinstance(tensor, torch.Tensor), message),
    "KORNIA_CHECK_SHAPE": lambda tensor, shape: check(tensor.dim() >= len(shape) - 1),
    "LossReduction": Reduction,
    "Optional": Optional,
    "_Loss": nn.modules.loss._Loss,
    "Callable": Callable,
    "functools": functools,
    "is_compiling": lambda: False,
    "is_exporting": lambda: False,
    "nn": nn,
    "np": np,
    "partial": partial,
    "to_tensor": torch.as_tensor,
    "torch": torch,
    "BINARY_MODE": "binary",
    "MULTICLASS_MODE": "multiclass",
    "MULTILABEL_MODE": "multilabel",
    "_CPU_MIN_NUMEL": 1 << 19,
    "_INDUCTOR_KEEPS_ASSERT_ASYNC": False,
}


def module(path: str, names: dict[str, Any]) -> None:
    """Lets the tested code import these names from their path."""
    parts = path.split(".")
    for at in range(1, len(parts)):
        sys.modules.setdefault(".".join(parts[:at]), types.ModuleType(".".join(parts[:at])))
    sys.modules[path] = types.ModuleType(path)
    sys.modules[path].__dict__.update(names)


def definitions(*files: str, surroundings: dict[str, Any] = SURROUNDINGS) -> dict[str, Any]:
    """Everything that the files define, the later ones seeing what the earlier ones define. Decorators are left out."""
    names = dict(surroundings)
    for file in files:
        kept = [node for node in ast.parse((LIBRARIES / file).read_text()).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
        for node in kept:
            node.decorator_list = []
        future = ast.ImportFrom(module="__future__", names=[ast.alias(name="annotations")], level=0)
        module = ast.fix_missing_locations(ast.Module(body=[future, *kept], type_ignores=[]))
        exec(compile(module, file, "exec"), names)
    return names
