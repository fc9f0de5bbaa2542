"""Asks src/tensor, through Node, for the values of arrays and compares them with NumPy's."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Expectation:
    """One request and the check of its answer, which returns what is wrong or None."""

    title: str
    request: dict
    check: Callable[[dict], str | None]


def as_float64(array: np.ndarray) -> np.ndarray:
    """The values as the reader hands them out: nearest float64, C order, flat."""
    with np.errstate(invalid="ignore"):
        return np.ascontiguousarray(array).astype(np.float64).ravel()


class Suite:
    def __init__(self, folder: Path):
        self.folder = folder
        self.expectations: list[Expectation] = []
        self.files = 0

    def path(self, suffix: str) -> Path:
        """A new file name of its own; the part before the dot names an NPY or bare JSON array."""
        self.files += 1
        folder = self.folder / str(self.files)
        folder.mkdir()
        return folder / suffix

    def expect_values(
        self,
        title: str,
        file: Path,
        name: str,
        array: np.ndarray,
        dtype: str,
        chunk: int | None = None,
        run: tuple[int, int] | None = None,
        box: list[tuple[int, int, int]] | None = None,
    ) -> None:
        """Expects `array` (or a run of its elements, or a box of starts, counts and steps) under `name`."""
        values = self.path("values")
        request = {"file": str(file), "array": name, "values": str(values)}
        wanted = array
        if chunk is not None:
            request["chunkElements"] = chunk
        if run is not None:
            request["start"], request["end"] = run
            wanted = array.reshape(-1)[run[0] : run[1]] if array.flags.c_contiguous else array.ravel()[run[0] : run[1]]
        if box is not None:
            request["box"] = [{"start": start, "count": count, "step": step} for start, count, step in box]
            wanted = array[tuple(slice(start, start + count * step, step) for start, count, step in box)]

        def check(answer: dict) -> str | None:
            if "error" in answer:
                return f"{answer['kind']}: {answer['error']}"
            info = next(info for info in answer["arrays"] if info["name"] == name)
            if (info["shape"], info["dtype"], info["elements"]) != (list(array.shape), dtype, array.size):
                return f"listed as {info}, expected {array.shape} {dtype}"
            size = chunk or 262_144
            if box is None and any(length != size for length in answer["chunks"][:-1]):
                return f"chunks of {answer['chunks']}, expected {size}"
            found = np.fromfile(values, np.float64)
            values.unlink()
            expected = as_float64(wanted)
            if not np.array_equal(found, expected, equal_nan=True):
                return f"values differ: {found[:8]} …, expected {expected[:8]} …"
            # -0.0 equals 0.0, yet is another value.
            if not np.array_equal(np.signbit(found), np.signbit(expected)) and not np.isnan(expected).any():
                return "signs of zeros differ"
            return None

        self.expectations.append(Expectation(title, request, check))

    def expect_error(self, title: str, file: Path, *parts: str) -> None:
        """Expects the file to be refused with one message that holds all of `parts` and the file's name."""

        def check(answer: dict) -> str | None:
            if "error" not in answer:
                return f"opened: {answer}"
            if answer["kind"] != "TensorFileError":
                return answer["kind"]
            missing = [part for part in (str(file), *parts) if part not in answer["error"]]
            return f"{answer['error']!r} lacks {missing}" if missing else None

        self.expectations.append(Expectation(title, {"file": str(file)}, check))

    def expect_refused(self, title: str, file: Path, readable: list[str], *parts: str) -> None:
        """Expects the arrays of `readable` to be listed, and one other to be refused with a message with `parts`."""

        def check(answer: dict) -> str | None:
            if "error" in answer:
                return f"{answer['kind']}: {answer['error']}"
            if [info["name"] for info in answer["arrays"]] != readable:
                return f"listed {answer['arrays']}, expected {readable}"
            if len(answer["refused"]) != 1 or any(part not in answer["refused"][0] for part in parts):
                return f"refused {answer['refused']}, expected one with {parts}"
            return None

        self.expectations.append(Expectation(title, {"file": str(file)}, check))

    def run(self) -> tuple[int, int]:
        answers = self.ask([expectation.request for expectation in self.expectations])
        failed = 0
        for expectation, answer in zip(self.expectations, answers, strict=True):
            problem = expectation.check(answer)
            if problem is not None:
                failed += 1
                print(f"FAILED {expectation.title}: {problem}")
        return len(self.expectations) - failed, failed

    def ask(self, requests: list[dict]) -> list[dict]:
        reader = self.folder / "tensor-values.js"
        subprocess.run(
            [
                ROOT / "node_modules/.bin/esbuild",
                ROOT / "test/python/tensor-values.ts",
                "--bundle",
                "--platform=node",
                "--log-level=warning",
                f"--outfile={reader}",
            ],
            check=True,
        )
        asked = self.folder / "requests.json"
        asked.write_text(json.dumps(requests))
        answered = subprocess.run(["node", reader, asked], check=True, stdout=subprocess.PIPE)
        return json.loads(answered.stdout)
