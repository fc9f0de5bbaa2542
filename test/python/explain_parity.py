"""Prints the values of losses that PyTorch computes on held-out data, and asks what they are."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))

from explain_losses import BINARY
from explain_losses_of_classes import ANCHORS, CLASSES
from explain_unrelated import UNRELATED

ROOT = Path(__file__).resolve().parents[2]
DIGITS = (4, 6, 8)


def printed(value: float, digits: int) -> str:
    return f"{value:.{digits}g}" if "e" in f"{value:.{digits}g}" else np.format_float_positional(float(f"{value:.{digits}g}"), precision=digits, fractional=False, trim="k", min_digits=digits)


def binary(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    random = np.random.default_rng(seed)
    count = int(random.integers(900, 6000))
    share = random.uniform(0.03, 0.4)
    targets = random.random(count) < share
    logits = random.normal(-1.5, random.uniform(1.5, 3), count) + targets * random.uniform(1, 4)
    # A few confident mistakes, as every data set has them.
    wrong = random.random(count) < 0.01
    logits = np.where(wrong, random.normal(0, 12, count), logits)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets, dtype=torch.float32)


def classes(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    random = np.random.default_rng(seed)
    count, width = int(random.integers(500, 2500)), int(random.integers(4, 12))
    shares = random.dirichlet(np.full(width, 2.0)) * 0.9 + 0.1 / width
    targets = random.choice(width, count, p=shares)
    logits = random.normal(0, random.uniform(1, 2.5), (count, width))
    logits[np.arange(count), targets] += random.uniform(1, 4)
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets)


def anchors(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    random = np.random.default_rng(seed)
    shape = (int(random.integers(2, 6)), int(random.integers(80, 400)), int(random.integers(3, 9)))
    targets = (random.random(shape) < random.uniform(0.01, 0.05)).astype(np.int64)
    logits = random.normal(-4, random.uniform(1, 2), shape) + targets * random.uniform(1, 5)
    ignored = random.random(shape[:2]) < 0.06
    targets[ignored] = -1
    return torch.tensor(logits, dtype=torch.float32), torch.tensor(targets, dtype=torch.float32)


SUITES = [(binary, BINARY, UNRELATED), (classes, CLASSES, []), (anchors, ANCHORS, [])]


def main() -> int:
    seeds = [int(word) for word in sys.argv[1:]] or [11]
    with tempfile.TemporaryDirectory() as folder:
        requests, wanted = [], []
        for seed, (make, cases, unrelated) in ((seed, suite) for seed in seeds for suite in SUITES):
            x, y = make(seed)
            file = Path(folder) / f"{make.__name__}{seed}.npz"
            np.savez(file, logits=x.numpy(), targets=y.numpy().astype(np.int64))
            values = []
            for case in cases:
                value = float(case.loss(x, y))
                for digits in DIGITS:
                    values.append(printed(value, digits))
                    wanted.append((seed, case.name, f"{case.id} {case.reduction}", digits))
            for name, loss in unrelated:
                value = float(loss(x, y))
                for digits in DIGITS:
                    values.append(printed(value, digits))
                    wanted.append((seed, name, None, digits))
            requests.append({"file": str(file), "values": values})
        request = Path(folder) / "request.json"
        request.write_text(json.dumps({"data": requests}))
        program = Path(folder) / "explain-values.js"
        source = ROOT / "test/python/explain-values.ts"
        subprocess.run([ROOT / "node_modules/.bin/esbuild", source, "--bundle", "--platform=node", f"--outfile={program}", "--log-level=error"], check=True)
        run = subprocess.run(["node", program, request], capture_output=True, text=True, check=True)
        answers = json.loads(run.stdout)
    found = [answer for each in answers for answer in each["answers"]]
    print([(round(each["half"]), each["ofHistograms"], round(each["milliseconds"]), each["tried"]) for each in answers])
    texts = [text for each in requests for text in each["values"]]
    score = {digits: [0, 0, 0, 0, 0] for digits in DIGITS}
    for (seed, name, want, digits), answer, text in zip(wanted, found, texts):
        if answer is None:
            print("unreadable", name, text)
            continue
        got = [f"{c['id']} {c['reduction']}" for c in answer["explained"]]
        tally = score[digits]
        if want is None:
            tally[3] += 1
            tally[4] += not got
            if got:
                print(f"  UNRELATED {seed} {name} {digits} {text}: {[(c['id'], c['reduction'], c['gamma'], c['weights']['role'], c['weights']['alpha'], c['cost'], c['value']) for c in answer['explained'][:2]]}")
            continue
        tally[0] += 1
        tally[1] += got[:1] == [want]
        tally[2] += want in got[:3]
        if got[:1] != [want] and digits > 4:
            show = [(c['id'], c['reduction'], c['gamma'], c['weights']['role'], c['weights']['alpha'], round(c['cost'], 2), c['value']) for c in (answer['explained'] or answer['possible'])[:3]]
            print(f"  MISSED {seed} {name} {digits} {text} wanted {want}: {'' if got else 'possible '}{show}")
    for digits, (all_, first, three, unrelated, silent) in score.items():
        print(f"{digits} digits: first {first}/{all_}, among three {three}/{all_}; unrelated unexplained {silent}/{unrelated}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
