"""Prints loss values that PyTorch computes on random data, and asks the product which loss gives each.

Without arguments a few cases, which must all come out right; with seeds, the whole measurement of docs/explain.md. The last
line printed is "N passed, N failed".
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent))

from explain_losses import BINARY
from explain_losses_of_classes import ANCHORS, CLASSES
from explain_losses_of_libraries import BOXES, IMAGES, MASKS, TWO_CLASSES, boxes, images, masks, two_classes
from explain_unrelated import UNRELATED

ROOT = Path(__file__).resolve().parents[2]
DIGITS = (4, 6, 8)
# Numbers of digits whose wrong answers are printed.
SHOWN = 6
# Losses that differ by less are one number on these data.
SAME = 1e-9
# The shares that must be reached with six digits.
FIRST, AMONG_THREE, UNEXPLAINED = 0.95, 0.99, 0.95
SEEDS_OF_TEST = [11]


def binary(seed: int) -> tuple[Tensor, Tensor]:
    random = np.random.default_rng(seed)
    count = int(random.integers(900, 6000))
    targets = random.random(count) < random.uniform(0.03, 0.4)
    logits = random.normal(-1.5, random.uniform(1.5, 3), count) + targets * random.uniform(1, 4)
    # A few confident mistakes, as every data set has them.
    logits = np.where(random.random(count) < 0.01, random.normal(0, 12, count), logits)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets, dtype=torch.float32)


def classes(seed: int) -> tuple[Tensor, Tensor]:
    random = np.random.default_rng(seed)
    count, width = int(random.integers(500, 2500)), int(random.integers(4, 12))
    shares = random.dirichlet(np.full(width, 2.0)) * 0.9 + 0.1 / width
    targets = random.choice(width, count, p=shares)
    logits = random.normal(0, random.uniform(1, 2.5), (count, width))
    logits[np.arange(count), targets] += random.uniform(1, 4)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets)


def anchors(seed: int) -> tuple[Tensor, Tensor]:
    random = np.random.default_rng(seed)
    shape = (int(random.integers(2, 6)), int(random.integers(80, 400)), int(random.integers(3, 9)))
    targets = (random.random(shape) < random.uniform(0.01, 0.05)).astype(np.int64)
    logits = random.normal(-4, random.uniform(1, 2), shape) + targets * random.uniform(1, 5)
    targets[random.random(shape[:2]) < 0.06] = -1
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets, dtype=torch.float32)


SUITES = [
    (binary, BINARY, UNRELATED),
    (classes, CLASSES, []),
    (anchors, ANCHORS, []),
    (images, IMAGES, []),
    (masks, MASKS, []),
    (boxes, BOXES, []),
    (two_classes, TWO_CLASSES, []),
]


@dataclass(frozen=True)
class Question:
    seed: int
    name: str
    digits: int
    text: str
    # The id and the reduction of the explanation; None if there should be none.
    wanted: tuple[str, str] | None


def printed(value: float, digits: int) -> str:
    """A value as a program prints it, rounded to some digits."""
    return np.format_float_positional(value, precision=digits, fractional=False, unique=False, trim="k")


def questions_of(seed: int, x: Tensor, y: Tensor, cases: list, unrelated: list) -> list[Question]:
    values = [(case.name, float(case.loss(x, y)), (case.id, case.reduction)) for case in cases]
    values += [(name, float(loss(x, y)), None) for name, loss in unrelated]
    return [Question(seed, name, digits, printed(value, digits), wanted) for name, value, wanted in values for digits in DIGITS]


def answers_to(requests: list[dict]) -> list:
    with tempfile.TemporaryDirectory() as folder:
        program, request = Path(folder) / "explain-values.js", Path(folder) / "request.json"
        source, esbuild = ROOT / "test/python/explain-values.ts", ROOT / "node_modules/.bin/esbuild"
        subprocess.run([esbuild, source, "--bundle", "--platform=node", "--log-level=error", f"--outfile={program}"], check=True)
        request.write_text(json.dumps({"data": requests}))
        run = subprocess.run(["node", program, request], check=True, capture_output=True, text=True)
        return [answer for answers in json.loads(run.stdout) for answer in answers]


@dataclass
class Score:
    cases: int = 0
    first: int = 0
    # Or the same value on these data as the first.
    same: int = 0
    among_three: int = 0
    unrelated: int = 0
    unexplained: int = 0

    def add(self, question: Question, explanations: list[dict]) -> None:
        found = [(each["id"], each["facts"]["reduction"]) for each in explanations]
        if question.wanted is None:
            self.unrelated += 1
            self.unexplained += not found
        else:
            self.cases += 1
            self.first += found[:1] == [question.wanted]
            value = explanations[0]["value"] if found else 0.0
            equal = [at for at, each in zip(found, explanations) if abs(each["value"] - value) <= SAME * abs(value)]
            self.same += question.wanted in equal
            self.among_three += question.wanted in found[:3]
        if question.digits == SHOWN and found[:1] != ([] if question.wanted is None else [question.wanted]):
            titles = [f"{each['title']} = {each['value']:.9g}" for each in explanations[:3]]
            print(f"seed {question.seed}, {question.name}: {question.text} is explained by {titles or 'nothing'}")

    def reaches(self) -> list[bool]:
        return [
            self.first >= FIRST * self.cases,
            self.among_three >= AMONG_THREE * self.cases,
            self.unexplained >= UNEXPLAINED * self.unrelated,
        ]


def main() -> int:
    seeds = [int(word) for word in sys.argv[1:]] or SEEDS_OF_TEST
    requests, questions = [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for make, cases, unrelated in SUITES:
                x, y = make(seed)
                file = Path(folder) / f"{make.__name__}{seed}.npz"
                np.savez(file, logits=x.numpy(), targets=y.numpy().astype(np.int64))
                asked = questions_of(seed, x, y, cases, unrelated)
                requests.append({"file": str(file), "values": [question.text for question in asked]})
                questions += asked
        answers = answers_to(requests)
    scores = {digits: Score() for digits in DIGITS}
    for question, explanations in zip(questions, answers):
        scores[question.digits].add(question, explanations)
    for digits, score in scores.items():
        print(
            f"{digits} digits: {score.first} of {score.cases} first, {score.same} with those of the same value, {score.among_three} among three;"
            f" {score.unexplained} of {score.unrelated} unrelated ones unexplained"
        )
    reached = scores[6].reaches()
    print(f"{sum(reached)} passed, {len(reached) - sum(reached)} failed")
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
