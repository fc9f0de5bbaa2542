"""Compares the answers that follow from histograms with scikit-learn, SciPy and PyTorch on every element."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scipy.optimize import minimize_scalar
from scipy.special import expit, logit
from scipy.stats import beta as beta_distribution
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, fbeta_score, log_loss, precision_recall_curve

ROOT = Path(__file__).resolve().parents[2]
WISHES = {"precision": 0.9, "recall": 0.9, "missCost": 10.0}
# Sums over bins leave out what is of third order in a bin's width.
BINNED = 1e-4
EXACT = 1e-9
ROUNDING = 1e-15
# For millions of examples the logarithm of the gamma function leaves no more digits.
INTERVAL = 1e-8


class Tally:
    """Counts comparisons and prints those that fail."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def near(self, name: str, ours: float, theirs: float, within: float) -> None:
        """Fails unless two numbers differ by at most this."""
        self.true(f"{name}: {ours!r} for {theirs!r}, which may differ by {within:.3g}", abs(ours - theirs) <= within)

    def true(self, name: str, holds: bool) -> None:
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAILED {name}")


def focal_loss(x: torch.Tensor, y: torch.Tensor, alpha: float | None, gamma: float) -> torch.Tensor:
    missing = torch.sigmoid((1 - 2 * y) * x)
    weight = 1.0 if alpha is None else alpha * y + (1 - alpha) * (1 - y)
    return weight * missing**gamma * F.binary_cross_entropy_with_logits(x, y, reduction="none")


def decoded(x: np.ndarray, alpha: float | None, gamma: float) -> np.ndarray:
    """The logit of the probability at which a score is the minimum of the expected loss: its gradients cancel there."""
    scores = torch.from_numpy(x.copy()).requires_grad_()
    ups = torch.autograd.grad(focal_loss(scores, torch.ones_like(scores), alpha, gamma).sum(), scores)[0].numpy()
    downs = torch.autograd.grad(focal_loss(scores, torch.zeros_like(scores), alpha, gamma).sum(), scores)[0].numpy()
    return np.log(downs) - np.log(-ups)


def calibration_error(y: np.ndarray, p: np.ndarray) -> float:
    """Over 15 equal bins, from scikit-learn's curve and NumPy's counts of the same bins."""
    accuracy, confidence = calibration_curve(y, p, n_bins=15, strategy="uniform")
    bins = np.searchsorted(np.linspace(0, 1, 16)[1:-1], p)
    counts = np.bincount(bins, minlength=15)
    return float((counts[counts > 0] * np.abs(accuracy - confidence)).sum() / len(y))


def losses_of(y: np.ndarray, logits: np.ndarray) -> np.ndarray:
    """Cross-entropy of each element; scikit-learn's clips probabilities near 0 and 1."""
    return np.logaddexp(0, np.where(y == 1, -logits, logits))


def compare_measures(tally: Tally, name: str, ours: dict, y: np.ndarray, logits: np.ndarray) -> None:
    p = expit(logits)
    loss, brier = losses_of(y, logits).mean(), brier_score_loss(y, p)
    tally.near(f"{name} log loss", ours["logLoss"], loss, BINNED * loss)
    tally.near(f"{name} Brier", ours["brier"], brier, BINNED * brier)
    tally.near(f"{name} calibration error", ours["expectedCalibrationError"], calibration_error(y, p), ours["errorBound"])


def compare_map(tally: Tally, name: str, ours: dict, x: np.ndarray, y: np.ndarray, alpha: float | None, gamma: float) -> None:
    mapped = decoded(x, alpha, gamma)
    compare_measures(tally, f"{name} scores", ours["scores"], y, x)
    compare_measures(tally, f"{name} map", ours["map"], y, mapped)
    # The error of a constant is not compared: it is right by definition.
    tally.near(f"{name} constant log loss", ours["constant"]["logLoss"], log_loss(y, np.full(len(y), y.mean())), EXACT)
    tally.near(f"{name} constant Brier", ours["constant"]["brier"], brier_score_loss(y, np.full(len(y), y.mean())), EXACT)
    best = minimize_scalar(lambda at: losses_of(y, x * at).mean(), bounds=(0.01, 100), method="bounded", options={"xatol": 1e-9})
    tally.near(f"{name} temperature", ours["temperature"]["temperature"] * best.x, 1, 1e-3)
    compare_measures(tally, f"{name} temperature", ours["temperature"], y, x / ours["temperature"]["temperature"])
    fit = LogisticRegression(penalty=None, tol=1e-10, max_iter=1000).fit(x[:, None], y)
    slope, intercept = float(fit.coef_[0, 0]), float(fit.intercept_[0])
    tally.near(f"{name} Platt's slope", ours["platt"]["slope"], slope, 1e-3 * slope)
    tally.near(f"{name} Platt's intercept", ours["platt"]["intercept"], intercept, 1e-3 * (1 + abs(intercept)))
    compare_measures(tally, f"{name} Platt", ours["platt"], y, ours["platt"]["slope"] * x + ours["platt"]["intercept"])
    gains = losses_of(y, x) - losses_of(y, mapped)
    tally.near(f"{name} gain", ours["gain"], gains.mean(), BINNED * np.abs(gains).mean() + ROUNDING)
    error = gains.std() / np.sqrt(len(gains))
    tally.near(f"{name} gain's error", ours["gainStandardError"], error, 1e-3 * error + ROUNDING)


