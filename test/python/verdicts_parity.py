"""Checks healthy models of scikit-learn with `focal-loss check`: what is said of them must be fair.

Needs sklearn, scipy and numpy, Node on the path and the repository's node_modules (esbuild). Classifiers are trained on half
of scikit-learn's own data sets, and their probabilities (and logits, where they have them) of the other half are checked. No
model may raise an error. The only warning that is allowed is over-confidence, where SciPy finds it too: the best temperature
is above 1.1 and makes the outcomes more likely at the level 1e-3, and the calibration error is 5 % or more. The accuracy is
compared with scikit-learn's. The findings are printed as a table (docs/verdicts.md shows that of the first split). The last
line printed is "N passed, N failed"; the exit code is 1 when anything failed.
"""

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from scipy.stats import chi2
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parent))

from command_line import command_line

DATA = {
    "digits": load_digits,
    "breast cancer": load_breast_cancer,
    "wine": load_wine,
    "iris": load_iris,
}

MODELS = {
    "logistic regression": lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)),
    "forest": lambda: RandomForestClassifier(random_state=0),
    "boosting": lambda: GradientBoostingClassifier(random_state=0),
    "MLP": lambda: make_pipeline(StandardScaler(), MLPClassifier((64,), max_iter=600, random_state=0)),
}

SPLITS = 2

# Probabilities of 0 and 1 have no logit.
LEAST = 1e-12


def trained():
    """Name of the data, of the model, the arrays to check, and log-probabilities with their targets."""
    for split in range(SPLITS):
        for data, load in DATA.items():
            values, targets = load(return_X_y=True)
            train, test, train_targets, test_targets = train_test_split(
                values, targets, test_size=0.5, random_state=split, stratify=targets
            )
            for name, make in MODELS.items():
                model = make().fit(train, train_targets)
                probabilities = model.predict_proba(test)
                is_binary = probabilities.shape[1] == 2
                given = {"y_prob": probabilities[:, 1] if is_binary else probabilities}
                yield split, data, name, {**given, "y_true": test_targets}, probabilities, test_targets
                if name == "logistic regression":
                    given = {"logits": model.decision_function(test), "targets": test_targets}
                    yield split, data, f"{name}, logits", given, probabilities, test_targets


def is_over_confident(probabilities, targets, calibration_error):
    logits = np.log(np.clip(probabilities, LEAST, None))
    rows = np.arange(len(targets))

    def cross_entropy(log_temperature):
        return -log_softmax(logits / np.exp(log_temperature), axis=1)[rows, targets].sum()

    best = minimize_scalar(cross_entropy, bounds=(-5, 5), method="bounded")
    ratio = 2 * (cross_entropy(0.0) - best.fun)
    return np.exp(best.x) >= 1.1 and chi2.sf(ratio, 1) < 1e-3 and calibration_error >= 0.05


def problems_of(report, probabilities, targets):
    """The claims of the report that are wrong or unfair."""
    accuracy = accuracy_score(targets, probabilities.argmax(1))
    if abs(report["ranking"]["accuracy"]["value"] - accuracy) > 1e-12:
        yield f"the accuracy is {accuracy}"
    fair = is_over_confident(probabilities, targets, report["calibration"]["expectedCalibrationError"])
    loud = [(each["severity"], each["id"]) for each in report["findings"] if each["severity"] != "information"]
    if loud != ([("warning", "over-confidence")] if fair else []):
        yield f"{loud} is said, and over-confidence is {'fair' if fair else 'not fair'}"


def main():
    # scikit-learn warns of iterations that end before they have converged.
    warnings.filterwarnings("ignore")
    command = command_line()
    passed, failed = 0, 0
    print("| data | model | accuracy | calibration error | findings |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        for split, data, model, arrays, probabilities, targets in trained():
            np.savez(path, **arrays)
            run = subprocess.run([*command, "check", path, "--json"], capture_output=True, text=True)
            report = json.loads(run.stdout)
            said = ", ".join(f"{each['id']} ({each['severity']})" for each in report["findings"]) or "none"
            accuracy = report["ranking"]["accuracy"]["value"]
            error = report["calibration"]["expectedCalibrationError"]
            if split == 0:
                print(f"| {data} | {model} | {accuracy:.1%} | {error:.1%} | {said} |")
            problems = list(problems_of(report, probabilities, targets))
            for problem in problems:
                print(f"{data}, {model}, split {split}: {problem}")
            failed += len(problems) > 0
            passed += len(problems) == 0
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
