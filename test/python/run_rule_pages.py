"""Runs the examples of the pages on the linter's rules, and compares what the pages say that they give.

Run as a program with --write, it writes the outcomes into the pages.
"""

from __future__ import annotations

import ast
import math
import os
import re
import sys
import types
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

os.environ.setdefault("KERAS_BACKEND", "jax")
PAGES = Path(__file__).resolve().parents[2] / "docs/rules"
RAISED = re.compile(r"\w+(Error|Exception|Interrupt)\b")
NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|nan|inf)")


class labelled:
    """The data that a booster hands to an objective."""

    def __init__(self, labels):
        self.labels = np.array(labels)

    def get_label(self):
        return self.labels


class reference:
    """The losses that right examples are compared with."""

    @staticmethod
    def sigmoid(logits, targets, alpha=0.25, gamma=2, reduction="mean"):
        return sigmoid_focal_loss(logits.double(), targets.double(), alpha, gamma, reduction)

    @staticmethod
    def softmax(logits, targets, weight=None, gamma=2, label_smoothing=0.0):
        log_p = F.log_softmax(logits.double(), dim=1)
        log_p_t = log_p[torch.arange(len(targets)), targets]
        smoothed = (1 - label_smoothing) * -log_p_t - label_smoothing * log_p.mean(dim=1)
        weights = torch.ones_like(log_p_t) if weight is None else weight.double()[targets]
        return (weights * (1 - log_p_t.exp()) ** gamma * smoothed).mean()

    @staticmethod
    def gradient(scores, data, alpha=0.25, gamma=2):
        leaf = torch.from_numpy(scores).requires_grad_()
        loss = reference.sigmoid(leaf, torch.from_numpy(data.get_label()), alpha, gamma, "sum")
        return torch.autograd.grad(loss, leaf)[0].numpy()

    @staticmethod
    def hessian(scores, data, alpha=0.25, gamma=2):
        leaf = torch.from_numpy(scores).requires_grad_()
        loss = reference.sigmoid(leaf, torch.from_numpy(data.get_label()), alpha, gamma, "sum")
        (slope,) = torch.autograd.grad(loss, leaf, create_graph=True)
        return torch.autograd.grad(slope.sum(), leaf)[0].numpy()


def gradient(loss, logits, *others, **settings):
    """The derivative of a loss by its logits."""
    leaf = logits.clone().requires_grad_()
    loss(leaf, *others, **settings).backward()
    return leaf.grad.tolist()


def over_processes(loss, *batches):
    """The mean of a loss over processes with a batch each: first they hand on what they gather, then they get the sum."""
    handed = []
    with patch.multiple(
        torch.distributed,
        is_available=lambda: True,
        is_initialized=lambda: True,
        get_world_size=lambda: len(batches),
        all_reduce=lambda tensor: handed.append(tensor.clone()),
    ):
        for batch in batches:
            loss(*batch)
        with patch.object(torch.distributed, "all_reduce", lambda tensor: tensor.copy_(sum(handed))):
            return sum(loss(*batch) for batch in batches) / len(batches)


def code_under(heading: str, page: str) -> str:
    return re.search(rf"\n## {heading}\n.*?```\w+\n(.*?)```", page, re.DOTALL).group(1)


class Unparsed:
    """A module that Python does not parse."""

    def __init__(self, error: SyntaxError) -> None:
        self.error = error

    def __getattr__(self, name: str) -> object:
        raise self.error


def module_of(name: str, source: str) -> types.ModuleType | Unparsed:
    module = sys.modules[name] = types.ModuleType(name)
    try:
        exec(compile(source, name, "exec"), module.__dict__)
    except SyntaxError as error:
        return Unparsed(error)
    return module


def shown(value: object) -> str:
    """An outcome as the pages have it: numbers with four digits."""
    if isinstance(value, (torch.Tensor, np.ndarray)):
        value = value.tolist()
    if isinstance(value, Exception):
        return f"{type(value).__name__}: {str(value).splitlines()[0]}"
    if isinstance(value, float):
        return f"{value + 0.0:.4g}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(shown, value))}]"
    return repr(value)


