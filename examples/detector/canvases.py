"""Canvases: real handwritten digits, pasted small into clutter.

The digits are those scikit-learn ships (1797 scans of 8 x 8 pixels, UCI "Optical Recognition of Handwritten Digits").
Clutter is made of the same ink: digits with their quarters shuffled, so that only the arrangement of the strokes tells
a digit from the background, over a brightness gradient and noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_digits

CANVAS = 128
SIZES = (8, 12, 18)


@dataclass(frozen=True)
class Canvas:
    image: np.ndarray  # (CANVAS, CANVAS) float32 in [0, 1]
    boxes: np.ndarray  # (objects, 4) float32: x0, y0, x1, y1 in pixels
    labels: np.ndarray  # (objects,) int64: the digits


def split_digits(held_out: float = 0.25) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """The digits for training and, never seen in training, those for the held-out canvases."""
    digits = load_digits()
    images = (digits.images / 16).astype(np.float32)
    order = np.random.default_rng(0).permutation(len(images))
    count = int(len(images) * held_out)
    test, train = order[:count], order[count:]
    return (images[train], digits.target[train]), (images[test], digits.target[test])


def resize(image: np.ndarray, size: int) -> np.ndarray:
    """Bilinear resize of a square image."""
    positions = (np.arange(size) + 0.5) * image.shape[0] / size - 0.5
    low = np.clip(np.floor(positions).astype(int), 0, image.shape[0] - 1)
    high = np.clip(low + 1, 0, image.shape[0] - 1)
    weight = np.clip(positions - low, 0, 1).astype(np.float32)
    rows = image[low] * (1 - weight[:, None]) + image[high] * weight[:, None]
    return rows[:, low] * (1 - weight) + rows[:, high] * weight


def shuffle_quarters(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same ink without the digit: the four quarters in another order, each turned."""
    half = image.shape[0] // 2
    quarters = [image[:half, :half], image[:half, half:], image[half:, :half], image[half:, half:]]
    quarters = [np.rot90(quarters[index], rng.integers(1, 4)) for index in rng.permutation(4)]
    return np.block([[quarters[0], quarters[1]], [quarters[2], quarters[3]]])


def make_canvas(digits: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> Canvas:
    """A canvas with one to four digits and about fifteen pieces of clutter."""
    ramp = np.linspace(0, rng.uniform(0, 0.3), CANVAS, dtype=np.float32)
    image = (ramp[:, None] if rng.random() < 0.5 else ramp[None, :]) + np.zeros((CANVAS, CANVAS), np.float32)
    image += rng.normal(0, 0.05, image.shape).astype(np.float32)
    for _ in range(rng.integers(10, 20)):
        size = int(rng.choice(SIZES))
        x, y = rng.integers(0, CANVAS - size, 2)
        piece = resize(shuffle_quarters(digits[rng.integers(len(digits))], rng), size)
        image[y : y + size, x : x + size] = np.maximum(image[y : y + size, x : x + size], piece * rng.uniform(0.5, 1))
    boxes: list[tuple[int, int, int, int]] = []
    found: list[int] = []
    for _ in range(rng.integers(1, 5)):
        size = int(rng.choice(SIZES))
        x, y = rng.integers(0, CANVAS - size, 2)
        box = (int(x), int(y), int(x) + size, int(y) + size)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes):
            continue
        index = int(rng.integers(len(digits)))
        piece = resize(digits[index], size) * rng.uniform(0.6, 1)
        image[y : y + size, x : x + size] = np.maximum(image[y : y + size, x : x + size] * 0.3, piece)
        boxes.append(box)
        found.append(int(labels[index]))
    return Canvas(np.clip(image, 0, 1), np.array(boxes, np.float32), np.array(found, np.int64))


def make_canvases(count: int, digits: np.ndarray, labels: np.ndarray, seed: int) -> list[Canvas]:
    rng = np.random.default_rng(seed)
    return [make_canvas(digits, labels, rng) for _ in range(count)]
