"""Losses that were written for these tests: right and wrong, as functions, closures, classes and subclasses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent

import numpy as np

from run_harness import Array, Case

Inputs = Callable[[np.random.Generator, str], "tuple[list[np.ndarray], list[bool]]"]

HEADS = {
    "torch": """
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.autograd import Variable
from typing import List, Optional, Union
""",
    "numpy": "import numpy as np\n",
    "jax": """
import jax
import jax.numpy as jnp
from functools import partial
""",
    "tensorflow": """
import tensorflow as tf
from tensorflow.keras import backend as K
""",
    "keras": """
import keras
from keras import ops
""",
    "paddle": """
import paddle
import paddle.nn as nn
import paddle.nn.functional as F
""",
}


@dataclass(frozen=True)
class Loss:
    name: str
    source: str
    inputs: Inputs
    framework: str


def scattered(generator: np.random.Generator, shape: tuple[int, ...], dtype: str) -> np.ndarray:
    return (generator.standard_normal(shape) * 3).astype(dtype)


def binary(*shape: int, target: str | None = None) -> Inputs:
    """Logits and targets of 0 and 1, in the type of the logits unless another is given."""

    def make(generator: np.random.Generator, dtype: str) -> tuple[list[np.ndarray], list[bool]]:
        targets = (generator.random(shape) < 0.5).astype(target or dtype)
        return [scattered(generator, shape, dtype), targets], [True, False]

    return make


def rounded(values: np.ndarray, dtype: str) -> np.ndarray:
    """Multiples of 2^-16: NumPy's exponential differs in its last digit between processors, and inputs are kept with results."""
    return (np.round(values * 65536) / 65536).astype(dtype)


def probabilities(*shape: int) -> Inputs:
    def make(generator: np.random.Generator, dtype: str) -> tuple[list[np.ndarray], list[bool]]:
        inputs, wanted = binary(*shape)(generator, dtype)
        return [rounded(1 / (1 + np.exp(-inputs[0].astype("float64"))), dtype), inputs[1]], wanted

    return make


def classes(count: int, *others: int, rows: int = 6, ignored: int | None = None, target: str = "int64", last: bool = False) -> Inputs:
    """Logits (rows, count, *others), or (rows, *others, count) with `last`, and index targets."""

    def make(generator: np.random.Generator, dtype: str) -> tuple[list[np.ndarray], list[bool]]:
        targets = generator.integers(0, count, (rows, *others)).astype(target)
        if ignored is not None:
            targets.reshape(-1)[::3] = ignored
        shape = (rows, *others, count) if last else (rows, count, *others)
        return [scattered(generator, shape, dtype), targets], [True, False]

    return make


def one_hot(count: int, rows: int = 6) -> Inputs:
    def make(generator: np.random.Generator, dtype: str) -> tuple[list[np.ndarray], list[bool]]:
        inputs, wanted = classes(count, rows=rows)(generator, dtype)
        return [inputs[0], np.eye(count)[inputs[1]].astype(dtype)], wanted

    return make


def class_probabilities(count: int, rows: int = 6) -> Inputs:
    def make(generator: np.random.Generator, dtype: str) -> tuple[list[np.ndarray], list[bool]]:
        inputs, wanted = one_hot(count, rows)(generator, dtype)
        exponentials = np.exp(inputs[0].astype("float64"))
        return [rounded(exponentials / exponentials.sum(1, keepdims=True), dtype), inputs[1]], wanted

    return make


LOSSES: list[Loss] = []


def loss(name: str, source: str, call: str, inputs: Inputs, framework: str = "torch") -> None:
    """Adds a loss; `call` is an expression of the inputs x and t."""
    text = f"{HEADS[framework]}\n{dedent(source)}\n\ndef case(x, t):\n    return {call}\n"
    LOSSES.append(Loss(name, text, inputs, framework))


def losses_of(framework: str) -> list[Case]:
    """The losses of a framework in float32 and float64."""
    generator = np.random.default_rng(5)
    cases = []
    for each in (each for each in LOSSES if each.framework == framework):
        for dtype in ("float32", "float64"):
            inputs, wanted = each.inputs(generator, dtype)
            arrays = [Array.of(value) for value in inputs]
            cases.append(Case(f"{each.name} {dtype}", each.source, arrays, wanted, framework))
    return cases
