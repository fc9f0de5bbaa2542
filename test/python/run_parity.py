"""Runs losses in PyTorch and NumPy and in the evaluator, and compares their values, gradients, shapes and exceptions.

The examples of the pages on the linter's rules and the fixes of faulty losses run along.
"""

from __future__ import annotations

import warnings

import numpy as np
import torch

import run_losses_binary
import run_losses_boosting
import run_losses_classes
import run_losses_numpy
from run_array_operations import array_operations
from run_cases import losses_of
from run_evaluations import evaluations
from run_fixes import fixes
from run_harness import Array, Case, Outcome, compared, seed_of
from run_operations import operations
from run_rule_pages import rule_pages


def array_of(tensor: torch.Tensor) -> Array:
    data = tensor.detach().flatten()
    numbers = data.to(torch.float64) if tensor.dtype.is_floating_point else data
    return Array(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."), numbers.numpy())


def tensor_of(array: Array) -> torch.Tensor:
    return torch.from_numpy(array.data.copy()).to(getattr(torch, array.dtype)).reshape(array.shape)


def expected(case: Case) -> Outcome | None:
    return expected_of_numpy(case) if case.framework == "numpy" else expected_of_torch(case)


def expected_of_torch(case: Case) -> Outcome | None:
    leaves = [tensor_of(value).requires_grad_(wanted) for value, wanted in zip(case.inputs, case.wanted)]
    try:
        # The case before may have turned the recording of gradients off and raised.
        with torch.enable_grad():
            given = [leaf * 1 if wanted else leaf for leaf, wanted in zip(leaves, case.wanted)]
            value = case.function()(*given)
        gradients = None
        if isinstance(value, torch.Tensor) and value.requires_grad:
            seed = torch.from_numpy(seed_of(value.numel())).reshape(value.shape).to(value.dtype)
            found = torch.autograd.grad(value, [leaf for leaf in leaves if leaf.requires_grad], seed, allow_unused=True)
            gradients = [None if each is None else array_of(each).data for each in found]
        return Outcome(array_of(value) if isinstance(value, torch.Tensor) else value, gradients)
    except Exception as error:
        # A type that this version of PyTorch has no kernel for says nothing about others.
        return None if "not implemented for" in str(error) else Outcome(raised=repr(error))


def expected_of_numpy(case: Case) -> Outcome:
    """The value alone: NumPy has no gradients."""
    try:
        return Outcome(Array.of(case.function()(*(array.as_numpy() for array in case.inputs))))
    except Exception as error:
        return Outcome(raised=repr(error))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    single = [
        Case(name, source, [array_of(value) for value in inputs], wanted, "torch")
        for name, source, inputs, wanted in operations()
    ]
    arrays = array_operations("numpy", 4, 8)
    compared([*losses_of("torch"), *losses_of("numpy"), *single, *arrays], expected, [*evaluations(), *rule_pages(), *fixes()])
