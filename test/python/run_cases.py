"""Losses that were written for this test: right and wrong, as functions, closures, classes and subclasses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent

import torch

Inputs = Callable[[torch.Generator, torch.dtype], "tuple[list[torch.Tensor], list[bool]]"]

HEAD = """
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.autograd import Variable
from typing import List, Optional, Union
"""


@dataclass(frozen=True)
class Loss:
    source: str
    inputs: Inputs


def scattered(generator: torch.Generator, shape: tuple[int, ...], dtype: torch.dtype) -> torch.Tensor:
    return (torch.randn(shape, generator=generator, dtype=torch.float64) * 3).to(dtype)


def binary(*shape: int, target: torch.dtype | None = None) -> Inputs:
    """Logits and targets of 0 and 1, in the type of the logits unless another is given."""

    def make(generator: torch.Generator, dtype: torch.dtype) -> tuple[list[torch.Tensor], list[bool]]:
        targets = (torch.rand(shape, generator=generator) < 0.5).to(target or dtype)
        return [scattered(generator, shape, dtype), targets], [True, False]

    return make


def probabilities(*shape: int) -> Inputs:
    def make(generator: torch.Generator, dtype: torch.dtype) -> tuple[list[torch.Tensor], list[bool]]:
        inputs, wanted = binary(*shape)(generator, dtype)
        return [torch.sigmoid(inputs[0]), inputs[1]], wanted

    return make


def classes(count: int, *others: int, rows: int = 6, ignored: int | None = None) -> Inputs:
    """Logits (rows, count, *others) and index targets."""

    def make(generator: torch.Generator, dtype: torch.dtype) -> tuple[list[torch.Tensor], list[bool]]:
        targets = torch.randint(0, count, (rows, *others), generator=generator)
        if ignored is not None:
            targets.view(-1)[::3] = ignored
        return [scattered(generator, (rows, count, *others), dtype), targets], [True, False]

    return make


def one_hot(count: int, rows: int = 6) -> Inputs:
    def make(generator: torch.Generator, dtype: torch.dtype) -> tuple[list[torch.Tensor], list[bool]]:
        inputs, wanted = classes(count, rows=rows)(generator, dtype)
        return [inputs[0], torch.nn.functional.one_hot(inputs[1], count).to(dtype)], wanted

    return make


LOSSES: dict[str, Loss] = {}
NUMPY_LOSSES: dict[str, Loss] = {}


def loss(name: str, source: str, call: str, inputs: Inputs) -> None:
    """Adds a loss; `call` is an expression of the inputs x and t."""
    LOSSES[name] = Loss(f"{HEAD}\n{dedent(source)}\n\ndef case(x, t):\n    return {call}\n", inputs)


def numpy_loss(name: str, source: str, call: str, inputs: Inputs) -> None:
    """Adds a loss of NumPy arrays."""
    NUMPY_LOSSES[name] = Loss(f"import numpy as np\n{dedent(source)}\n\ndef case(x, t):\n    return {call}\n", inputs)
