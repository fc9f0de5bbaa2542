"""Makes the example data: a dense single-stage detector, trained once with cross-entropy and once with focal loss.

    python examples/detector/train_detector.py --out examples/data

Needs PyTorch, torchvision and scikit-learn; takes a few minutes on two CPU cores. Both runs share the canvases, the
initial weights, the order of the batches, the normaliser (number of positive anchors) and the prior-probability
initialisation (pi = 0.01), so that the classification loss is the only difference. Saved are the logits and targets of
all anchors of held-out canvases, whose digits were never trained on.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import sigmoid_focal_loss

from canvases import CANVAS, SIZES, Canvas, make_canvases, split_digits
from evaluation import average_precision, found_by_size, intersection_over_union, match, suppress

STRIDE = 4
CELLS = CANVAS // STRIDE
EPOCHS = 16
SAVED_EPOCHS = (1, 6, 16)
SAVED_CANVASES = 20
BATCH = 16
ALPHA, GAMMA, PRIOR = 0.25, 2.0, 0.01


def make_anchors() -> np.ndarray:
    """(CELLS * CELLS * sizes, 4) boxes, the sizes of a cell side by side."""
    centres = (np.arange(CELLS, dtype=np.float32) + 0.5) * STRIDE
    y, x, size = np.meshgrid(centres, centres, np.array(SIZES, np.float32), indexing="ij")
    return np.stack([x - size / 2, y - size / 2, x + size / 2, y + size / 2], axis=-1).reshape(-1, 4)


ANCHORS = make_anchors()


def assign(canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Targets (anchors,) of 0 and 1, and box offsets (anchors, 4): positive from an overlap of 0.5 on, and the best anchor
    of each object in any case."""
    overlaps = intersection_over_union(ANCHORS, canvas.boxes)
    nearest = overlaps.argmax(axis=1)
    targets = overlaps.max(axis=1) >= 0.5
    best = overlaps.argmax(axis=0)
    targets[best] = True
    nearest[best] = np.arange(len(canvas.boxes))
    size = (ANCHORS[:, 2] - ANCHORS[:, 0])[:, None]
    return targets.astype(np.uint8), (canvas.boxes[nearest] - ANCHORS) / size


class Detector(nn.Module):
    """A stride-4 backbone with one classification and one box head, as RetinaNet has a level."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(1, width // 2, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(width // 2, width, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1),
            nn.ReLU(),
        )
        self.classify = nn.Conv2d(width, len(SIZES), 3, padding=1)
        self.locate = nn.Conv2d(width, len(SIZES) * 4, 3, padding=1)
        nn.init.constant_(self.classify.bias, -math.log((1 - PRIOR) / PRIOR))

    def forward(self, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(N, 1, CANVAS, CANVAS) images to (N, anchors) logits and (N, anchors, 4) box offsets."""
        features = self.backbone(images)
        logits = self.classify(features).permute(0, 2, 3, 1).flatten(1)
        return logits, self.locate(features).permute(0, 2, 3, 1).reshape(len(images), -1, 4)


def classification_loss(name: str, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    if name == "focal":
        return sigmoid_focal_loss(logits, targets, alpha=ALPHA, gamma=GAMMA, reduction="sum")
    return F.binary_cross_entropy_with_logits(logits, targets, reduction="sum")


def as_images(canvases: list[Canvas]) -> torch.Tensor:
    return torch.from_numpy(np.stack([canvas.image for canvas in canvases]))[:, None]


def predict(model: Detector, canvases: list[Canvas]) -> tuple[np.ndarray, np.ndarray]:
    with torch.no_grad():
        outputs = [model(as_images(canvases[start : start + 50])) for start in range(0, len(canvases), 50)]
    return torch.cat([o[0] for o in outputs]).numpy(), torch.cat([o[1] for o in outputs]).numpy()


def evaluate(logits: np.ndarray, offsets: np.ndarray, canvases: list[Canvas]) -> dict[str, object]:
    size = (ANCHORS[:, 2] - ANCHORS[:, 0])[:, None]
    detections = []
    for scores, moved in zip(logits, offsets):
        boxes = ANCHORS + moved * size
        kept = suppress(boxes, scores)
        detections.append((boxes[kept], scores[kept]))
    matched = match(detections, [canvas.boxes for canvas in canvases])
    objects = np.concatenate([canvas.boxes[:, 2] - canvas.boxes[:, 0] for canvas in canvases])
    found = found_by_size(matched, 0.9, SIZES)
    return {
        "averagePrecision": round(average_precision(matched["right"], len(objects)), 4),
        "foundAtPrecision90": {f"{s} px": f"{found[s]} of {int((objects == s).sum())}" for s in SIZES},
    }


def train(name: str, train_set: list[Canvas], test_set: list[Canvas], out: Path) -> list[dict[str, object]]:
    torch.manual_seed(0)
    model = Detector()
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS)
    assigned = [assign(canvas) for canvas in train_set]
    test_targets = np.stack([assign(canvas)[0] for canvas in test_set])
    images = as_images(train_set)
    targets = torch.from_numpy(np.stack([a[0] for a in assigned])).float()
    offsets = torch.from_numpy(np.stack([a[1] for a in assigned]))
    rows = []
    for epoch in range(1, EPOCHS + 1):
        order = torch.randperm(len(train_set), generator=torch.Generator().manual_seed(epoch))
        for batch in order.split(BATCH):
            logits, moved = model(images[batch])
            positive = targets[batch] > 0
            normaliser = positive.sum().clamp(min=1)
            box_loss = F.smooth_l1_loss(moved[positive], offsets[batch][positive], reduction="sum", beta=0.1)
            loss = (classification_loss(name, logits, targets[batch]) + box_loss) / normaliser
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
        if epoch in SAVED_EPOCHS:
            test_logits, test_offsets = predict(model, test_set)
            rows.append({"loss": name, "epoch": epoch, **evaluate(test_logits, test_offsets, test_set)})
            print(json.dumps(rows[-1]), flush=True)
            save(name, epoch, test_logits[:SAVED_CANVASES], test_targets[:SAVED_CANVASES], out)
    return rows


def save(name: str, epoch: int, logits: np.ndarray, targets: np.ndarray, out: Path) -> None:
    """All anchors of the first held-out canvases: (canvases * anchors,) logits float32, targets uint8."""
    arrays = {"logits": logits.reshape(-1), "targets": targets.reshape(-1)}
    if epoch == EPOCHS:
        np.savez(out / f"{name}_epoch{epoch}.npz", **arrays)
        for key, values in arrays.items():
            np.save(out / f"{name}_{key}.npy", values)
        one_canvas = {key: values[: len(ANCHORS)].tolist() for key, values in arrays.items()}
        one_canvas["logits"] = [round(value, 6) for value in one_canvas["logits"]]
        (out / f"{name}_one_canvas.json").write_text(json.dumps({"alpha": ALPHA, "gamma": GAMMA, **one_canvas}) + "\n")
    else:
        np.savez_compressed(out / f"{name}_epoch{epoch}.npz", **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--canvases", type=int, default=1200)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    train_digits, test_digits = split_digits()
    train_set = make_canvases(arguments.canvases, *train_digits, seed=1)
    test_set = make_canvases(200, *test_digits, seed=2)
    positives = float(np.mean([assign(canvas)[0].mean() for canvas in test_set]))
    results = {
        "anchorsPerCanvas": len(ANCHORS),
        "positiveShare": round(positives, 6),
        "runs": [row for name in ("cross_entropy", "focal") for row in train(name, train_set, test_set, arguments.out)],
    }
    (arguments.out / "results.json").write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