def numbers_of(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def is_same(one: str, other: str, relative: float) -> bool:
    """True for the same text, for two exceptions, and for numbers that differ by no more than their digits."""
    if RAISED.match(one) or RAISED.match(other):
        return bool(RAISED.match(one) and RAISED.match(other))
    if NUMBER.sub("", one) != NUMBER.sub("", other):
        return False
    pairs = list(zip(numbers_of(one), numbers_of(other), strict=True))
    return all(a == b or (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=relative, abs_tol=1e-9) for a, b in pairs)


def is_close(one: object, other: object, relative: float = 1e-6) -> bool:
    """True if two outcomes are the same, numbers to a share."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    if isinstance(one, (list, tuple, np.ndarray)) and isinstance(other, (list, tuple, np.ndarray)):
        return len(one) == len(other) and all(is_close(mine, theirs, relative) for mine, theirs in zip(one, other))
    try:
        return math.isclose(float(one), float(other), rel_tol=relative, abs_tol=1e-6)
    except (TypeError, ValueError):
        return False


class Page:
    """A page with the outcomes of its lines."""

    def __init__(self, path: Path, imports: str) -> None:
        self.path = path
        self.text = path.read_text()
        self.wrong, self.right = (imports + code_under(heading, self.text) for heading in ("Wrong", "Right"))
        self.before, rest = self.text.split("```pycon\n")
        self.session, self.after = rest.split("```\n", 1)
        self.lines = self.outcomes(self.wrong)

    def outcomes(self, wrong: str) -> list[tuple[str, str, object]]:
        """The outcome of each line of the session, with what the page says, where this code is the wrong example."""
        examples = {"wrong": module_of("wrong", wrong), "right": module_of("right", self.right)}
        own = {"reference": reference, "gradient": gradient, "labelled": labelled, "over_processes": over_processes, "np": np, "torch": torch, "F": F}
        names = {**examples, **own}
        lines: list[tuple[str, str, object]] = []
        for block in self.session.split(">>> ")[1:]:
            source, said = block.split("\n", 1)
            try:
                if isinstance(ast.parse(source).body[0], ast.Expr):
                    lines.append((source, said.strip(), eval(source, names)))
                else:
                    exec(source, names)
                    lines.append((source, said.strip(), None))
            except Exception as error:
                lines.append((source, said.strip(), error))
        return lines

    def measured(self) -> str:
        session = "".join(
            f">>> {source}\n" + ("" if value is None else f"{shown(value)}\n") for source, _, value in self.lines
        )
        return f"{self.before}```pycon\n{session}```\n{self.after}"

    def problem_of_mended(self, mended: str, relative: float = 1e-6) -> str | None:
        """The fault of the wrong example after its fix; None if it gives what the right one or the reference gives."""
        lines = self.outcomes(mended)
        right = [value for source, _, value in lines if "wrong" not in source and value is not None]
        for source, _, value in lines:
            if "wrong." in source and value is not None and not any(is_close(value, each, relative) for each in right):
                return f"{source} gives {shown(value)} after the fix"
        return None

    def problem(self) -> str | None:
        """The fault of the page; None without one."""
        for source, said, value in self.lines:
            if value is not None and not is_same(said, shown(value), relative=1e-3):
                return f"{source} gives {shown(value)}, and the page says {said!r}"
        of = {
            name: [value for source, _, value in self.lines if name in source and value is not None]
            for name in ("wrong", "right", "reference")
        }
        if all(any(is_close(wrong, each) for each in of["reference"]) for wrong in of["wrong"]):
            return "the wrong example shows no fault"
        if not of["reference"] or not all(any(is_close(each, right) for right in of["right"]) for each in of["reference"]):
            return f"the right example does not give the reference: {of['right']} for {of['reference']}"
        return None


def pages() -> list[Page]:
    imports = re.search(r"```python\n(.*?)```", (PAGES / "README.md").read_text(), re.DOTALL).group(1)
    return [Page(path, imports) for path in sorted(PAGES.glob("*.md")) if path.name != "README.md"]


def rule_pages() -> list[str | None]:
    """One outcome for each page: what is wrong with it, or None."""
    problems = [(page.path.name, page.problem()) for page in pages()]
    return [None if problem is None else f"docs/rules/{name}: {problem}" for name, problem in problems]


if __name__ == "__main__":
    if "--write" in sys.argv:
        for page in pages():
            page.path.write_text(page.measured())
    for problem in rule_pages():
        if problem is not None:
            print(problem)
