import numpy as np


def save_outputs(path: str, model, batches) -> None:
    """Saves what a model gives for batches, and their targets, for Focal Loss: Check Tensors.

    Args:
        path: the file to write, such as "outputs.npz".
        model: a Keras model. Whether it gives logits or probabilities is told from the values.
        batches: pairs of inputs and targets, such as a tf.data.Dataset.
    """
    outputs = []
    targets = []
    for inputs, target in batches:
        outputs.append(model.predict_on_batch(inputs))
        targets.append(np.asarray(target))
    np.savez(path, outputs=np.concatenate(outputs), targets=np.concatenate(targets))
