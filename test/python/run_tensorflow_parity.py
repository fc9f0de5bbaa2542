"""Runs losses in TensorFlow and Keras and in the evaluator, and compares their values, gradients, shapes and exceptions."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

os.environ |= {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"}
sys.path.append(str(Path(sys.prefix) / "tensorflow"))

import numpy as np
import tensorflow as tf

import run_losses_keras
import run_losses_tensorflow
from run_array_operations import array_operations
from run_cases import losses_of
from run_harness import Array, Case, Outcome, compared, seed_of


def expected(case: Case) -> Outcome:
    given = [tf.constant(array.as_numpy()) for array in case.inputs]
    leaves = [tensor for tensor, wanted in zip(given, case.wanted) if wanted]
    try:
        with tf.GradientTape() as tape:
            tape.watch(leaves)
            value = case.function()(*given)
        if not isinstance(value, tf.Tensor):
            return Outcome(value)
        gradients = None
        if value.dtype.is_floating and leaves:
            seed = tf.constant(seed_of(int(tf.size(value))).reshape(value.shape), value.dtype)
            found = tape.gradient(value, leaves, output_gradients=seed)
            gradients = [None if each is None else Array.of(tf.convert_to_tensor(each).numpy()).data for each in found]
        return Outcome(Array.of(value.numpy()), gradients)
    except Exception as error:
        return Outcome(raised=repr(error))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    losses = [*losses_of("tensorflow"), *losses_of("keras")]
    operations = [*array_operations("tensorflow", 4, 8), *array_operations("keras", 4, 8)]
    compared([*losses, *operations], expected)
