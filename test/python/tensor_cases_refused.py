"""Files that must not be read: each gives one message with the file, the array and what was found."""

import json
import pickle
import struct
import zipfile

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

from tensor_reader import Suite


def add_npy(suite: Suite) -> None:
    refused = [
        ("objects", np.array([1, "a", None], object), "Python objects"),
        ("fields", np.zeros(2, [("score", "f4"), ("label", "i4")]), 'fields "score", "label"'),
        ("bytes", np.array([b"ab"]), "byte strings"),
        ("text", np.array(["ab"]), "strings"),
        ("complex", np.array([1j]), "complex numbers"),
        ("dates", np.array(["2017-08-07"], "datetime64[D]"), "dates"),
        ("longdouble", np.array([1], np.longdouble), "floats of a size"),
        ("e4m3", np.array([1], ml_dtypes.float8_e4m3fn), "8-bit"),
        ("e5m2", np.array([1], ml_dtypes.float8_e5m2), "floats of a size"),
    ]
    for name, array, reason in refused:
        file = suite.path(f"{name}.npy")
        np.save(file, array)
        suite.expect_error(f"npy of {name}", file, f'array "{name}"', "byte ", reason)
        archive = suite.path("arrays.npz")
        np.savez(archive, logits=np.zeros(3), **{name: array})
        suite.expect_refused(f"npz with {name}", archive, ["logits"], f'array "{name}"', reason)
    file = suite.path("pickled.npy")
    file.write_bytes(pickle.dumps([1, 2]))
    suite.expect_error("npy that is a pickle", file, "pickle", "never executed")


def add_truncated(suite: Suite) -> None:
    whole = suite.path("whole.npy")
    np.save(whole, np.zeros((10, 10)))
    bytes_of_whole = whole.read_bytes()
    for length in [0, 3, 7, 9, 50, 200, len(bytes_of_whole) - 1]:
        file = suite.path("cut.npy")
        file.write_bytes(bytes_of_whole[:length])
        suite.expect_error(f"npy cut to {length} bytes", file)
    for save, suffix in [(np.savez, "stored"), (np.savez_compressed, "deflated")]:
        archive = suite.path("whole.npz")
        save(archive, logits=np.arange(1000.0))
        cut = suite.path("cut.npz")
        cut.write_bytes(archive.read_bytes()[:-10])
        suite.expect_error(f"npz {suffix} without its directory", cut, "zip directory")
    tensors = suite.path("whole.safetensors")
    save_file({"logits": np.zeros(10)}, tensors)
    cut = suite.path("cut.safetensors")
    cut.write_bytes(tensors.read_bytes()[:-1])
    suite.expect_error("safetensors cut", cut, 'array "logits"', "truncated")


