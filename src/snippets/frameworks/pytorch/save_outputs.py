import numpy as np
import torch


def save_outputs(path: str, model, batches) -> None:
    """Saves what a model gives for batches, and their targets, for Focal Loss: Check Tensors.

    Args:
        path: the file to write, such as "outputs.npz".
        model: a module that gives logits.
        batches: pairs of inputs and targets, such as a DataLoader.
    """
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    logits = []
    targets = []
    with torch.no_grad():
        for inputs, target in batches:
            # NumPy has no bfloat16.
            logits.append(model(inputs.to(device)).float().cpu().numpy())
            targets.append(target.cpu().numpy())
    model.train(was_training)
    np.savez(path, logits=np.concatenate(logits), targets=np.concatenate(targets))
