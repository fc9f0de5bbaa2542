"""Mends faulty losses by the fixes of the linter, and compares what they compute then with the reference.

The faulty losses are the wrong examples of the pages on the rules, and those of fix_cases.py. Before its fix a loss gives
another value than the reference or raises; afterwards value and gradient are those of the reference to 1e-6.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import torch

from fix_cases import CASES as CASES_OF_LOSSES
from fix_cases import FixCase
from fix_cases_of_calls import CASES_OF_CALLS
from fix_cases_of_edges import CASES_OF_EDGES
from fix_cases_of_objectives import OBJECTIVES, problem_of_objective
from fix_cases_of_sides import CASES_OF_SIDES
from run_harness import bundled
from run_rule_pages import Page, module_of, pages


CASES = CASES_OF_LOSSES + CASES_OF_CALLS + CASES_OF_EDGES + CASES_OF_SIDES


def compared_with_reference(case: FixCase, source: str, name: str) -> str | None:
    """The difference from the reference; None without one."""
    try:
        make: Callable = module_of(name, source).make
        for inputs in case.inputs():
            own, other = (value_and_gradient(loss, *inputs) for loss in (make(), case.reference))
            for ours, theirs in zip(own, other):
                if not torch.allclose(ours.double(), theirs.double(), rtol=1e-6, atol=1e-7):
                    return f"{ours.tolist()} for {theirs.tolist()}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def value_and_gradient(loss: Callable, logits: torch.Tensor, targets: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    leaf = logits.clone().requires_grad_()
    value = loss(leaf * 1, targets)
    value.backward()
    return value.detach(), leaf.grad


def problem_of_case(case: FixCase, answer: dict) -> str | None:
    if answer["mended"] is None:
        return "no fix is offered"
    if compared_with_reference(case, case.source, "faulty") is None:
        return "the faulty loss is the reference"
    replaced = answer["replaced"]
    return compared_with_reference(case, answer["mended"], "mended") or (
        None if replaced is None else compared_with_reference(case, replaced, "replaced")
    )


def problem_of_page(page: Page, answer: dict) -> str | None:
    if answer["mended"] is None:
        return "no fix is offered"
    replaced = answer["replaced"]
    # Another implementation rounds other steps in float32, in which the pages measure.
    of_replaced = None if replaced is None else page.problem_of_mended(replaced, relative=1e-5)
    return page.problem_of_mended(answer["mended"]) or of_replaced


def fixes() -> list[str | None]:
    """One outcome for each faulty loss: what is wrong with its fix and with its replacement, or None."""
    of_pages = [page for page in pages() if "a fix is offered" in page.text]
    asked = [{"source": page.wrong, "rule": page.path.stem} for page in of_pages]
    asked += [{"source": case.source, "rule": case.rule} for case in CASES]
    asked += [{"source": source, "rule": rule} for _, rule, source in OBJECTIVES]
    answers = bundled("fix-values.ts", json.dumps(asked))
    problems = [(page.path.stem, problem_of_page(page, answer)) for page, answer in zip(of_pages, answers)]
    problems += [(case.name, problem_of_case(case, answer)) for case, answer in zip(CASES, answers[len(of_pages) :])]
    problems += [
        (name, problem_of_objective(source, answer["mended"]))
        for (name, _, source), answer in zip(OBJECTIVES, answers[-len(OBJECTIVES) :])
    ]
    return [None if problem is None else f"fix of {name}: {problem}" for name, problem in problems]
