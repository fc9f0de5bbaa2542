"""Compares the facts about each class with scikit-learn, SciPy and NumPy on every element.

The command line is built afresh and run on softmax and multi-label data. The last line printed is "N passed, N failed"; the
exit code is 1 when anything failed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy.special import expit, softmax
from scipy.stats import beta as beta_distribution, binomtest
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, confusion_matrix, f1_score, precision_recall_curve, recall_score

sys.path.insert(0, str(Path(__file__).parent))

from command_line import command_line

ECE_BINS = 15

passed, failures = 0, []


def check(name: str, holds: bool) -> None:
    global passed
    if holds:
        passed += 1
    else:
        failures.append(name)


def near(name: str, ours: float, theirs: float, within: float) -> None:
    check(f"{name}: {ours!r} for {theirs!r}, which may differ by {within:.3g}", abs(ours - theirs) <= within)


def answer_of(command: str, path: Path, *options: str) -> dict:
    run = subprocess.run([*command_line(), command, str(path), "--json", *options], capture_output=True, text=True)
    if run.returncode == 2:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def clopper_pearson(successes: float, count: int) -> tuple[float, float]:
    low = 0.0 if successes == 0 else beta_distribution.ppf(0.025, successes, count - successes + 1)
    high = 1.0 if successes == count else beta_distribution.ppf(0.975, successes + 1, count - successes)
    return low, high


def calibration_error(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Guo et al. 2017, eq. 3, over the bins of scikit-learn's curve."""
    accuracies, confidences = calibration_curve(labels, probabilities, n_bins=ECE_BINS)
    bins = np.clip(np.searchsorted(np.linspace(0, 1, ECE_BINS + 1)[1:-1], probabilities), 0, ECE_BINS - 1)
    counts = np.bincount(bins, minlength=ECE_BINS)
    return float(np.sum(counts[counts > 0] * np.abs(accuracies - confidences)) / len(labels))


def compare_class(case: str, row: dict, labels: np.ndarray, probabilities: np.ndarray, exact_scores: np.ndarray) -> None:
    check(f"{case}: examples", row["count"] == int(labels.sum()))
    if labels.sum() == 0:
        check(f"{case}: no threshold without examples", row["averagePrecision"] is None and row["threshold"] is None)
        return
    measure, positives = row["averagePrecision"], int(labels.sum())
    near(f"{case}: average precision", measure["value"], average_precision_score(labels, exact_scores), measure["errorBound"] + 1e-12)
    low, high = clopper_pearson(measure["value"] * positives, positives)
    near(f"{case}: lower end", measure["low"], low, 1e-8)
    near(f"{case}: upper end", measure["high"], high, 1e-8)
    near(f"{case}: calibration error", row["calibrationError"], calibration_error(labels, probabilities), 1e-6)
    threshold = row["threshold"]
    raised = exact_scores >= threshold["logit"]
    check(f"{case}: found", threshold["found"] == int((raised & (labels == 1)).sum()))
    check(f"{case}: false alarms", threshold["falseAlarms"] == int((raised & (labels == 0)).sum()))
    near(f"{case}: F1 at the threshold", threshold["reached"]["value"], f1_score(labels, raised), 1e-12)
    precision, recall, _ = precision_recall_curve(labels, exact_scores)
    best = float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-300)))
    near(f"{case}: best F1", threshold["reached"]["value"], best, threshold["reached"]["errorBound"] + 1e-12)


def compare(case: str, found: dict, labels: np.ndarray, probabilities: np.ndarray, scores: np.ndarray) -> None:
    check(f"{case}: every row counted", found["rows"] == found["ofRows"] == len(labels))
    for row in found["classes"]:
        index = row["index"]
        compare_class(f"{case}, class {index}", row, labels[:, index], probabilities[:, index], scores[:, index])


