"""Gathers and merges statistics by what focal-loss-statistics.schema.json says, and compares with the command line.

Nothing here is copied from the sources: the bins, limits and merge rules come from the schema. The command line is built
afresh and run on small files, for which the kernel is not used, and on a larger one, for which it is. The last line
printed is "N passed, N failed"; the exit code is 1 when anything failed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy.special import expit, logsumexp

sys.path.insert(0, str(Path(__file__).parent))

from command_line import command_line

REPOSITORY = Path(__file__).parents[2]
SCHEMA = json.loads((REPOSITORY / "schemas" / "focal-loss-statistics.schema.json").read_text())
ALPHA, GAMMA = 0.25, 2.0
IGNORED = 255

passed, failures = 0, []


def property_of(*path):
    found = SCHEMA
    for name in path:
        found = found["properties"][name]
    return found


# The statistics of logits x of shape (rows, channels) and targets y.


def values_of(x):
    bins = property_of("values", "histogram")["x-bins"]["logits"]
    low, high, count = bins["low"], bins["high"], bins["bins"]
    finite = np.isfinite(x)
    inside = x[finite & (x >= low) & (x <= high)]
    bin = np.minimum(count - 1, np.floor((inside - low) / (high - low) * count)).astype(int)
    known = [column[np.isfinite(column)] for column in x.T]
    return {
        "notANumber": int(np.isnan(x).sum()),
        "positiveInfinity": int(np.isposinf(x).sum()),
        "negativeInfinity": int(np.isneginf(x).sum()),
        "saturated": int((np.abs(x[finite]) > property_of("values", "saturated")["x-limit"]).sum()),
        "beyondHalf": int((np.abs(x) >= property_of("values", "beyondHalf")["x-limit"]).sum()),
        "histogram": {
            "low": low,
            "high": high,
            "counts": np.bincount(bin, minlength=count).tolist(),
            "below": int((x[finite] < low).sum()),
            "above": int((x[finite] > high).sum()),
        },
        "channels": {
            "counts": [len(column) for column in known],
            "minima": [column.min() for column in known],
            "maxima": [column.max() for column in known],
            "sums": [column.sum() for column in known],
            "squares": [(column**2).sum() for column in known],
        },
    }


def terms_of_sigmoid(x, y):
    """The loss terms of the elements that are not left out."""
    row, channel = np.indices(x.shape)
    use = np.isfinite(x) & (y != IGNORED)
    logit, positive = x[use], y[use] == 1
    margin = np.where(positive, logit, -logit)
    alpha = np.where(positive, ALPHA, 1 - ALPHA)
    index = np.stack([row[use], channel[use]], 1) if x.shape[1] > 1 else row[use][:, None]
    return terms(margin, alpha, positive, channel[use], y[use], index, expit(logit), positive, -np.log(expit(margin)))


def terms_of_softmax(x, y):
    rows = np.flatnonzero(np.isfinite(x).all(1) & (y != IGNORED))
    logits, target = x[rows], y[rows].astype(int)
    others = np.where(np.arange(x.shape[1]) == target[:, None], -np.inf, logits)
    margin = logits[np.arange(len(rows)), target] - logsumexp(others, axis=1)
    top = np.exp(logits.max(1) - logsumexp(logits, axis=1))
    positive = np.ones(len(rows), bool)
    hit = logits.argmax(1) == target
    cross_entropy = logsumexp(logits, axis=1) - logits[np.arange(len(rows)), target]
    return terms(margin, 1.0, positive, target, target, rows[:, None], top, hit, cross_entropy, logits)


def terms(margin, alpha, positive, channel, target, index, confidence, outcome, cross_entropy, logits=None):
    p, q = expit(margin), expit(-margin)
    modulated = alpha * q**GAMMA
    return {
        "margin": margin,
        "logits": logits,
        "positive": positive,
        "channel": channel,
        "target": target,
        "index": index,
        "confidence": confidence,
        "outcome": outcome,
        "targetProbability": p,
        "crossEntropy": cross_entropy,
        "alphaBalancedCrossEntropy": alpha * cross_entropy,
        "focal": modulated * cross_entropy,
        "focalStar": np.logaddexp(0, -GAMMA * margin) / GAMMA,
        "focalGradient": modulated * (GAMMA * p * cross_entropy + q),
    }


def sums_of(taken, group, groups, names):
    sums = {name: np.bincount(group, taken[name], groups).tolist() for name in names}
    return {"counts": np.bincount(group, minlength=groups).tolist(), **sums}


def losses_of(taken, channels):
    names = ["crossEntropy", "alphaBalancedCrossEntropy", "focal", "focalStar", "focalGradient"]
    return sums_of(taken, 2 * taken["channel"] + taken["positive"], 2 * channels, names)


def probabilities_of(taken):
    bins = property_of("probabilities")["x-bins"]["bins"]
    bin = np.minimum(bins - 1, np.floor(bins * taken["targetProbability"])).astype(int)
    names = ["crossEntropy", "alphaBalancedCrossEntropy", "focal", "focalGradient"]
    return sums_of(taken, bin + bins * taken["positive"], 2 * bins, names)


def reliability_of(taken):
    bins = property_of("reliability")["x-bins"]["bins"]
    bin = np.minimum(bins - 1, np.floor(bins * taken["confidence"])).astype(int)
    return {
        "counts": np.bincount(bin, minlength=bins).tolist(),
        "confidences": np.bincount(bin, taken["confidence"], bins).tolist(),
        "outcomes": np.bincount(bin, taken["outcome"], bins).tolist(),
    }


def margins_of(taken):
    bins = property_of("margins")["x-bins"]
    limit, per_octave, each_way = bins["linearLimit"], bins["binsPerOctave"], bins["binsEachWay"]

    def step_of(size):
        octave = np.floor(np.log2(np.maximum(size, limit) / limit))
        beyond = per_octave * (octave + 1) + np.floor(per_octave * (size / (limit * 2**octave) - 1))
        step = np.where(size < limit, np.floor(size * per_octave / limit), beyond)
        return np.minimum(each_way - 1, step).astype(int)

    def size_at(step):
        octave = np.maximum(0, step // per_octave - 1)
        beyond = limit * 2.0**octave * (1 + step % per_octave / per_octave)
        return np.where(step < per_octave, step * limit / per_octave, beyond)

    def histogram(margin):
        limited = np.clip(margin, -bins["largest"], bins["largest"])
        step = step_of(np.abs(limited))
        bin = np.where(limited >= 0, each_way + step, each_way - 1 - step)
        centre = np.where(limited >= 0, 1, -1) * (size_at(step) + size_at(step + 1)) / 2
        offset = limited - centre
        counts, sums, squares = (np.bincount(bin, w, 2 * each_way) for w in (None, offset, offset**2))
        return [[int(at), int(counts[at]), sums[at], squares[at]] for at in np.flatnonzero(counts)]

    positive = taken["positive"]
    return {"positives": histogram(taken["margin"][positive]), "negatives": histogram(taken["margin"][~positive])}


def hardest_of(taken, file):
    def side(name, chosen):
        most = property_of("hardest", name)["x-most"]
        order = np.flatnonzero(chosen)[np.argsort(-taken["crossEntropy"][chosen], kind="stable")][:most]
        return [
            {
                "file": file,
                "index": taken["index"][at].tolist(),
                "target": float(taken["target"][at]),
                "targetProbability": taken["targetProbability"][at],
                "crossEntropy": taken["crossEntropy"][at],
            }
            for at in order
        ]

    return {"positives": side("positives", taken["positive"]), "negatives": side("negatives", ~taken["positive"])}


def confusions_of(taken):
    logits, target = taken["logits"], taken["target"]
    if logits is None:
        return None
    rows, classes = np.arange(len(target)), logits.shape[1]
    own = logits[rows, target][:, None]
    before = np.arange(classes) < target[:, None]
    ahead = ((logits > own) | ((logits == own) & before)).sum(1)
    predicted = logits.argmax(1)
    wrong = ahead > 0
    pairs, counts = np.unique(np.stack([target[wrong], predicted[wrong]], 1), axis=0, return_counts=True)
    of_class = [(target == k, predicted == k) for k in range(classes)]
    return {
        "places": np.bincount(np.minimum(ahead, 5), minlength=6).tolist(),
        "classes": [
            [k, int(own.sum()), int((own & ~wrong).sum()), int((own & (ahead < 5)).sum()), int(its.sum())]
            for k, (own, its) in enumerate(of_class)
            if own.any() or its.any()
        ],
        "pairs": [[*map(int, pair), int(count)] for pair, count in zip(pairs, counts, strict=True)],
    }


def class_scores_of(x, y, file):
    """The scores of a sigmoid with several channels, and of a softmax: there they are the logits of the probabilities."""
    rows, channels = x.shape
    if channels == 1:
        return None
    is_softmax = y.ndim == 1
    use = (np.isfinite(x).all(1) & (y != IGNORED))[:, None] & np.ones(channels, bool) if is_softmax else np.isfinite(x) & (y != IGNORED)
    labels = (np.arange(channels) == y[:, None]) if is_softmax else y == 1
    score = x
    if is_softmax:
        score = np.stack([x[:, k] - logsumexp(np.delete(x, k, axis=1), axis=1) for k in range(channels)], axis=1)
    per_row = (labels & use).sum(1)[use.any(1)]
    return {
        "rows": rows,
        "ofRows": rows,
        "labelsPerRow": run_of(np.bincount(per_row)),
        "classes": [class_entry(k, score[:, k], labels[:, k], use[:, k], file, is_softmax) for k in range(channels)],
    }


def class_entry(index, score, label, use, file, is_softmax):
    [about] = [kind["properties"]["classes"] for kind in SCHEMA["properties"]["classScores"]["anyOf"] if kind["type"] != "null"]
    entry, bins = about["items"]["properties"], about["x-bins"]
    linear = bins["linearLimit"] * bins["binsPerUnit"]
    each_way = linear + bins["octaves"] * bins["binsPerOctave"]
    score = np.where(use, score, 0)
    size = np.abs(score)
    beyond = linear + bins["binsPerOctave"] * np.log2(np.maximum(size, bins["linearLimit"]) / bins["linearLimit"])
    position = np.sign(score) * np.where(size <= bins["linearLimit"], size * bins["binsPerUnit"], beyond)
    bin = np.clip(np.floor(position) + each_way, 0, 2 * each_way - 1).astype(int)
    probability = expit(score)
    reliability = entry["excess"]["x-bins"]["bins"]
    of_probability = np.minimum(reliability - 1, np.floor(reliability * probability)).astype(int)
    loss = np.logaddexp(0, np.where(label, -score, score))

    def hardest(name, chosen):
        order = np.flatnonzero(chosen)[np.argsort(-loss[chosen], kind="stable")][: entry[name]["x-most"]]
        return [{"file": file, "index": [int(row)] if is_softmax else [int(row), index], "crossEntropy": float(loss[row])} for row in order]

    own, others = use & label, use & ~label
    return {
        "index": index,
        "positives": run_of(np.bincount(bin[own])),
        "negatives": run_of(np.bincount(bin[others])),
        "excess": np.bincount(of_probability[use], (probability - label)[use], reliability).tolist(),
        "missed": hardest("missed", own),
        "falseAlarms": hardest("falseAlarms", others),
    }


def run_of(counts):
    filled = np.flatnonzero(counts)
    if len(filled) == 0:
        return {"first": 0, "counts": ""}
    return {"first": int(filled[0]), "counts": " ".join(map(str, counts[filled[0] : filled[-1] + 1]))}


def statistics_of(x, y, taken, file):
    return {
        "confusions": confusions_of(taken),
        "values": values_of(x),
        "losses": losses_of(taken, x.shape[1]),
        "probabilities": probabilities_of(taken),
        "reliability": reliability_of(taken),
        "margins": margins_of(taken),
        "hardest": hardest_of(taken, file),
        "classScores": class_scores_of(x, y, file),
    }


# Merging, by the rule that the schema names at each value.


def merged(schema, one, later):
    rule = schema.get("x-merge")
    if rule is None:
        return {name: merged(schema["properties"][name], value, later[name]) for name, value in one.items()}
    return RULES[rule](schema, one, later)


def entries(rule):
    """A rule for single values, or for arrays entry by entry."""

    def merge(schema, one, later):
        if isinstance(one, list):
            return [rule(first, second) for first, second in zip(one, later, strict=True)]
        return rule(one, later)

    return merge


def extreme(pick):
    return entries(lambda one, later: later if one is None else one if later is None else pick(one, later))


def sum_by_key(schema, one, later):
    length = schema.get("x-key", 1)
    found = {tuple(entry[:length]): entry for entry in one}
    for entry in later:
        key, sums = tuple(entry[:length]), entry[length:]
        before = found.get(key, [*key] + [0] * len(sums))
        found[key] = [*key, *(first + second for first, second in zip(before[length:], sums, strict=True))]
    values = list(found.values())
    return values[: schema["x-most"]] if "x-most" in schema else sorted(values, key=lambda entry: entry[:length])


def top(schema, one, later):
    return sorted(one + later, key=lambda entry: -entry[schema["x-by"]])[: schema["x-most"]]


def one_of_both(is_none_without):
    def merge(schema, one, later):
        if one is None or later is None:
            return None if is_none_without else one or later
        [inner] = [kind for kind in schema["anyOf"] if kind["type"] != "null"]
        return merged(inner, one, later)

    return merge


def sum_of_bins(schema, one, later):
    sums = {}
    for run in (one, later):
        for at, count in enumerate(map(int, run["counts"].split())):
            sums[run["first"] + at] = sums.get(run["first"] + at, 0) + count
    return run_of(np.array([sums.get(bin, 0) for bin in range(max(sums, default=-1) + 1)], int))


def common_by_key(schema, one, later):
    key = schema["x-key"]
    others = {entry[key]: entry for entry in later}
    return [merged(schema["items"], entry, others[entry[key]]) for entry in one if entry[key] in others]


RULES = {
    "sum": entries(lambda one, later: None if one is None or later is None else one + later),
    "least": extreme(min),
    "largest": extreme(max),
    "first": lambda schema, one, later: later if one is None else one,
    "same": lambda schema, one, later: one,
    "top": top,
    "sumByKey": sum_by_key,
    "sumOfCommon": lambda schema, one, later: {name: value + later[name] for name, value in one.items() if name in later},
    "sumOfBins": sum_of_bins,
    "commonByKey": common_by_key,
    "ifAny": one_of_both(False),
    "ifAll": one_of_both(True),
}


# Comparing.


def compare(what, found, expected, relative, place=""):
    global passed
    difference = difference_of(found, expected, relative, place)
    if difference is None:
        passed += 1
    else:
        failures.append(f"{what}: {difference}")


def difference_of(found, expected, relative, place):
    if isinstance(expected, dict) or isinstance(expected, list):
        keys = list(expected) if isinstance(expected, dict) else range(len(expected))
        if len(found) != len(expected):
            return f"{place}: expected {len(expected)} entries, found {len(found)}"
        differences = (difference_of(found[key], expected[key], relative, f"{place}.{key}") for key in keys)
        return next((one for one in differences if one is not None), None)
    if isinstance(expected, float):
        # Sums of offsets, which cancel, are less exact than those of losses.
        agrees = found is not None and np.isclose(found, expected, rtol=relative, atol=100 * relative)
        return None if agrees else f"{place}: expected {expected}, found {found}"
    return None if found == expected else f"{place}: expected {expected}, found {found}"


class CommandLine:
    def __init__(self, folder):
        self.command = command_line()
        self.folder = folder

    def run(self, *arguments):
        run = subprocess.run([*self.command, *arguments, "--json"], capture_output=True, text=True)
        if run.returncode == 2:
            sys.exit(run.stderr)
        return json.loads(run.stdout)

    def check(self, name, x, y, options):
        path = self.folder / f"{name}.npz"
        np.savez(path, logits=x, targets=y)
        report = self.run("check", path, "--alpha", "none" if "softmax" in options else str(ALPHA), "--gamma", str(GAMMA), *options)
        (self.folder / f"{name}.json").write_text(json.dumps(report))
        return report["statistics"], report["inputs"][0]["file"]


def cases():
    random = np.random.default_rng(17)
    sigmoid = ["--link", "sigmoid", "--input", "logits", "--ignore-index", str(IGNORED)]
    softmax = ["--link", "softmax", "--input", "logits", "--ignore-index", str(IGNORED)]
    for name, rows, kind in (("few", 2_000, np.float64), ("many", 40_001, np.float32)):
        x = random.normal(-2, 3, rows).astype(kind)
        y = (random.random(rows) < expit(x.astype(float) / 2)).astype(np.uint8)
        x[[7, 11, 13, 17]] = [np.nan, np.inf, -70_000, 90]
        y[::50] = IGNORED
        relative = 1e-9 if kind == np.float64 else 2e-6
        yield f"{name} elements of a sigmoid", x, y, sigmoid, terms_of_sigmoid, relative
    x, y = random.normal(0, 3, (900, 4)), (random.random((900, 4)) < 0.2).astype(np.uint8)
    x[3, 2] = np.nan
    y[::40] = IGNORED
    yield "several labels", x, y, [*sigmoid, "--target-kind", "binary"], terms_of_sigmoid, 1e-9
    x, y = random.normal(0, 3, (1200, 5)), random.integers(0, 5, 1200).astype(np.uint8)
    x[5, 1] = np.nan
    y[::40] = IGNORED
    yield "rows of a softmax", x, y, softmax, terms_of_softmax, 1e-9
    x, y = random.normal(0, 2, (9_000, 12)).round(1).astype(np.float32), random.integers(0, 12, 9_000).astype(np.uint8)
    y[::40] = IGNORED
    yield "many rows of a softmax with ties", x, y, softmax, terms_of_softmax, 2e-6


def main():
    with tempfile.TemporaryDirectory() as name:
        command = CommandLine(Path(name))
        for what, x, y, options, terms_by, relative in cases():
            found, file = command.check("whole", x, y, options)
            columns = x.astype(float).reshape(len(x), -1)
            labels = y if y.ndim == 1 and columns.shape[1] > 1 else y.reshape(columns.shape)
            expected = statistics_of(columns, labels, terms_by(columns, labels), file)
            for statistic, record in expected.items():
                compare(f"{what}, {statistic}", found[statistic], record, relative)
            cut = len(x) // 3
            shards = [command.check(f"shard-{at}", *part, options)[0] for at, part in enumerate(((x[:cut], y[:cut]), (x[cut:], y[cut:])))]
            ours = command.run("merge", *(command.folder / f"shard-{at}.json" for at in (0, 1)))["statistics"]
            compare(f"{what}, merged by the schema", merged(SCHEMA, *shards), ours, 1e-12)
            for statistic in ("values", "losses", "probabilities", "reliability", "margins", "confusions"):
                compare(f"{what}, {statistic} of shards", ours[statistic], found[statistic], relative)
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
