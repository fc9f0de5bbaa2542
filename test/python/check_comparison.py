"""Compares a report with the reference, entry by entry."""

import numpy as np

from scipy.special import softmax
from scipy.stats import binomtest
from sklearn.metrics import roc_auc_score

from check_reference import (
    confusions,
    cumulative_loss,
    hardest,
    ranking,
    reliability,
    scaled_calibration_error,
)

SUMS = {
    "crossEntropy": "cross_entropy",
    "alphaBalancedCrossEntropy": "balanced",
    "focal": "focal",
    "focalStar": "focal_star",
}


class Comparison:
    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failures = []

    def close(self, what, found, expected, relative=1e-6, absolute=1e-12):
        found = np.asarray(np.nan if found is None else found, float)
        expected = np.asarray(expected, float)
        agrees = found.shape == expected.shape and np.allclose(
            found, expected, rtol=relative, atol=absolute, equal_nan=True
        )
        self.record(what, agrees, found, expected)

    def same(self, what, found, expected):
        self.record(what, found == expected, found, expected)

    def record(self, what, agrees, found, expected):
        if agrees:
            self.passed += 1
        else:
            self.failures.append(f"{self.name}: {what}: expected {expected}, found {found}")


def compare(name, report, reference, values, channel_axis):
    """`values`: the logits or probabilities as they lie in the file; `channel_axis`: None or the class axis."""
    comparison = Comparison(name)
    comparison.same("counts", report["counts"], reference.counts)
    compare_losses(comparison, report, reference)
    compare_classes(comparison, report, reference)
    compare_distribution(comparison, report, reference)
    compare_values(comparison, report, values, channel_axis)
    if reference.margin is not None:
        compare_calibration(comparison, report, reference)
        compare_ranking(comparison, report, reference)
        compare_confusions(comparison, report, reference)
        compare_cumulative_losses(comparison, report, reference)
    else:
        comparison.same("calibration of soft targets", report["calibration"], None)
    compare_hardest(comparison, report, reference)
    return comparison


def compare_losses(comparison, report, reference):
    taken, positives = len(reference.positive), int(reference.positive.sum())
    for key, attribute in SUMS.items():
        found = report["losses"][key]
        total = np.sum(getattr(reference, attribute))
        comparison.close(f"{key} sum", found["sum"], total)
        comparison.close(f"{key} mean", found["mean"], total / taken if taken else np.nan)
        comparison.close(f"{key} mean over positives", found["meanOverPositives"], total / max(1, positives))
        comparison.close(f"{key} mean over all", found["meanOverAll"], total / reference.counts["elements"])


def compare_classes(comparison, report, reference):
    multi_label = report["interpretation"]["link"] == "sigmoid" and report["interpretation"]["classes"] is not None
    for entry in report["classes"]:
        of_class = reference.group == entry["index"]
        counted = of_class & reference.positive if multi_label else of_class
        comparison.same(f"count of class {entry['index']}", entry["count"], int(counted.sum()))
        for key, terms in (
            ("crossEntropyShare", reference.cross_entropy),
            ("focalShare", reference.focal),
            ("gradientShare", reference.gradient),
        ):
            total = terms.sum()
            if np.isnan(total):
                continue  # torchvision's own gradient is NaN where 1 − p_t is 0 and γ < 1.
            expected = terms[of_class].sum() / total if total > 0 else np.nan
            comparison.close(f"{key} of class {entry['index']}", entry[key], expected)


def compare_distribution(comparison, report, reference):
    distribution = report["distribution"]
    for side, chosen in (("positives", reference.positive), ("negatives", ~reference.positive)):
        found = distribution["targetProbability"][side]
        p = np.clip(reference.target_probability[chosen], 0, 1)
        counts, _ = np.histogram(p, bins=100, range=(0, 1))
        comparison.same(f"p_t histogram of the {side}", found["counts"], counts.tolist())
        for key, terms in (("crossEntropy", reference.cross_entropy), ("focal", reference.focal)):
            sums, _ = np.histogram(p, bins=100, range=(0, 1), weights=terms[chosen])
            comparison.close(f"{key} by p_t of the {side}", found[key], sums, absolute=1e-9)
    easy = ~reference.positive & (reference.target_probability >= 0.5)
    found = distribution["easyNegatives"]
    comparison.same("easy negatives", found["count"], int(easy.sum()))
    for key, terms in (
        ("crossEntropyShare", reference.cross_entropy),
        ("alphaBalancedCrossEntropyShare", reference.balanced),
        ("focalShare", reference.focal),
    ):
        total = terms.sum()
        comparison.close(f"easy negatives' {key}", found[key], terms[easy].sum() / total if total > 0 else np.nan)


