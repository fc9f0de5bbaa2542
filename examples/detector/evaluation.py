"""Average precision and recall of a detector with one class, at an intersection over union of 0.5."""

from __future__ import annotations

import numpy as np


def intersection_over_union(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """(n, 4) and (m, 4) boxes to (n, m)."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    areas = (first[:, 2:] - first[:, :2]).prod(axis=1)[:, None] + (second[:, 2:] - second[:, :2]).prod(axis=1)[None]
    return shared / np.maximum(areas - shared, 1e-9)


def suppress(boxes: np.ndarray, scores: np.ndarray, overlap: float = 0.4, most: int = 50) -> np.ndarray:
    """Greedy non-maximum suppression; the indices that stay, best first."""
    order = np.argsort(-scores, kind="stable")[:1000]
    kept: list[int] = []
    while len(order) > 0 and len(kept) < most:
        best, order = order[0], order[1:]
        kept.append(int(best))
        order = order[intersection_over_union(boxes[best : best + 1], boxes[order])[0] < overlap]
    return np.array(kept, int)


def match(detections: list[tuple[np.ndarray, np.ndarray]], objects: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Matches each image's (boxes, scores) to its objects, best score first, each object once."""
    scores, right, sizes = [], [], []
    for (boxes, confidence), truth in zip(detections, objects):
        taken = np.zeros(len(truth), bool)
        for index in np.argsort(-confidence, kind="stable"):
            overlaps = intersection_over_union(boxes[index : index + 1], truth)[0] * ~taken
            hit = int(np.argmax(overlaps)) if len(truth) else -1
            correct = len(truth) > 0 and overlaps[hit] >= 0.5
            if correct:
                taken[hit] = True
            scores.append(confidence[index])
            right.append(correct)
            sizes.append(truth[hit, 2] - truth[hit, 0] if correct else 0)
    order = np.argsort(-np.array(scores), kind="stable")
    return {"right": np.array(right)[order], "sizes": np.array(sizes)[order]}


def average_precision(right: np.ndarray, objects: int) -> float:
    """Area under the interpolated precision-recall curve (all points, as PASCAL VOC since 2010)."""
    hits = np.cumsum(right)
    precision = hits / np.arange(1, len(right) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float((envelope * right).sum() / max(1, objects))


def found_by_size(matched: dict[str, np.ndarray], precision: float, sizes: tuple[int, ...]) -> dict[int, int]:
    """How many objects of each size are found at the lowest threshold that keeps the precision."""
    right = matched["right"]
    reached = np.cumsum(right) / np.arange(1, len(right) + 1) >= precision
    last = int(np.nonzero(reached)[0].max()) + 1 if reached.any() else 0
    return {size: int((matched["sizes"][:last] == size).sum()) for size in sizes}