def gradients(x: np.ndarray, y: np.ndarray, loss: dict) -> tuple[np.ndarray, np.ndarray]:
    logits, targets = torch.from_numpy(x.copy()).requires_grad_(), torch.from_numpy(y.astype(np.float64))
    if loss["kind"] == "asymmetric":
        p_m = (torch.sigmoid(logits) - loss["clip"]).clamp(min=0)
        of_positives = -((1 - torch.sigmoid(logits)) ** loss["gammaPositive"]) * F.logsigmoid(logits)
        values = targets * of_positives - (1 - targets) * p_m ** loss["gammaNegative"] * torch.log(1 - p_m)
    elif loss["kind"] == "labelSmoothedCrossEntropy":
        smooth = loss["labelSmoothing"]
        values = F.binary_cross_entropy_with_logits(logits, targets * (1 - smooth) + smooth / 2, reduction="none")
    else:
        values = focal_loss(logits, targets, loss.get("alpha"), loss.get("gamma", 0.0))
    (gradient,) = torch.autograd.grad(values.sum(), logits)
    return values.detach().numpy(), gradient.abs().numpy()


def compare_effect(tally: Tally, name: str, ours: dict, x: np.ndarray, y: np.ndarray) -> None:
    p_t = expit(np.where(y == 1, x, -x))
    easy = (y == 0) & (p_t >= 0.9)
    order = np.argsort(p_t)
    for row in ours["rows"]:
        label = f"{name} {row['loss']}"
        values, sizes = gradients(x, y, row["loss"])
        total = sizes.sum()
        tally.near(f"{label} value", row["value"], values.mean(), BINNED * values.mean())
        tally.near(f"{label} gradient", row["gradient"], sizes.mean(), BINNED * sizes.mean())
        tally.near(f"{label} positives", row["positiveShare"], sizes[y == 1].sum() / total, BINNED)
        tally.near(f"{label} easy negatives", row["easyNegativeShare"], sizes[easy].sum() / total, row["shareErrorBound"] + BINNED)
        hardest = sizes[order[: round(len(x) / 100)]].sum() / total
        one = sizes.max() / total
        tally.near(f"{label} hardest", row["hardestShare"], hardest, row["shareErrorBound"] + one + BINNED)
    tally.near(f"{name} easy negatives", ours["easyNegatives"], easy.mean(), 0.01)


def compare_balance(tally: Tally, name: str, ours: dict, x: np.ndarray, y: np.ndarray) -> None:
    prior = np.full(len(y), logit(y.mean()))
    for point in ours["line"]:
        for which, logits in (("balancedAlpha", x), ("atPrior", prior)):
            # At this alpha both sides have the same sum.
            _, sizes = gradients(logits, y, {"kind": "focal", "alpha": point[which], "gamma": point["gamma"]})
            positives, negatives = sizes[y == 1].sum(), sizes[y == 0].sum()
            tally.near(f"{name} {which} at gamma {point['gamma']}", positives / (positives + negatives), 0.5, BINNED)


def clopper_pearson(right: int, count: int) -> tuple[float, float]:
    low = 0.0 if right == 0 else float(beta_distribution.ppf(0.025, right, count - right + 1))
    high = 1.0 if right == count else float(beta_distribution.ppf(0.975, right + 1, count - right))
    return low, high


def cost(y: np.ndarray, raised: np.ndarray) -> float:
    return WISHES["missCost"] * (y & ~raised).sum() + (~y & raised).sum()


