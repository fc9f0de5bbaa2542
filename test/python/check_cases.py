"""Tensors of every interpretation: the example data, random ones and extreme ones."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.special import expit, softmax

from check_reference import Reference, sigmoid_reference, softmax_reference

EXAMPLES = Path(__file__).parents[2] / "examples" / "data"


@dataclass
class Case:
    name: str
    reference: Reference
    # The logits or probabilities as they lie in the file, and the axis of their classes.
    values: np.ndarray
    channel_axis: int | None = None
    # The input of the check: arrays that are written to an NPZ file, or files that exist.
    arrays: dict | None = None
    paths: list = field(default_factory=list)
    options: list = field(default_factory=list)


def options_of(alpha, gamma):
    text = "none" if alpha is None else ",".join(map(str, np.atleast_1d(alpha)))
    return ["--alpha", text, "--gamma", str(gamma)]


def example_cases():
    for path in sorted(EXAMPLES.glob("*.npz")):
        arrays = np.load(path)
        logits, targets = arrays["logits"], arrays["targets"]
        for alpha, gamma in ((0.25, 2), (None, 0), (0.75, 0.5)):
            name = f"{path.name}, α = {alpha}, γ = {gamma}"
            options = options_of(alpha, gamma)
            if logits.ndim == 1:
                reference = sigmoid_reference(logits, targets, alpha, gamma, 1)
                yield Case(name, reference, logits, paths=[path], options=options)
            else:
                reference = softmax_reference(logits, targets, alpha, gamma, background=10)
                options += ["--background-class", "10"]
                yield Case(name, reference, logits, channel_axis=1, paths=[path], options=options)
    for loss in ("focal", "cross_entropy"):
        pair = [EXAMPLES / f"{loss}_logits.npy", EXAMPLES / f"{loss}_targets.npy"]
        logits, targets = map(np.load, pair)
        reference = sigmoid_reference(logits, targets, 0.25, 2, 1)
        yield Case(f"{loss} pair of npy files", reference, logits, paths=pair, options=options_of(0.25, 2))
        path = EXAMPLES / f"{loss}_one_canvas.json"
        document = json.loads(path.read_text())
        logits = np.asarray(document["logits"], float)
        reference = sigmoid_reference(logits, np.asarray(document["targets"]), 0.25, 2, 1)
        yield Case(path.name, reference, logits, paths=[path], options=options_of(0.25, 2))


def sigmoid_cases(random):
    for alpha, gamma in ((0.25, 2), (None, 2), (0.9, 0), (0.5, 0.5), (0.25, 1), (0.1, 5), (0.25, 3.7)):
        logits = random.normal(-3, 2.5, 20_011).astype(np.float32)
        targets = random.random(20_011) < expit(logits / 1.7)
        reference = sigmoid_reference(logits, targets, alpha, gamma, 1)
        arrays = {"logits": logits, "targets": targets}
        yield Case(f"binary, α = {alpha}, γ = {gamma}", reference, logits, arrays=arrays, options=options_of(alpha, gamma))
    half = random.normal(0, 3, 5000).astype(np.float16)
    targets = (random.random(5000) < 0.3).astype(np.int8)
    targets[::17] = -1
    reference = sigmoid_reference(half, targets, 0.25, 2, 1, ignore=-1)
    yield Case("float16 with ignored targets", reference, half.astype(float), arrays={"logits": half, "targets": targets})
    weight = random.choice([0, 0.5, 1, 3], 4000)
    logits, targets = random.normal(0, 2, 4000), (random.random(4000) < 0.4).astype(np.int64)
    reference = sigmoid_reference(logits, targets, 0.25, 2, 1, weight=weight)
    yield Case("weighted", reference, logits, arrays={"logits": logits, "targets": targets, "weight": weight})
    logits, targets = random.normal(-1, 2, (700, 13)), (random.random((700, 13)) < 0.2).astype(np.uint8)
    reference = sigmoid_reference(logits, targets, 0.25, 2, 13)
    yield Case("multi-label", reference, logits, channel_axis=1, arrays={"logits": logits, "targets": targets})
    soft = np.clip(random.random(3000), 0.01, 0.99)
    logits = random.normal(0, 3, 3000)
    reference = sigmoid_reference(logits, soft, 0.25, 1.5, 1)
    arrays = {"logits": logits, "targets": soft}
    yield Case("soft", reference, logits, arrays=arrays, options=options_of(0.25, 1.5))
    p = expit(random.normal(0, 3, 5000))
    targets = (random.random(5000) < p).astype(np.uint8)
    reference = sigmoid_reference(np.log(p) - np.log1p(-p), targets, 0.25, 2, 1)
    yield Case("probabilities", reference, p, arrays={"probs": p, "targets": targets})
    twice = expit(p)
    yield Case("squashed twice", reference, twice, arrays={"probs": twice, "targets": targets}, options=["--input", "squashed-twice"])
    logits, index = random.normal(-2, 2, (800, 6)), random.integers(0, 7, 800)
    reference = sigmoid_reference(logits, np.eye(7)[index][:, :6], 0.25, 2, 6)
    yield Case("one-vs-rest index", reference, logits, channel_axis=1, arrays={"logits": logits, "labels": index})


def softmax_cases(random):
    weights = [0.2, 1.5, 0.7, 1, 0.9]
    for alpha, gamma in ((0.25, 2), (None, 1), (weights, 0), (weights, 2.5), (1, 5)):
        z = random.normal(0, 2, (3001, 5)).astype(np.float32)
        index = (z / 1.4 + random.gumbel(size=z.shape)).argmax(1)
        reference = softmax_reference(z, index, alpha, gamma)
        arrays = {"logits": z, "labels": index}
        yield Case(f"softmax, α = {alpha}, γ = {gamma}", reference, z, 1, arrays, options=options_of(alpha, gamma))
    z = random.normal(0, 2, (3, 4, 11, 13)).astype(np.float32)
    index = random.integers(0, 4, (3, 11, 13))
    index[:, ::3] = 255
    rows = np.moveaxis(z, 1, -1).reshape(-1, 4)
    reference = softmax_reference(rows, index.ravel(), 0.25, 2, ignore=255)
    yield Case("(N, C, H, W) with 255", reference, z, 1, {"logits": z, "labels": index.astype(np.uint8)})
    z, index = random.normal(0, 2, (6, 500)), random.integers(0, 6, 500)
    reference = softmax_reference(z.T, index, 0.25, 2)
    yield Case("class axis first", reference, z, 0, {"logits": z, "labels": index})
    z, index = random.normal(0, 2, (400, 3)), random.integers(0, 3, 400)
    reference = softmax_reference(z, index, 0.25, 2)
    yield Case("one-hot", reference, z, 1, {"logits": z, "targets": np.eye(3)[index]})
    shares = random.dirichlet([1, 1, 1], 400)
    reference = softmax_reference(z, shares, 0.25, 2)
    yield Case("soft softmax", reference, z, 1, {"logits": z, "targets": shares})
    pairs, side = random.normal(0, 2, (3000, 2)), random.integers(0, 2, 3000)
    reference = softmax_reference(pairs, side, 0.25, 2, background=0)
    yield Case("softmax of two classes", reference, pairs, 1, {"logits": pairs, "labels": side})
    p = softmax(z, 1)
    reference = softmax_reference(np.log(p), index, 0.25, 2)
    yield Case("softmax probabilities", reference, p, 1, {"probs": p, "labels": index})
    twice = softmax(p, 1)
    options = ["--input", "squashed-twice"]
    yield Case("softmax squashed twice", reference, twice, 1, {"probs": twice, "labels": index}, options=options)


def extreme_cases(random):
    logits = random.uniform(-1e4, 1e4, 3000)
    targets = (random.random(3000) < 0.5).astype(np.uint8)
    for gamma in (0, 0.5, 2, 10):
        reference = sigmoid_reference(logits, targets, 0.25, gamma, 1)
        yield Case(f"|x| up to 1e4, γ = {gamma}", reference, logits, None, {"logits": logits, "targets": targets}, options=options_of(0.25, gamma))
    spoilt = logits.copy()
    spoilt[[3, 70, 1500]] = np.nan, np.inf, -np.inf
    reference = sigmoid_reference(spoilt, targets, 0.25, 2, 1)
    yield Case("NaN and infinities", reference, spoilt, None, {"logits": spoilt, "targets": targets})
    z, index = random.uniform(-500, 500, (500, 4)), random.integers(0, 4, 500)
    reference = softmax_reference(z, index, None, 2)
    yield Case("softmax, |x| up to 500", reference, z, 1, {"logits": z, "labels": index}, options=options_of(None, 2))
    wide = random.normal(0, 3, (60, 2000)).astype(np.float32)
    index = random.integers(0, 2000, 60)
    reference = softmax_reference(wide, index, None, 2)
    yield Case("2,000 classes", reference, wide, 1, {"logits": wide, "labels": index}, options=options_of(None, 2))
    one = np.array([0.75])
    reference = sigmoid_reference(one, np.array([1]), 0.25, 2, 1)
    yield Case("a single element", reference, one, None, {"logits": one - 0, "targets": np.array([1])}, options=["--input", "logits"])


def large_cases(random):
    """More logits than are gone through a second time for the calibration after temperature scaling."""
    logits = random.normal(-2, 2, 1_200_000).astype(np.float32)
    targets = (random.random(logits.size) < expit(logits / 1.6)).astype(np.uint8)
    reference = sigmoid_reference(logits, targets, 0.25, 2, 1)
    yield Case("1.2 million logits", reference, logits, None, {"logits": logits, "targets": targets})
    z = random.normal(0, 2, (300_000, 4)).astype(np.float32)
    index = (z / 1.4 + random.gumbel(size=z.shape)).argmax(1)
    reference = softmax_reference(z, index, 0.25, 2)
    yield Case("300,000 examples of a softmax", reference, z, 1, {"logits": z, "labels": index})


def kernel_cases(random):
    """So many rows of several logits that the kernel itself answers."""
    logits = random.normal(-2, 2, (10_000, 7)).astype(np.float32)
    targets = (random.random(logits.shape) < expit(logits / 1.5)).astype(np.uint8)
    for alpha, gamma in ((0.25, 2), (None, 1), (0.75, 0.5)):
        reference = sigmoid_reference(logits, targets, alpha, gamma, 7)
        arrays = {"logits": logits, "targets": targets}
        name = f"70,000 of several labels, α = {alpha}"
        yield Case(name, reference, logits, channel_axis=1, arrays=arrays, options=options_of(alpha, gamma))
    mask = random.choice([0, 1, 1], 70_000).astype(np.float32)
    flat, labels = logits.ravel(), targets.ravel()
    reference = sigmoid_reference(flat, labels, 0.25, 2, 1, weight=mask)
    yield Case("70,000 with weights of zero and one", reference, flat, arrays={"logits": flat, "targets": labels, "weight": mask})
    z = random.normal(0, 2, (10_000, 7)).astype(np.float32)
    index = (z / 1.4 + random.gumbel(size=z.shape)).argmax(1)
    reference = softmax_reference(z, index, 0.25, 2)
    yield Case("70,000 of a softmax", reference, z, 1, {"logits": z, "labels": index})
    weight = random.choice([0, 0.5, 1, 3], 10_000).astype(np.float32)
    reference = softmax_reference(z, index, 0.25, 2, weight=weight)
    yield Case("70,000 of a softmax, weighted", reference, z, 1, {"logits": z, "labels": index, "weight": weight})
    reference = softmax_reference(z, index, 0.25, 2)
    yield Case("70,000 of a softmax, one-hot", reference, z, 1, {"logits": z, "targets": np.eye(7, dtype=np.uint8)[index]})


def float64_cases(random):
    """Elements of a sigmoid with weights and soft targets."""
    for gamma in (0, 1.7, 2):
        logits = random.normal(0, 6, 6001).astype(np.float32)
        targets = (random.random(6001) < 0.3).astype(np.uint8)
        weight = random.choice([0, 0.3, 1, 2.5], 6001)
        reference = sigmoid_reference(logits, targets, 0.25, gamma, 1, weight=weight)
        arrays = {"logits": logits, "targets": targets, "weight": weight}
        yield Case(f"6,001 weighted, γ = {gamma}", reference, logits, arrays=arrays, options=options_of(0.25, gamma))
        soft = np.clip(random.random(6001) * 1.2 - 0.1, 0, 1)
        reference = sigmoid_reference(logits, soft, 0.25, gamma, 1)
        arrays = {"logits": logits, "targets": soft}
        yield Case(f"6,001 soft, γ = {gamma}", reference, logits, arrays=arrays, options=options_of(0.25, gamma))
    logits, targets = random.normal(-1, 2, (1000, 70)), (random.random((1000, 70)) < 0.2).astype(np.uint8)
    weight = random.choice([0, 0.5, 3], (1000, 70))
    reference = sigmoid_reference(logits, targets, 0.25, 2, 70, weight=weight)
    arrays = {"logits": logits, "targets": targets, "weight": weight}
    yield Case("70,000 weighted, multi-label", reference, logits, channel_axis=1, arrays=arrays)


def all_cases():
    random = np.random.default_rng(20170807)
    yield from example_cases()
    yield from sigmoid_cases(random)
    yield from softmax_cases(random)
    yield from extreme_cases(random)
    yield from large_cases(random)
    yield from float64_cases(random)
    yield from kernel_cases(random)
