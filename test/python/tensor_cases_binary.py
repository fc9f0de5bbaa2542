"""NPY, NPZ and safetensors files of every element type, order, version and byte order."""

import io
import zipfile
from pathlib import Path

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

from tensor_reader import Suite

BFLOAT16 = np.dtype(ml_dtypes.bfloat16)
DTYPES = {
    "bool": np.dtype(np.bool_),
    "int8": np.dtype(np.int8),
    "int16": np.dtype(np.int16),
    "int32": np.dtype(np.int32),
    "int64": np.dtype(np.int64),
    "uint8": np.dtype(np.uint8),
    "uint16": np.dtype(np.uint16),
    "uint32": np.dtype(np.uint32),
    "uint64": np.dtype(np.uint64),
    "float16": np.dtype(np.float16),
    "bfloat16": BFLOAT16,
    "float32": np.dtype(np.float32),
    "float64": np.dtype(np.float64),
}
SHAPES = [(), (0,), (1,), (7,), (3, 4), (2, 3, 5), (1, 6, 1), (4, 0, 2), (2, 3, 2, 4)]

random = np.random.default_rng(20170807)


def any_values(dtype: np.dtype, shape: tuple[int, ...]) -> np.ndarray:
    """Every bit pattern may occur, so NaN, infinities, subnormals and both ends of the integers do."""
    if dtype == np.bool_:
        return random.integers(0, 2, shape).astype(np.bool_)
    count = int(np.prod(shape))
    return np.frombuffer(random.bytes(count * dtype.itemsize), dtype).reshape(shape)