def compare_values(comparison, report, values, channel_axis):
    values = np.asarray(values, float)
    finite = values[np.isfinite(values)]
    found = report["distribution"]["values"]
    comparison.close("minimum", found["minimum"], finite.min(), relative=0, absolute=0)
    comparison.close("maximum", found["maximum"], finite.max(), relative=0, absolute=0)
    comparison.close("mean", found["mean"], finite.mean(), absolute=1e-9 * max(1, np.abs(finite).max()))
    counts, _ = np.histogram(finite, np.asarray(found["edges"]))
    comparison.same("histogram of the values", found["counts"], counts.tolist())
    if channel_axis is None:
        return
    channels = report["statistics"]["values"]["channels"]
    per_channel = np.moveaxis(values, channel_axis, 0).reshape(values.shape[channel_axis], -1)
    known = [channel[np.isfinite(channel)] for channel in per_channel]
    comparison.close("minima of the channels", channels["minima"], [channel.min() for channel in known])
    comparison.close("maxima of the channels", channels["maxima"], [channel.max() for channel in known])
    comparison.close("sums of the channels", channels["sums"], [channel.sum() for channel in known], absolute=1e-6)
    comparison.close("squares of the channels", channels["squares"], [(channel**2).sum() for channel in known])


def compare_calibration(comparison, report, reference):
    calibration = report["calibration"]
    counts, confidence, accuracy = reliability(reference)
    bins = calibration["bins"]
    filled = [bin for bin in bins if bin["count"] > 0]
    comparison.same("reliability counts", [bin["count"] for bin in bins], counts.tolist())
    # The kernel takes a row's exponentials in float32, the reference everything in float64.
    comparison.close("confidence of the bins", [bin["confidence"] for bin in filled], confidence, relative=1e-6)
    comparison.close("accuracy of the bins", [bin["accuracy"] for bin in filled], accuracy, relative=1e-9)
    weights = counts[counts > 0] / counts.sum()
    error = np.sum(weights * np.abs(accuracy - confidence))
    comparison.close("ECE", calibration["expectedCalibrationError"], error, relative=1e-6)
    if reference.temperature is not None:
        # Beyond a million logits both come from a sample, whose standard error is stated.
        error = calibration["temperatureStandardError"]
        absolute = 4 * error + 1e-4 * reference.temperature
        comparison.close("temperature", calibration["temperature"], reference.temperature, relative=0, absolute=absolute)
        scaled = calibration["scaled"]
        relative = 1e-5 if scaled["standardError"] == 0 else 1e-2
        comparison.close(
            "cross-entropy at the temperature", scaled["crossEntropy"], reference.temperature_loss, relative=relative
        )
        expected = scaled_calibration_error(reference, calibration["temperature"])
        absolute = 4 * scaled["standardError"] + 1e-9
        comparison.close(
            "ECE at the temperature", scaled["expectedCalibrationError"], expected, relative=0, absolute=absolute
        )


def compare_ranking(comparison, report, reference):
    accuracy, area, precision = ranking(reference)
    found = report["ranking"]
    comparison.close("accuracy", found["accuracy"]["value"], accuracy, relative=1e-12)
    if area is None:
        return
    for what, measure, expected in (("ROC AUC", "rocAuc", area), ("average precision", "averagePrecision", precision)):
        bound = found[measure]["errorBound"]
        comparison.close(what, found[measure]["value"], expected, relative=1e-6, absolute=bound + 1e-12)
        comparison.record(f"the bound of the {what}", bound < 0.01, bound, "less than 0.01")