def compare_thresholds(tally: Tally, name: str, exact: list[dict], binned: dict, x: np.ndarray, y: np.ndarray) -> None:
    precision, recall, thresholds = precision_recall_curve(y, x)
    precision, recall = precision[:-1], recall[:-1]
    with np.errstate(invalid="ignore"):
        best = {beta: np.nanmax((1 + beta**2) * precision * recall / (beta**2 * precision + recall)) for beta in (1, 2)}
    found = {
        "best-f1": best[1],
        "best-f2": best[2],
        "precision": recall[precision >= WISHES["precision"]].max(initial=0),
        "recall": precision[recall >= WISHES["recall"]].max(),
        "cost": min(cost(y == 1, x >= at) for at in [*thresholds, np.inf]),
    }
    value = {
        "best-f1": lambda row: row["reached"]["value"],
        "best-f2": lambda row: row["reached"]["value"],
        "precision": lambda row: row["recall"]["value"],
        "recall": lambda row: row["precision"]["value"],
        "cost": lambda row: row["reached"]["value"],
    }
    for row in exact:
        if row["wish"] in found:
            tally.near(f"{name} exact {row['wish']}", value[row["wish"]](row), found[row["wish"]], EXACT * max(1, found[row["wish"]]))
    for row in binned["rows"]:
        label = f"{name} {row['wish']}"
        raised = x >= row["logit"]
        if row["wish"] != "cost-without-labels":
            tally.near(f"{label} found", row["found"], (raised & (y == 1)).sum(), 0)
            tally.near(f"{label} false alarms", row["falseAlarms"], (raised & (y == 0)).sum(), 0)
        else:
            tally.near(f"{label} cost", row["reached"]["value"], cost(y == 1, raised), row["reached"]["errorBound"])
        low, high = clopper_pearson(row["found"], int(y.sum()))
        tally.near(f"{label} recall's low end", row["recall"]["low"], low, EXACT)
        tally.near(f"{label} recall's high end", row["recall"]["high"], high, EXACT)
        if row["wish"] in ("best-f1", "best-f2", "cost"):
            tally.near(f"{label} value", row["reached"]["value"], found[row["wish"]], row["reached"]["errorBound"])
        if row["wish"] in ("half", "best-f1", "best-f2"):
            beta = 2 if row["wish"] == "best-f2" else 1
            tally.near(f"{label} F-score", row["reached"]["value"], fbeta_score(y, raised, beta=beta), EXACT)


def compare_reliability(tally: Tally, name: str, bins: list[dict], x: np.ndarray, y: np.ndarray) -> None:
    tally.near(f"{name} elements in bins", sum(one["count"] for one in bins), len(x), 0)
    for at, one in enumerate(bins):
        inside = (x >= one["low"]) & (x <= one["high"])
        label = f"{name} bin {at} of equal mass"
        tally.near(f"{label}: elements", one["count"], inside.sum(), 0)
        tally.near(f"{label}: confidence", one["confidence"], expit(x[inside]).mean(), BINNED * one["confidence"])
        tally.near(f"{label}: accuracy", one["accuracy"], y[inside].mean(), EXACT)


def data(rng: np.random.Generator) -> dict[str, dict]:
    """Detectors of the examples, and scores drawn from two normal distributions."""
    cases = {}
    for run in ("focal_epoch1", "focal_epoch16", "cross_entropy_epoch16"):
        with np.load(ROOT / f"examples/data/{run}.npz") as arrays:
            gamma, alpha = (2.0, 0.25) if run.startswith("focal") else (0.0, None)
            x, y = arrays["logits"].astype(np.float64), arrays["targets"]
            cases[run] = {"logits": x.ravel(), "targets": y.ravel().astype(int), "alpha": alpha, "gamma": gamma}
    for share, alpha, gamma in ((0.3, 0.6, 1.0), (0.02, 0.75, 0.5), (0.1, None, 5.0)):
        y = (rng.random(5000) < share).astype(int)
        # A quarter of a bin away from every edge of a bin.
        x = (np.floor(rng.normal(1.5 * y - 1, 1.2) * 128) + 0.5) / 128
        cases[f"normal_{share}"] = {"logits": x, "targets": y, "alpha": alpha, "gamma": gamma}
    return cases


def computed(request: dict) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "answers-values.js"
        source = ROOT / "test/python/answers-values.ts"
        esbuild = ROOT / "node_modules/.bin/esbuild"
        subprocess.run([esbuild, source, "--bundle", "--platform=node", "--log-level=warning", f"--outfile={program}"], check=True)
        path = Path(folder) / "request.json"
        path.write_text(json.dumps(request, default=lambda array: array.tolist()))
        return json.loads(subprocess.run(["node", program, path], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    rng = np.random.default_rng(21)
    trials = np.concatenate([rng.integers(1, 30, 100), rng.integers(30, 10_000, 100), rng.integers(10_000, 10_000_000, 50)])
    successes = np.round(trials * rng.choice([0, 1, *rng.random(5), *(rng.random(5) / 1000)], len(trials))).astype(int)
    cases = data(rng)
    answer = computed({"shares": np.stack([successes, trials], 1), "wishes": WISHES, "data": list(cases.values())})
    tally = Tally()
    for right, all_, ours in zip(successes, trials, answer["intervals"], strict=True):
        low, high = clopper_pearson(right, all_)
        tally.near(f"low end of {right} in {all_}", ours["low"], low, INTERVAL * low)
        tally.near(f"high end of {right} in {all_}", ours["high"], high, INTERVAL * high)
    for (name, case), ours in zip(cases.items(), answer["answers"], strict=True):
        x, y = case["logits"], case["targets"]
        compare_map(tally, name, ours["map"], x, y, case["alpha"], case["gamma"])
        compare_effect(tally, name, ours["effect"], x, y)
        compare_balance(tally, name, ours["balance"], x, y)
        compare_thresholds(tally, name, ours["exactRows"], ours["thresholds"], x, y)
        compare_reliability(tally, name, ours["reliability"], x, y)
    print(f"{tally.passed} passed, {tally.failed} failed")
    raise SystemExit(tally.failed > 0)


if __name__ == "__main__":
    main()
