"""Runs losses in JAX and in the evaluator, and compares their values, gradients, shapes and exceptions."""

from __future__ import annotations

import warnings

import jax
import jax.numpy as jnp
import numpy as np
from jax.experimental import enable_x64

import run_losses_jax
from run_array_operations import jax_operations
from run_cases import losses_of
from run_harness import Array, Case, Outcome, compared, seed_of


def expected(case: Case) -> Outcome:
    """float64 needs a switch, which makes it the default too."""
    with enable_x64(any(array.dtype in ("float64", "int64") for array in case.inputs)):
        return expected_in_this_mode(case)


def expected_in_this_mode(case: Case) -> Outcome:
    given = [jnp.asarray(array.as_numpy()) for array in case.inputs]
    try:
        function = case.function()
        differentiable = [at for at, wanted in enumerate(case.wanted) if wanted]

        def of_differentiable(*leaves: jax.Array) -> jax.Array:
            arguments = list(given)
            for at, leaf in zip(differentiable, leaves):
                arguments[at] = leaf
            return function(*arguments)

        value = of_differentiable(*(given[at] for at in differentiable))
        if not isinstance(value, jax.Array):
            return Outcome(value)
        gradients = None
        if jnp.issubdtype(value.dtype, jnp.floating) and differentiable:
            _, back = jax.vjp(of_differentiable, *(given[at] for at in differentiable))
            seed = jnp.asarray(seed_of(value.size).reshape(value.shape), value.dtype)
            gradients = [Array.of(gradient).data for gradient in back(seed)]
        return Outcome(Array.of(value), gradients)
    except Exception as error:
        return Outcome(raised=repr(error))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    compared([*losses_of("jax"), *jax_operations()], expected)
