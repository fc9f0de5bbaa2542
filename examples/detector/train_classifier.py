"""Makes `digit_classifier.npz`: a patch classifier with a softmax over ten digits and the background.

    python examples/detector/train_classifier.py --out examples/data

The patches are cut from the same canvases as the detector's: one around each digit, fifty elsewhere, so that the
background (class 10) outnumbers every digit. Trained with cross-entropy; saved are the logits (patches, 11) float32 and
the index targets (patches,) int64 of held-out canvases.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from canvases import CANVAS, Canvas, make_canvases, split_digits

PATCH = 20
BACKGROUND = 10
EPOCHS = 6


def cut_patches(canvases: list[Canvas], seed: int, elsewhere: int = 50) -> tuple[np.ndarray, np.ndarray]:
    """(patches, 1, PATCH, PATCH) float32 and (patches,) int64."""
    rng = np.random.default_rng(seed)
    patches, targets = [], []
    for canvas in canvases:
        padded = np.pad(canvas.image, PATCH // 2)
        centres = (canvas.boxes[:, :2] + canvas.boxes[:, 2:]) / 2
        for (x, y), label in zip(centres.astype(int), canvas.labels):
            patches.append(padded[y : y + PATCH, x : x + PATCH])
            targets.append(int(label))
        for x, y in rng.integers(0, CANVAS, (elsewhere, 2)):
            if np.abs(centres - (x, y)).max(axis=1).min() > 6:
                patches.append(padded[y : y + PATCH, x : x + PATCH])
                targets.append(BACKGROUND)
    return np.stack(patches)[:, None], np.array(targets, np.int64)


def make_classifier() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * (PATCH // 4) ** 2, 64),
        nn.ReLU(),
        nn.Linear(64, BACKGROUND + 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    torch.set_num_threads(2)
    torch.manual_seed(0)
    train_digits, test_digits = split_digits()
    patches, targets = cut_patches(make_canvases(800, *train_digits, seed=1), seed=3)
    held_out, held_out_targets = cut_patches(make_canvases(100, *test_digits, seed=2), seed=4)
    model = make_classifier()
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    images, labels = torch.from_numpy(patches), torch.from_numpy(targets)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(images)).split(256):
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        logits = model(torch.from_numpy(held_out)).numpy()
    right = logits.argmax(axis=1) == held_out_targets
    digits = held_out_targets != BACKGROUND
    print(f"accuracy: {right.mean():.4f} of {len(right)} patches, {right[digits].mean():.4f} of {digits.sum()} digits")
    np.savez_compressed(out / "digit_classifier.npz", logits=logits, targets=held_out_targets)


if __name__ == "__main__":
    main()
