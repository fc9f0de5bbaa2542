"""Runs losses in JAX and in the evaluator, and compares their values, gradients, shapes and exceptions."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jax.experimental import enable_x64

import run_losses_jax
import run_losses_optax
from run_array_operations import array_operations
from run_cases import losses_of
from run_harness import Array, Case, Outcome, compared, seed_of

# Each case is compiled once and run once.
jax.config.update("jax_disable_most_optimizations", True)
CONTROL_FLOW = (jax.errors.ConcretizationTypeError, jax.errors.NonConcreteBooleanIndexError)


def expected(case: Case) -> Outcome:
    """float64 needs a switch, which makes it the default too."""
    with enable_x64(any(array.dtype in ("float64", "int64") for array in case.inputs)):
        try:
            return expected_in_this_mode(case)
        except Exception as error:
            return Outcome(raised=repr(error))


def expected_in_this_mode(case: Case) -> Outcome:
    function = case.function()
    given = [jnp.asarray(array.as_numpy()) for array in case.inputs]
    differentiable = [at for at, wanted in enumerate(case.wanted) if wanted]

    def with_gradients(*arrays: jax.Array) -> tuple[object, tuple | None]:
        def of_differentiable(*leaves: jax.Array) -> object:
            arguments = list(arrays)
            for at, leaf in zip(differentiable, leaves):
                arguments[at] = leaf
            return function(*arguments)

        value, back = jax.vjp(of_differentiable, *(arrays[at] for at in differentiable))
        is_float = jnp.issubdtype(value.dtype, jnp.floating)
        seed = jnp.asarray(seed_of(value.size).reshape(value.shape), value.dtype) if is_float else None
        return value, back(seed) if is_float else None

    run: Callable = with_gradients if differentiable else lambda *arrays: (function(*arrays), None)
    try:
        value, gradients = jax.jit(run)(*given)
    except CONTROL_FLOW:
        value, gradients = run(*given)
    found = None if gradients is None else [Array.of(gradient).data for gradient in gradients]
    return Outcome(Array.of(value), found)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    compared([*losses_of("jax"), *array_operations("jax", 2, 3)], expected)
