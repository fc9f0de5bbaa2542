"""JSON as Python's json.dump writes it: nested lists, named arrays, descriptions, records and JSON Lines."""

import json

import numpy as np

from tensor_reader import Suite

random = np.random.default_rng(1)


def floats(count: int) -> np.ndarray:
    """Numbers of every length of text: all exponents, few and many digits, both zeros, NaN and infinities."""
    any_bits = np.frombuffer(random.bytes(count * 8), np.float64)
    with np.errstate(invalid="ignore"):
        float32 = np.frombuffer(random.bytes(count * 4), np.float32).astype(np.float64)
    short = np.round(random.standard_normal(count), 3)
    special = np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 5e-324, 1.7976931348623157e308, 2**53 + 2, 1e22, 1e23])
    return np.concatenate([any_bits, float32, short, special])


def add_lists(suite: Suite) -> None:
    for indent in [None, 1]:
        for shape in [(12,), (3, 4), (2, 3, 2), (1, 12, 1), (0,), (2, 0)]:
            array = floats(20)[: int(np.prod(shape))].reshape(shape)
            file = suite.path("array.json")
            file.write_text(json.dumps(array.tolist(), indent=indent))
            suite.expect_values(f"json list {shape} indent {indent}", file, "array", array, "float64", chunk=5)
    long = floats(60_000)
    file = suite.path("long.json")
    file.write_text(json.dumps(long.tolist()))
    suite.expect_values("json long list", file, "long", long, "float64")
    suite.expect_values("json run of a long list", file, "long", long, "float64", run=(70_001, 90_007), chunk=999)
    rows = long[:60_000].reshape(300, 200)
    file = suite.path("rows.json")
    file.write_text(json.dumps(rows.tolist(), indent=2))
    suite.expect_values("json box", file, "rows", rows, "float64", box=[(3, 5, 2), (150, 7, 7)])


def add_types(suite: Suite) -> None:
    truths = random.integers(0, 2, (4, 3)).astype(bool)
    integers = np.array([0, -1, 7, 2**31, -(2**53), 10**17])
    file = suite.path("named.json")
    file.write_text(json.dumps({"truths": truths.tolist(), "integers": integers.tolist(), "alpha": 0.25, "gamma": 2}))
    suite.expect_values("json bool", file, "truths", truths, "bool")
    suite.expect_values("json integers", file, "integers", integers, "int64")
    suite.expect_values("json scalar", file, "alpha", np.array(0.25), "float64")
    suite.expect_values("json integer scalar", file, "gamma", np.array(2), "int64")


def add_described(suite: Suite) -> None:
    for dtype in ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]:
        array = random.integers(0, 2 if dtype == "bool" else 100, (3, 4)).astype(dtype)
        for data in [array.tolist(), array.ravel().tolist()]:
            file = suite.path("described.json")
            file.write_text(json.dumps({"shape": [3, 4], "dtype": dtype, "data": data}))
            suite.expect_values(f"json described {dtype}", file, "described", array, dtype)
    for dtype in ["float16", "float32", "float64"]:
        numbers = random.standard_normal(24)
        array = numbers.astype(dtype).reshape(2, 3, 4)
        file = suite.path("inside.json")
        text = {"logits": {"data": numbers.tolist(), "dtype": f"torch.{dtype}", "shape": [2, 3, 4]}}
        file.write_text(json.dumps(text))
        suite.expect_values(f"json described and rounded to {dtype}", file, "logits", array, dtype)


def add_records(suite: Suite) -> None:
    count = 5_000
    logits = floats(count)[:count]
    targets = random.integers(0, 2, count)
    rows = random.standard_normal((count, 3))
    records = [
        {"id": f"image {index}", "logit": float(logits[index]), "target": int(targets[index]), "row": rows[index].tolist()}
        for index in range(count)
    ]
    as_list = suite.path("records.json")
    as_list.write_text(json.dumps(records))
    named = suite.path("named.json")
    named.write_text(json.dumps({"note": [1], "examples": records}))
    lines = suite.path("records.jsonl")
    lines.write_text("".join(json.dumps(record) + "\n" for record in records))
    unmarked = suite.path("lines.json")
    unmarked.write_text("\r\n".join(json.dumps(record) for record in records))
    for file, prefix in [(as_list, ""), (named, "examples/"), (lines, ""), (unmarked, "")]:
        title = f"json records in {file.name}"
        suite.expect_values(f"{title} logit", file, f"{prefix}logit", logits, "float64")
        suite.expect_values(f"{title} target", file, f"{prefix}target", targets, "int64", chunk=7)
        suite.expect_values(f"{title} row", file, f"{prefix}row", rows, "float64", run=(100, 700))
    bare = suite.path("rows.jsonl")
    bare.write_text("\ufeff" + "".join(json.dumps(row.tolist()) + "\n" for row in rows), encoding="utf-8")
    suite.expect_values("json lines of lists", bare, "rows", rows, "float64")


def add_to(suite: Suite) -> None:
    for add in (add_lists, add_types, add_described, add_records):
        add(suite)