def add_zip(suite: Suite) -> None:
    encrypted = suite.path("encrypted.npz")
    np.savez(encrypted, logits=np.zeros(3))
    content = bytearray(encrypted.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    encrypted.write_bytes(content)
    suite.expect_error("npz encrypted", encrypted, 'array "logits"', "encrypted")
    packed = suite.path("packed.npz")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("logits.npy", b"")
    suite.expect_error("npz of another method", packed, 'array "logits"', "method 14")
    twice = suite.path("twice.npz")
    with zipfile.ZipFile(twice, "w") as archive:
        for _ in range(2):
            with archive.open("logits.npy", "w") as entry:
                np.save(entry, np.zeros(3))
    suite.expect_error("npz with a name twice", twice, 'array "logits"', "once")
    overlapping = suite.path("overlapping.npz")
    np.savez(overlapping, logits=np.zeros(3), targets=np.zeros(3))
    content = bytearray(overlapping.read_bytes())
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    content[second + 42 : second + 46] = bytes(4)
    overlapping.write_bytes(content)
    parts = ('array "targets"', "byte 0", '"logits.npy"')
    suite.expect_refused("npz with an entry twice", overlapping, ["logits"], *parts)
    checkpoint = suite.path("model.npz")
    with zipfile.ZipFile(checkpoint, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps({}))
    suite.expect_error("npz that is a checkpoint", checkpoint, "PyTorch checkpoint")


def add_safetensors(suite: Suite) -> None:
    def write(header: object, data: bytes):
        text = header if isinstance(header, bytes) else json.dumps(header).encode()
        file = suite.path("made.safetensors")
        file.write_bytes(struct.pack("<Q", len(text)) + text + data)
        return file

    def entry(dtype: str, shape: list[int], begin: int, end: int) -> dict:
        return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}

    floats = entry("F32", [2], 0, 8)
    for title, header, size, *parts in [
        ("overlap", {"a": floats, "b": entry("F32", [2], 4, 12)}, 12, 'array "b"', "overlaps"),
        ("hole", {"a": floats, "b": entry("F32", [2], 12, 20)}, 20, 'array "b"', "hole"),
        ("tail", {"a": floats}, 12, "expected 8 bytes", "found 12"),
        ("wrong size", {"a": entry("F32", [3], 0, 8)}, 8, 'array "a"', "12 bytes"),
        ("huge shape", {"a": entry("F32", [2**40, 2**40], 0, 8)}, 8, 'array "a"'),
        ("unknown dtype", {"a": entry("F128", [2], 0, 8)}, 8, 'array "a"', "F128"),
        ("only an 8-bit float", {"a": entry("F8_E4M3", [8], 0, 8)}, 8, 'array "a"', "F8_E4M3"),
        ("negative length", {"a": entry("F32", [-2], 0, 8)}, 8, "not negative"),
        ("name twice", b'{"a":%s,"a":%s}' % ((json.dumps(floats).encode(),) * 2), 8, '"a"', "once"),
        ("metadata of numbers", {"__metadata__": {"epoch": 3}, "a": floats}, 8, "__metadata__"),
        ("unclosed header", b'{"a":', 8, "truncated"),
    ]:
        suite.expect_error(f"safetensors with {title}", write(header, bytes(size)), *parts)
    eight_bits = write({"a": floats, "b": entry("F8_E5M2", [3], 8, 11)}, bytes(11))
    suite.expect_refused("safetensors with an 8-bit float", eight_bits, ["a"], 'array "b"', "F8_E5M2")


def add_json(suite: Suite) -> None:
    for title, text, *parts in [
        ("of strings", '["cat", "dog"]', 'array "bad"', "byte 1", "index [0]", '"cat"'),
        ("with null", "[[1, 2], [3, null]]", 'array "bad"', "byte 13", "index [1, 1]", "null"),
        ("ragged", "[[1, 2], [3]]", 'array "bad"', "expected 2 values", "found 1"),
        ("of mixed depth", "[1, [2]]", 'array "bad"', "index [1]", "found a list"),
        ("unclosed", "[1, 2", "byte 5", "truncated"),
        ("with a stray comma", "[1, 2,]", "byte 6", "expected a value"),
        ("with a leading zero", "[01]", "expected a number", "01"),
        ("with a comment", "[1, // one\n2]", "byte 4"),
        ("without arrays", '"text"', "string"),
        ("with a name twice", '{"logits": [1], "logits": [2]}', "byte 16", '"logits"', "once"),
        ("with too little data", '{"shape": [2, 2], "data": [1, 2, 3]}', "(2, 2)", "found 3"),
        ("of an unknown dtype", '{"shape": [1], "dtype": "quad", "data": [1]}', '"quad"'),
        ("nested without end", "[" * 100_000, "at most 64 levels"),
    ]:
        file = suite.path("bad.json")
        file.write_text(text)
        suite.expect_error(f"json {title}", file, *parts)
    records = suite.path("records.json")
    records.write_text('[{"logit": 1, "target": 0}, {"logit": 2}]')
    suite.expect_refused("json records with a gap", records, ["logit"], 'array "target"', "record 1")


def add_to(suite: Suite) -> None:
    for add in (add_npy, add_truncated, add_zip, add_safetensors, add_json):
        add(suite)
