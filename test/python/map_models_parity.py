"""Tries the map of focal loss on models trained here: two data sets, cross-entropy and focal loss, converged and over-fitted.

With --table it prints the table of docs/answers.md.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import torch
from answers_parity import WISHES, Tally, compare_map, computed, focal_loss
from sklearn.datasets import load_digits, make_moons
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn

torch.set_num_threads(1)
FOCAL = {"alpha": 0.25, "gamma": 2.0}
CROSS_ENTROPY = {"alpha": None, "gamma": 0.0}


@dataclass(frozen=True)
class Trained:
    """A model's logits of held-out examples."""

    data: str
    loss: str
    state: str
    logits: np.ndarray
    targets: np.ndarray


@dataclass(frozen=True)
class DataSet:
    """Examples to train on and held-out ones; of the first, a few to learn by heart."""

    x: torch.Tensor
    y: torch.Tensor
    few: int
    width: int
    held_x: torch.Tensor
    held_y: np.ndarray


def data_set(features: np.ndarray, targets: np.ndarray, few: int, width: int) -> DataSet:
    x, held_x, y, held_y = train_test_split(features, targets, test_size=0.5, random_state=0, stratify=targets)
    scaler = StandardScaler().fit(x)
    ready = torch.from_numpy(scaler.transform(x))
    return DataSet(ready, torch.from_numpy(y).double(), few, width, torch.from_numpy(scaler.transform(held_x)), held_y)


def data_sets() -> dict[str, DataSet]:
    digits = load_digits()
    # A few components leave classes that overlap, as data outside of textbooks do.
    components = PCA(3, random_state=0).fit_transform(digits.data)
    moons, is_lower = make_moons((18_000, 2_000), noise=0.35, random_state=0)
    return {
        "digits, 5 and above": data_set(components, (digits.target >= 5).astype(int), 300, 2),
        "moons, a tenth positive": data_set(moons, is_lower, 400, 6),
    }


def converged(data: DataSet, loss: dict) -> nn.Module:
    """A network with few weights for the examples there are, at a minimum of the loss."""
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(data.x.shape[1], data.width), nn.Tanh(), nn.Linear(data.width, 1)).double()
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        value = focal_loss(model(data.x)[:, 0], data.y, **loss).mean()
        value.backward()
        return value

    optimizer.step(closure)
    return model


def over_fitted(data: DataSet, loss: dict) -> nn.Module:
    """A network with more weights than examples, trained on a few until it knows them by heart."""
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(data.x.shape[1], 256), nn.ReLU(), nn.Linear(256, 1)).double()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(600):
        optimizer.zero_grad()
        focal_loss(model(data.x[: data.few])[:, 0], data.y[: data.few], **loss).mean().backward()
        optimizer.step()
    return model


def trained() -> list[Trained]:
    models = []
    for name, data in data_sets().items():
        for loss_name, loss in (("focal loss", FOCAL), ("cross-entropy", CROSS_ENTROPY)):
            for state, fit in (("converged", converged), ("over-fitted", over_fitted)):
                logits = fit(data, loss)(data.held_x)[:, 0].detach().numpy()
                models.append(Trained(name, loss_name, state, logits, data.held_y))
    return models


VERDICTS = {
    ("focal loss", "converged"): ("agrees",),
    ("focal loss", "over-fitted"): ("improves", "no-difference", "worsens"),
    ("cross-entropy", "converged"): ("worsens",),
    ("cross-entropy", "over-fitted"): ("worsens",),
}


def row(one: Trained, found: dict) -> str:
    losses = [found["scores"], found["map"], found["constant"], found["temperature"], found["platt"]]
    texts = [f"{measures['logLoss']:.3f}" for measures in losses]
    return " | ".join(["", one.data, one.loss, one.state, *texts, found["verdict"], ""]).strip()


def main() -> None:
    models = trained()
    # For a cross-entropy model this is the map of a loss that it was not trained with.
    data = [{"logits": one.logits, "targets": one.targets, **FOCAL} for one in models]
    answers = computed({"shares": [], "wishes": WISHES, "data": data})["answers"]
    tally = Tally()
    for one, ours in zip(models, answers, strict=True):
        found = ours["map"]
        if "--table" in sys.argv:
            print(row(one, found))
        name = f"{one.data}, {one.loss}, {one.state}"
        allowed = VERDICTS[one.loss, one.state]
        tally.true(f"{name}: {found['verdict']}, expected {allowed}", found["verdict"] in allowed)
        compare_map(tally, name, found, one.logits, one.targets, FOCAL["alpha"], FOCAL["gamma"])
        loss, fit = found["map"]["logLoss"], found["platt"]["logLoss"]
        tally.true(f"{name}: the map leaves {loss}, Platt scaling {fit}", (loss - fit < 0.02) == (found["verdict"] in ("agrees", "improves")))
    print(f"{tally.passed} passed, {tally.failed} failed")
    raise SystemExit(tally.failed > 0)


if __name__ == "__main__":
    main()