def compare_confusions(comparison, report, reference):
    found = report["ranking"]
    interpretation = report["interpretation"]
    if interpretation["link"] == "sigmoid" and interpretation["classAxis"] is not None:
        comparison.same("classes of several labels", found["classes"], [])
        compare_labels(comparison, found["rocAucOfLabels"], reference)
        return
    matrix, recall, top_five = confusions(reference)
    comparison.close("top-5 accuracy", (found["topFive"] or {}).get("value"), np.nan if top_five is None else top_five)
    listed = [one["index"] for one in found["classes"]]
    seen = np.flatnonzero(matrix.sum(0) + matrix.sum(1))
    if interpretation["link"] == "softmax":
        comparison.same("classes of the ranking", listed, seen.tolist())
        predicted = softmax(reference.logits, 1).sum(0)[listed]
        errors = np.array([one["expectedStandardError"] for one in found["classes"]])
        foretold = [one["expected"] for one in found["classes"]]
        comparison.record("foretold counts", bool(np.all(np.abs(foretold - predicted) <= 4 * errors + 1e-6 * predicted)), foretold, predicted)
    for one in found["classes"]:
        index, right = one["index"], int(matrix[one["index"], one["index"]])
        what = f"class {index}"
        comparison.same(f"examples of {what}", one["count"], int(matrix[index].sum()))
        comparison.same(f"predictions of {what}", one["predicted"], int(matrix[:, index].sum()))
        comparison.close(f"recall of {what}", one["recall"], recall[index])
        if one["count"] > 0:
            interval = binomtest(right, one["count"]).proportion_ci(0.95, "wilson")
            comparison.close(f"interval of the recall of {what}", [one["low"], one["high"]], [interval.low, interval.high])
    for pair in found["confusions"]:
        target, predicted = pair["target"], pair["predicted"]
        what = f"class {target} taken for {predicted}"
        comparison.same(what, pair["count"], int(matrix[target, predicted]))
        comparison.close(f"share of {what}", pair["share"], matrix[target, predicted] / matrix[target].sum())
    if interpretation["link"] == "softmax":
        others = np.sort(matrix[~np.eye(len(matrix), dtype=bool)])[::-1]
        most = others[others > 0][: len(found["confusions"])]
        comparison.same("the most frequent confusions", [pair["count"] for pair in found["confusions"]], most.tolist())


def compare_labels(comparison, found, reference):
    """The ROC area within labels: that of scikit-learn of each label, weighed by its pairs of a positive and a negative."""
    areas, pairs = [], []
    for label in np.unique(reference.group):
        own = reference.group == label
        positives = int(reference.positive[own].sum())
        pairs.append(positives * (own.sum() - positives))
        areas.append(roc_auc_score(reference.positive[own], reference.score[own]) if pairs[-1] > 0 else 0)
    if sum(pairs) == 0:
        comparison.same("ROC AUC within labels", found, None)
        return
    expected = np.average(areas, weights=pairs)
    comparison.close("ROC AUC within labels", found["value"], expected, relative=1e-6, absolute=found["errorBound"] + 1e-12)
    comparison.record("the bound of the ROC AUC within labels", found["errorBound"] < 0.05, found["errorBound"], "less than 0.05")


def compare_cumulative_losses(comparison, report, reference):
    for curves in report["distribution"]["cumulativeLoss"]:
        for side, chosen in (("positives", reference.positive), ("negatives", ~reference.positive)):
            curve = curves[side]
            if curve is None:
                continue
            expected = cumulative_loss(reference.margin[chosen], curves["gamma"], curve["samples"])
            what = f"Figure 4 of the {side}, γ = {curves['gamma']}"
            comparison.close(what, curve["loss"], expected, relative=1e-4, absolute=1e-6)


def compare_hardest(comparison, report, reference):
    for side in ("positives", "negatives"):
        elements, losses = hardest(reference, side)
        found = report["hardest"][side]
        comparison.close(f"hardest {side}", [one["crossEntropy"] for one in found], losses)
        if len(set(losses.tolist())) == len(losses) and all(len(one["index"]) == 1 for one in found):
            comparison.same(f"indices of the hardest {side}", [one["index"][0] for one in found], elements.tolist())
