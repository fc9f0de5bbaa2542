import jax
import numpy as np


def save_outputs(path: str, apply, parameters, batches) -> None:
    """Saves what a model gives for batches, and their targets, for Focal Loss: Check Tensors.

    Args:
        path: the file to write, such as "outputs.npz".
        apply: a function of parameters and inputs that gives logits, such as model.apply of Flax.
        parameters: its first argument.
        batches: pairs of inputs and targets.
    """
    compiled = jax.jit(apply)
    logits = []
    targets = []
    for inputs, target in batches:
        # NumPy has no bfloat16.
        logits.append(np.asarray(compiled(parameters, inputs).astype("float32")))
        targets.append(np.asarray(target))
    np.savez(path, logits=np.concatenate(logits), targets=np.concatenate(targets))
