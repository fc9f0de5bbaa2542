"""Makes the files that the bench reads, unless they are there: make_data.py FOLDER"""

import sys
from pathlib import Path

import ml_dtypes
import numpy as np

SIGMOID_ELEMENTS = 50_000_000
SOFTMAX_ROWS, SOFTMAX_CLASSES = 1_000_000, 80
MULTI_LABEL_ROWS, MULTI_LABEL_CLASSES = 625_000, 80
STREAMED_BYTES = 1 << 30
SPARSE_ELEMENTS = 1_000_000_000

folder = Path(sys.argv[1])
random = np.random.default_rng(20170807)


def save(name, array):
    np.save(folder / f"{name}.npy", array)


def save_sparse(name, dtype, elements):
    """A file of zeros that takes no room on the disk."""
    array = np.lib.format.open_memmap(folder / f"{name}.npy", mode="w+", dtype=dtype, shape=(elements,))
    del array


def sigmoid():
    """One positive in a hundred, as a detector has it, with logits that tell the classes apart."""
    targets = (random.random(SIGMOID_ELEMENTS, dtype=np.float32) < 0.01).astype(np.uint8)
    logits = random.standard_normal(SIGMOID_ELEMENTS, dtype=np.float32) * np.float32(2) + 5 * targets - 4
    save("sigmoid_logits", logits)
    save("sigmoid_targets", targets)
    save("small_logits", logits[:10_000])
    save("small_targets", targets[:10_000])
    save("float16_logits", logits.astype(np.float16))
    save("bfloat16_logits", logits.astype(ml_dtypes.bfloat16))
    save("bigendian_logits", logits.astype(">f4"))
    for name in ("float16", "bfloat16", "bigendian"):
        link_targets(name)


def float64():
    logits = np.load(folder / "sigmoid_logits.npy")
    save("float64_logits", logits + random.random(SIGMOID_ELEMENTS) * 1e-8)
    link_targets("float64")


def mask():
    logits, targets = (np.load(folder / f"sigmoid_{name}.npy") for name in ("logits", "targets"))
    kept = random.random(SIGMOID_ELEMENTS, dtype=np.float32) < 0.8
    np.savez(folder / "mask.npz", logits=logits, targets=targets, mask=kept)


def weight():
    logits, targets = (np.load(folder / f"sigmoid_{name}.npy") for name in ("logits", "targets"))
    weight = random.random(SIGMOID_ELEMENTS, dtype=np.float32) + np.float32(0.5)
    np.savez(folder / "weight.npz", logits=logits, targets=targets, weight=weight)


def link_targets(name):
    target = folder / f"{name}_targets.npy"
    target.unlink(missing_ok=True)
    target.hardlink_to(folder / "sigmoid_targets.npy")


def softmax():
    targets = random.integers(0, SOFTMAX_CLASSES, SOFTMAX_ROWS).astype(np.uint8)
    logits = random.standard_normal((SOFTMAX_ROWS, SOFTMAX_CLASSES), dtype=np.float32) * np.float32(2)
    logits[np.arange(SOFTMAX_ROWS), targets] += 3
    save("softmax_logits", logits)
    save("softmax_targets", targets)


def multi_label():
    """The classes of a dense detector's anchors; one in a hundred has an object."""
    shape = (MULTI_LABEL_ROWS, MULTI_LABEL_CLASSES)
    targets = np.zeros(shape, np.uint8)
    objects = np.flatnonzero(random.random(MULTI_LABEL_ROWS) < 0.01)
    targets[objects, random.integers(0, MULTI_LABEL_CLASSES, len(objects))] = 1
    logits = random.standard_normal(shape, dtype=np.float32) * np.float32(2) + 5 * targets - 4
    save("multi_label_logits", logits)
    save("multi_label_targets", targets)


def streamed():
    """A gigabyte in each format, and each type of element at 256 MB."""
    values = random.standard_normal(STREAMED_BYTES // 4, dtype=np.float32)
    save("gigabyte", values)
    np.savez(folder / "stored.npz", values=values)
    half = values[: len(values) // 4].astype(np.float16).astype(np.float32)
    np.savez_compressed(folder / "deflated.npz", values=half)
    np.save(folder / "fortran.npy", np.asfortranarray(values[: 1 << 26].reshape(8192, 8192)))
    for name in ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "bool"):
        elements = (1 << 28) // np.dtype(name).itemsize
        save(f"streamed_{name}", (np.resize(values, elements) * 20).astype(name))
    save("streamed_bigendian", values[: 1 << 26].astype(">f4"))
    save("streamed_bfloat16", np.resize(values, 1 << 27).astype(ml_dtypes.bfloat16))
    json(values[: 1 << 22], "values.json", 1)
    json(values[: 1 << 22], "gigabyte.json", 1 << 30)


def json(values, name, least_bytes):
    """{"logits": [...]} as json.dump writes it, until it has so many bytes."""
    block = ", ".join(map(repr, values.astype(float).tolist()))
    with open(folder / name, "w") as file:
        file.write('{"logits": [' + block)
        while file.tell() < least_bytes:
            file.write(", " + block)
        file.write("]}")


PARTS = {
    "sigmoid_logits.npy": sigmoid,
    "float64_logits.npy": float64,
    "mask.npz": mask,
    "weight.npz": weight,
    "softmax_logits.npy": softmax,
    "multi_label_logits.npy": multi_label,
    "gigabyte.json": streamed,
    "sparse_logits.npy": lambda: (
        save_sparse("sparse_logits", np.float32, SPARSE_ELEMENTS),
        save_sparse("sparse_targets", np.uint8, SPARSE_ELEMENTS),
    ),
    "ten_gigabytes.npy": lambda: save_sparse("ten_gigabytes", np.float32, 10 * (1 << 30) // 4),
}
folder.mkdir(parents=True, exist_ok=True)
for made, make in PARTS.items():
    if not (folder / made).exists():
        make()
