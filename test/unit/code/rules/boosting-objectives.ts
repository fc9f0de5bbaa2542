import { expect } from 'vitest';

/** LightGBM's objective by the formulas of the derivatives, right but for the Hessian's lack of a floor. */
export const LIGHTGBM = `import numpy as np
import lightgbm as lgb

def focal_objective(preds, train_data, alpha=0.25, gamma=2.0):
    y = train_data.get_label()
    p = 1.0 / (1.0 + np.exp(-preds))
    pt = np.where(y == 1, p, 1 - p)
    at = np.where(y == 1, alpha, 1 - alpha)
    sign = np.where(y == 1, 1.0, -1.0)
    grad = sign * at * (1 - pt) ** gamma * (gamma * pt * np.log(pt) + pt - 1)
    du = -gamma * (1 - pt) ** (gamma - 1)
    dv = gamma * np.log(pt) + gamma + 1
    hess = at * (du * (gamma * pt * np.log(pt) + pt - 1) + (1 - pt) ** gamma * dv) * pt * (1 - pt)
    return grad, np.maximum(hess, 1e-6)
`;

/** XGBoost's objective of scikit-learn's interface, as a closure, by SciPy's numeric derivatives. */
export const XGBOOST = `import numpy as np
from scipy.misc import derivative

def focal_loss(gamma=2.0, alpha=0.25):
    def loss(score, label):
        p = 1 / (1 + np.exp(-score))
        return -alpha * label * (1 - p) ** gamma * np.log(p) - (1 - alpha) * (1 - label) * p ** gamma * np.log(1 - p)

    def objective(y_true, y_pred):
        of_score = lambda score: loss(score, y_true)
        grad = derivative(of_score, y_pred, dx=1e-5)
        hess = derivative(of_score, y_pred, dx=1e-3, n=2)
        return grad, hess
    return objective
`;

/** CatBoost's objective, whose derivatives have the other sign. */
export const CATBOOST = `import math

class FocalObjective:
    def __init__(self, gamma):
        self.gamma = gamma

    def calc_ders_range(self, approxes, targets, weights):
        assert len(approxes) == len(targets)
        pairs = []
        for i in range(len(targets)):
            x = approxes[i] if targets[i] > 0 else -approxes[i]
            sign = 1.0 if targets[i] > 0 else -1.0
            p = 1.0 / (1.0 + math.exp(-x))
            der1 = -sign * (1 - p) ** self.gamma * (self.gamma * p * math.log(p) + p - 1)
            dv = self.gamma * math.log(p) + self.gamma + 1
            der2 = -(1 - p) ** self.gamma * p * (1 - p) * dv + self.gamma * (1 - p) ** (self.gamma - 1) * (self.gamma * p * math.log(p) + p - 1) * p * (1 - p)
            pairs.append((der1, der2))
        return pairs
`;

/** Code with one part of it written in another way. */
export function replaced(code: string, right: string, wrong: string): string {
  expect(code).toContain(right);
  return code.replace(right, wrong);
}
