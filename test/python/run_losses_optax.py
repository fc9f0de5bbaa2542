"""The losses of Optax and what the evaluator has for them."""

from __future__ import annotations

import functools
import operator
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import jax.scipy.special

from library_code import definitions, module
from run_cases import binary, class_probabilities, classes, loss, one_hot


def check_subdtype(value: jax.Array, wanted: type) -> None:
    if not jnp.issubdtype(value.dtype, wanted):
        raise ValueError(f"{value.dtype} is no {wanted}")


CLASSIFICATION = definitions(
    "optax/losses/_classification.py",
    surroundings={"functools": functools, "jax": jax, "jnp": jnp, "operator": operator, "projections": SimpleNamespace(projection_simplex=None, projection_non_negative=None, projection_hypercube=None), "utils": SimpleNamespace(check_subdtype=check_subdtype)},
)
SMOOTHING = definitions("optax/losses/_smoothing.py", surroundings={"jnp": jnp, "utils": SimpleNamespace(check_subdtype=check_subdtype)})
module("optax", {**CLASSIFICATION, **SMOOTHING})
module("optax.losses", {**CLASSIFICATION, **SMOOTHING})

CALLS = {
    "sigmoid_focal_loss": (
        ["sigmoid_focal_loss(x, t)", "sigmoid_focal_loss(x, t, alpha=0.25, gamma=1.5).mean()", "sigmoid_focal_loss(x, t * 0.8 + 0.1, alpha=0.6)", "sigmoid_focal_loss(x, t, gamma=0.0).sum()", "sigmoid_focal_loss(x * 20, t)"],
        [binary(5, 3)],
    ),
    "sigmoid_binary_cross_entropy": (["sigmoid_binary_cross_entropy(x, t)"], [binary(7), binary(4, target="int32")]),
    "softmax_cross_entropy": (["softmax_cross_entropy(x, t)", "softmax_cross_entropy(x, t, axis=0)"], [one_hot(3)]),
    "softmax_cross_entropy_with_integer_labels": (
        ["softmax_cross_entropy_with_integer_labels(x, t)", "softmax_cross_entropy_with_integer_labels(x * 30, t).mean()"],
        [classes(4, target="int32")],
    ),
    "poly_loss_cross_entropy": (["poly_loss_cross_entropy(x, t)", "poly_loss_cross_entropy(x, t, epsilon=-1.0)"], [one_hot(3), class_probabilities(3)]),
    "smooth_labels": (["(x * smooth_labels(t, 0.1)).sum()"], [one_hot(3)]),
}

for name, (calls, inputs) in CALLS.items():
    for call in calls:
        for at, make in enumerate(inputs):
            loss(f"optax: {call}, {at}", f"from optax import {name}", call, make, framework="jax")