def compare_multi_label(folder: Path, random: np.random.Generator) -> None:
    shares = np.exp(-np.linspace(1, 6, 12))
    labels = (random.random((6_000, 12)) < shares).astype(np.uint8)
    labels[:, 5] = 0
    # Logits of whole sixteenths lie on the edges of bins; larger ones in wider bins.
    for kind, logits in (
        ("multi-label", random.normal(-3, 2, labels.shape) + 3 * labels),
        ("multi-label of sixteenths", np.round(16 * (random.normal(-3, 2, labels.shape) + 2 * labels)) / 16),
        ("multi-label of large logits", 12 * (random.normal(-3, 2, labels.shape) + 2 * labels)),
    ):
        path = folder / "labels.npz"
        np.savez(path, logits=logits, targets=labels)
        found = answer_of("classes", path)["found"]
        compare(kind, found, labels, expit(logits), logits)
        per_row = found["labelsPerRow"]
        check(f"{kind}: rows without a label", per_row["withoutLabel"] == int((labels.sum(1) == 0).sum()))
        check(f"{kind}: labels per row", per_row["counts"] == np.bincount(labels.sum(1).astype(int)).tolist())


def compare_decisions(found: dict, targets: np.ndarray, predicted: np.ndarray) -> None:
    """The recall of each class of a softmax, and the class that it is most often taken for."""
    confusions = confusion_matrix(targets, predicted)
    for row, recall in zip(found["classes"], recall_score(targets, predicted, average=None, zero_division=0)):
        case, own = f"softmax, class {row['index']}", confusions[row["index"]].copy()
        count, right = int(own.sum()), int(own[row["index"]])
        near(f"{case}: recall", row["recall"]["value"], recall, 1e-12)
        for end, bound in zip(("low", "high"), binomtest(right, count).proportion_ci(0.95, "wilson")):
            near(f"{case}: {end} end of the recall", row["recall"][end], bound, 1e-8)
        own[row["index"]] = 0
        taken = row["confusedWith"]
        check(f"{case}: most frequent confusion", own.max() == (0 if taken is None else own[taken["index"]]))
        check(f"{case}: examples confused", own.max() == (0 if taken is None else taken["count"]))


def compare_identifiers(path: Path, targets: np.ndarray, probabilities: np.ndarray, names: np.ndarray) -> None:
    """The hardest examples, by the names that the file gives them."""
    statistics = answer_of("check", path)["statistics"]
    losses = -np.log(probabilities[np.arange(len(targets)), targets])
    hardest = statistics["hardest"]["positives"]
    check("ids of the hardest", [one["id"] for one in hardest] == [str(names[at]) for at in np.argsort(-losses)[: len(hardest)]])
    for entry in statistics["classScores"]["classes"]:
        of_class = np.flatnonzero(targets == entry["index"])
        expected = of_class[np.argsort(-losses[of_class])][: len(entry["missed"])]
        check(f"ids of the missed, class {entry['index']}", [one["id"] for one in entry["missed"]] == [str(names[at]) for at in expected])


def compare_softmax(folder: Path, random: np.random.Generator) -> None:
    classes = 7
    targets = random.choice(classes, 5_000, p=np.array([40, 25, 15, 10, 6, 3, 1]) / 100)
    logits = random.normal(0, 1.5, (5_000, classes))
    logits[np.arange(5_000), targets] += 2
    path = folder / "softmax.npz"
    np.savez(path, logits=logits, targets=targets)
    (folder / "names.json").write_text(json.dumps([f"name {index}" for index in range(classes)]))
    answer = answer_of("classes", path, "--alpha", "none")
    check("names beside the file", [row["name"] for row in answer["found"]["classes"]] == [f"name {index}" for index in range(classes)])
    probabilities = softmax(logits, axis=1)
    others = np.stack([np.delete(probabilities, index, axis=1).sum(1) for index in range(classes)], axis=1)
    compare("softmax", answer["found"], np.eye(classes)[targets], probabilities, np.log(probabilities / others))
    compare_decisions(answer["found"], targets, logits.argmax(axis=1))
    names = np.array([f"val/Bild_{index}_ü🌀.png" for index in range(len(targets))])
    for save, arrays in (
        (np.savez, {"paths": names}),
        (np.savez_compressed, {"image_paths": names.astype(names.dtype.newbyteorder(">"))}),
        (np.savez, {"files": np.char.encode(names, "utf-8")}),
        (np.savez, {"image_id": np.arange(len(targets)) + 2**60}),
    ):
        save(path, logits=logits, targets=targets, **arrays)
        (name, given), = arrays.items()
        compare_identifiers(path, targets, probabilities, given if name == "image_id" else names)


def main() -> int:
    random = np.random.default_rng(20170807)
    with tempfile.TemporaryDirectory() as folder:
        compare_multi_label(Path(folder), random)
        compare_softmax(Path(folder), random)
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
