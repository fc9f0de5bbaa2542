"""Objectives of boosters for run_parity.py: their gradients and Hessians, right and wrong, as two rows of one array."""

from textwrap import dedent

from run_cases import binary, loss

HEAD = """
import math
from scipy.misc import derivative
from scipy.special import expit

class Dataset:
    def __init__(self, labels):
        self.labels = labels

    def get_label(self):
        return self.labels
"""


def objective(name: str, source: str, call: str) -> None:
    """Adds an objective; `call` is an expression of the scores x and the labels t that gives a pair of arrays."""
    loss(name, HEAD + dedent(source), f"np.stack([np.asarray(each) for each in {call}])", binary(9), "numpy")


objective("formulas", """
    def objective(preds, data, alpha=0.25, gamma=2.0):
        y = data.get_label()
        p = expit(preds)
        pt = np.where(y == 1, p, 1 - p)
        at = np.where(y == 1, alpha, 1 - alpha)
        sign = np.where(y == 1, 1.0, -1.0)
        inner = gamma * pt * np.log(pt) + pt - 1
        grad = sign * at * (1 - pt) ** gamma * inner
        hess = at * (-gamma * (1 - pt) ** (gamma - 1) * inner + (1 - pt) ** gamma * (gamma * np.log(pt) + gamma + 1))
        return grad, np.maximum(hess * pt * (1 - pt), 1e-6)
    """, "objective(x, Dataset(t))")
objective("robust powers", """
    class Objective:
        def __init__(self, gamma_indct):
            self.gamma_indct = gamma_indct

        def robust_pow(self, base, power):
            return np.sign(base) * np.abs(base) ** power

        def __call__(self, pred, dtrain):
            g, label = self.gamma_indct, dtrain.get_label()
            p = 1.0 / (1.0 + np.exp(-pred))
            g2 = label + ((-1) ** label) * p
            g3 = p + label - 1
            g4 = 1 - label - ((-1) ** label) * p
            grad = g * g3 * self.robust_pow(g2, g) * np.log(g4 + 1e-9) + ((-1) ** label) * self.robust_pow(g2, g + 1)
            return grad, self.robust_pow(g2, g) * p * (1 - p)
    """, "Objective(1.5)(x, Dataset(t))")
objective("derivative by the probability", """
    def objective(labels, preds, gamma=2):
        p = np.clip(1 / (1 + np.exp(-preds)), 1e-7, 1 - 1e-7)
        grad = -labels * ((1 - p) ** gamma / p - gamma * (1 - p) ** (gamma - 1) * np.log(p))
        grad += (1 - labels) * (p ** gamma / (1 - p) - gamma * p ** (gamma - 1) * np.log(1 - p))
        return grad, np.ones_like(grad)
    """, "objective(t, x)")
objective("numeric derivatives", """
    def objective(y_true, y_pred, alpha=0.25, gamma=2.0):
        def of_score(score, offset=0.0):
            p = 1 / (1 + np.exp(-score)) + offset
            pt = y_true * p + (1 - y_true) * (1 - p)
            return -(alpha * y_true + (1 - alpha) * (1 - y_true)) * (1 - pt) ** gamma * np.log(pt)

        grad = derivative(of_score, y_pred, dx=1e-2, args=(0.0,), order=5)
        return grad, derivative(of_score, y_pred, n=2, dx=0.1)
    """, "objective(t, x.astype(np.float64))")
objective("several classes", """
    def objective(preds, dtrain, num_class, gamma=2.0):
        y = np.eye(num_class)[dtrain.label.astype("int")]
        z = preds.reshape(-1, num_class, order="F")
        e = np.exp(z - z.max(axis=1)[:, np.newaxis])
        p = e / np.sum(e, axis=1)[:, np.newaxis]
        u = (p * y).sum(axis=1, keepdims=True)
        grad = (gamma * (1 - u) ** (gamma - 1) * u * np.log(u) - (1 - u) ** gamma) * (y - p)
        return grad.flatten("F"), np.maximum(2 * p * (1 - p), 1e-6).ravel(order="F")

    class Labelled(Dataset):
        @property
        def label(self):
            return self.labels
    """, "objective(np.concatenate([x, -x, x * x]), Labelled(t), 3)")
objective("pairs of numbers", """
    class Objective:
        def calc_ders_range(self, approxes, targets, weights):
            result = []
            for index in range(len(targets)):
                x = approxes[index] if targets[index] > 0.5 else -approxes[index]
                sign = 1.0 if targets[index] > 0.5 else -1.0
                p = 1.0 / (1.0 + math.exp(-x))
                der1 = -sign * (1 - p) ** 2 * (2 * p * math.log(p) + p - 1)
                result.append((der1, -p * (1 - p)))
            return result
    """, "Objective().calc_ders_range([float(each) for each in x], [float(each) for each in t], None)")