def any_range(length: int) -> tuple[int, int, int]:
    """Start, count and step of some indices of an axis."""
    start = int(random.integers(0, length))
    step = int(random.integers(1, 4))
    return start, int(random.integers(0, (length - start + step - 1) // step + 1)), step


def write_npy(file: Path, array: np.ndarray, version: tuple[int, int]) -> None:
    with file.open("wb") as stream:
        np.lib.format.write_array(stream, array, version)


def write_big_endian_bfloat16(file: Path, array: np.ndarray) -> None:
    """NumPy cannot make such an array; its header and its bytes are what NumPy writes for '>u2'."""
    swapped = array.view(np.uint16).astype(">u2")
    stream = io.BytesIO()
    np.save(stream, swapped)
    file.write_bytes(stream.getvalue().replace(b"'>u2'", b"'>V2'", 1))


def add_npy(suite: Suite) -> None:
    for name, dtype in DTYPES.items():
        for shape in SHAPES:
            for order in "CF":
                array = np.array(any_values(dtype, shape), order=order)
                for version in [(1, 0), (2, 0), (3, 0)]:
                    file = suite.path("array.npy")
                    write_npy(file, array, version)
                    title = f"npy {version} {name} {shape} {order}"
                    suite.expect_values(title, file, "array", array, name)
                file = suite.path("array.npy")
                if dtype == BFLOAT16:
                    write_big_endian_bfloat16(file, array)
                elif dtype.itemsize > 1:
                    write_npy(file, array.astype(dtype.newbyteorder(">"), order="K"), (1, 0))
                else:
                    continue
                suite.expect_values(f"npy big-endian {name} {shape} {order}", file, "array", array, name, chunk=5)


def add_parts(suite: Suite) -> None:
    """Runs and boxes of arrays in both orders, in chunks that do not divide their lengths."""
    for order in "CF":
        for name in ["int8", "float16", "float32", "int64"]:
            array = np.array(any_values(DTYPES[name], (7, 11, 5, 6)), order=order)
            file = suite.path("array.npy")
            write_npy(file, array, (1, 0))
            compressed = suite.path("arrays.npz")
            np.savez_compressed(compressed, inside=array)
            for source, inside in [(file, "array"), (compressed, "inside")]:
                for _ in range(6):
                    start, end = sorted(int(at) for at in random.integers(0, array.size + 1, 2))
                    title = f"{source.suffix} {name} {order} elements {start} to {end}"
                    suite.expect_values(title, source, inside, array, name, chunk=13, run=(start, end))
                    box = [any_range(length) for length in array.shape]
                    suite.expect_values(f"{source.suffix} {name} {order} {box}", source, inside, array, name, box=box)


def add_large(suite: Suite) -> None:
    """Arrays that are turned in several blocks, with short, long and far apart rows."""
    for name, shape in [("float64", (3_000, 2_400)), ("uint8", (3, 50, 700_000)), ("float32", (5, 3_000_000))]:
        array = np.asfortranarray(any_values(DTYPES[name], shape))
        file = suite.path("array.npy")
        write_npy(file, array, (1, 0))
        suite.expect_values(f"npy large {name} {shape} F", file, "array", array, name)
        box = [(length // 3, min(4, length - length // 3), 1) for length in shape]
        suite.expect_values(f"npy large {name} {box} F", file, "array", array, name, box=box)
    array = np.asfortranarray(any_values(DTYPES["float32"], (4_000, 4_000)).view(np.uint32) >> 9)
    file = suite.path("arrays.npz")
    np.savez_compressed(file, turned=array, straight=np.ascontiguousarray(array))
    suite.expect_values("npz deflated large F", file, "turned", array, "uint32")
    suite.expect_values("npz deflated large C", file, "straight", array, "uint32")


def add_beyond_4_gib(suite: Suite) -> None:
    """Sparse files: only their ends take room on the disk."""
    count = 1_200_000_000
    tail = random.standard_normal(1_000).astype(np.float32)
    file = suite.path("array.npy")
    np.lib.format.open_memmap(file, "w+", np.float32, (count,))[-1_000:] = tail
    suite.expect_values(
        "npy beyond 4 GiB", file, "array", np.lib.format.open_memmap(file, "r"), "float32", run=(count - 1_000, count)
    )
    turned = suite.path("array.npy")
    memory = np.lib.format.open_memmap(turned, "w+", np.float32, (300_000_000, 4), fortran_order=True)
    memory[-1:, :] = tail[:4]
    box = [(300_000_000 - 2, 2, 1), (0, 2, 3)]
    suite.expect_values("npy F beyond 4 GiB", turned, "array", memory, "float32", box=box)


def add_npz(suite: Suite) -> None:
    arrays = {name: any_values(dtype, (3, 4)) for name, dtype in DTYPES.items()}
    arrays |= {"epoch 3/val/logits": np.asfortranarray(any_values(DTYPES["float32"], (5, 2)))}
    arrays |= {"größe": np.array(3.5), "empty": np.zeros((0, 4), np.int16)}

    def expect_all(title: str, file: Path) -> None:
        for name, array in arrays.items():
            dtype = next(key for key, value in DTYPES.items() if value == array.dtype)
            suite.expect_values(f"npz {title} {name}", file, name, array, dtype, chunk=5)

    for title, save in [("stored", np.savez), ("deflated", np.savez_compressed)]:
        file = suite.path("arrays.npz")
        save(file, **arrays)
        expect_all(title, file)
    for method in [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]:
        for force_zip64 in [False, True]:
            for seekable in [False, True]:
                file = suite.path("arrays.npz")
                write_npz(file, arrays, method, force_zip64, seekable)
                expect_all(f"method {method}, zip64 {force_zip64}, seekable {seekable}", file)


class Pipe:
    """A stream that cannot seek."""

    def __init__(self, target: io.BytesIO):
        self.write = target.write
        self.flush = target.flush


def write_npz(
    file: Path, arrays: dict[str, np.ndarray], method: int, force_zip64: bool, seekable: bool
) -> None:
    """Without seeking, sizes and CRC stand in data descriptors behind the entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer if seekable else Pipe(buffer), "w", method) as archive:
        archive.comment = b"a comment with PK\x05\x06 inside"
        archive.writestr("notes.txt", "no array")
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=force_zip64) as entry:
                np.lib.format.write_array(entry, array)
    file.write_bytes(buffer.getvalue())


def add_safetensors(suite: Suite) -> None:
    arrays = {}
    for name, dtype in DTYPES.items():
        for shape in [(), (0,), (7,), (3, 4), (2, 3, 5)]:
            arrays[f"{name}.{'x'.join(map(str, shape)) or 'scalar'}"] = any_values(dtype, shape)
    file = suite.path("arrays.safetensors")
    save_file(arrays, file, metadata={"format": "pt", "note": 'a "quoted" \\ ü'})
    for name, array in arrays.items():
        suite.expect_values(f"safetensors {name}", file, name, array, name.split(".")[0], chunk=4)


def add_to(suite: Suite) -> None:
    for add in (add_npy, add_parts, add_large, add_beyond_4_gib, add_npz, add_safetensors):
        add(suite)
