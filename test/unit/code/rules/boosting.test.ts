import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import type { RuleId } from '../../../../src/code/rules/rule';
import { parser } from '../parse';
import { CATBOOST, LIGHTGBM, replaced, XGBOOST } from './boosting-objectives';
import { brokenRules, information } from './broken-rules';

/** Methods of a class with a loss of probabilities beside them. */
const CLASS = `import numpy as np
from scipy import special

class FocalLoss:
    def __init__(self, gamma, alpha=None):
        self.alpha = alpha
        self.gamma = gamma

    def at(self, y):
        return np.ones_like(y) if self.alpha is None else np.where(y, self.alpha, 1 - self.alpha)

    def pt(self, y, p):
        p = np.clip(p, 1e-15, 1 - 1e-15)
        return np.where(y, p, 1 - p)

    def __call__(self, y_true, y_pred):
        pt = self.pt(y_true, y_pred)
        return -self.at(y_true) * (1 - pt) ** self.gamma * np.log(pt)

    def grad(self, y_true, y_pred):
        y = 2 * y_true - 1
        pt = self.pt(y_true, y_pred)
        return self.at(y_true) * y * (1 - pt) ** self.gamma * (self.gamma * pt * np.log(pt) + pt - 1)

    def hess(self, y_true, y_pred):
        pt = self.pt(y_true, y_pred)
        u = (1 - pt) ** self.gamma
        du = -self.gamma * (1 - pt) ** (self.gamma - 1)
        v = self.gamma * pt * np.log(pt) + pt - 1
        dv = self.gamma * np.log(pt) + self.gamma + 1
        return self.at(y_true) * (du * v + u * dv) * pt * (1 - pt)

    def lgb_obj(self, preds, train_data):
        y = train_data.get_label()
        p = special.expit(preds)
        return self.grad(y, p), np.maximum(self.hess(y, p), 1e-6)

    def lgb_eval(self, preds, train_data):
        y = train_data.get_label()
        return 'focal_loss', self(y, special.expit(preds)).mean(), False
`;

/** An objective that takes labels of −1 and 1 without saying so. */
const LABELS = `import numpy as np

def focal_objective(preds, dtrain, gamma=2.0):
    labels = dtrain.get_label()
    pt = 1 / (1 + np.exp(-labels * preds))
    p = pt
    grad = labels * (1 - p) ** gamma * (gamma * p * np.log(p) + p - 1)
    hess = np.ones_like(grad)
    return grad, hess
`;

/** XGBoost's objective of several classes by the formulas of the derivatives, one row of scores after the other. */
const SOFTMAX = `import numpy as np

def softmax_focal_objective(preds, dtrain, gamma=2.0, num_class=4):
    labels = dtrain.get_label().astype(int)
    z = preds.reshape(-1, num_class)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    y = np.eye(num_class)[labels]
    u = (p * y).sum(axis=1, keepdims=True)
    f = gamma * (1 - u) ** (gamma - 1) * u * np.log(u) - (1 - u) ** gamma
    df = gamma * ((1 - u) ** (gamma - 1) * (np.log(u) + 2) - (gamma - 1) * (1 - u) ** (gamma - 2) * u * np.log(u))
    grad = f * (y - p)
    hess = df * u * (y - p) ** 2 - f * p * (1 - p)
    return grad.reshape(-1, 1), np.maximum(hess, 1e-6).reshape(-1, 1)
`;

/** LightGBM's objective of several decisions by numeric derivatives, one class of scores after the other. */
const ONE_AGAINST_ALL = `import numpy as np
from scipy.misc import derivative

def focal_objective(y_pred, dtrain, alpha, gamma, num_class):
    y_true = np.eye(num_class)[dtrain.label.astype('int')]
    y_pred = y_pred.reshape(-1, num_class, order='F')

    def of_score(x):
        p = 1 / (1 + np.exp(-x))
        at = alpha * y_true + (1 - alpha) * (1 - y_true)
        pt = y_true * p + (1 - y_true) * (1 - p)
        return -at * (1 - pt) ** gamma * np.log(pt)

    grad = derivative(of_score, y_pred, n=1, dx=1e-4)
    hess = derivative(of_score, y_pred, n=2, dx=1e-3)
    return grad.flatten('F'), hess.flatten('F')
`;

/** An objective whose loss is a function beside it. */
const BESIDE = `import numpy as np

def point_loss(z, y, gamma=2.0):
    log_pt = -np.logaddexp(0.0, -np.where(y == 1, z, -z))
    return -(-np.expm1(log_pt)) ** gamma * log_pt

def leak_objective(y_true, y_pred, h=1e-3):
    up, mid, down = (point_loss(y_pred + d, y_true) for d in (h, 0.0, -h))
    grad = (up - down) / (2 * h)
    hess = (up - 2 * mid + down) / h ** 2
    return grad, hess
`;

/** The derivatives of LightGBM's objective in a function that is handed the probability. */
const BY_HELPER = `import numpy as np
from scipy.special import expit

def focal_derivatives(y_true, pred_prob, gamma):
    pt = np.where(y_true == 1, pred_prob, 1 - pred_prob)
    sign = np.where(y_true == 1, 1.0, -1.0)
    grad = sign * (1 - pt) ** gamma * (gamma * pt * np.log(pt) + pt - 1)
    hess = np.ones_like(grad)
    return grad, hess

def focal_objective(y_true, y_pred, gamma=2.0):
    return focal_derivatives(y_true, expit(y_pred), gamma)
`;

/** XGBoost's objective of a cross-entropy whose positives have a weight. */
const WEIGHTED = `import numpy as np

class WeightedLoss:
    """A cross-entropy for rare positives, beside the focal losses of the same project."""

    def __init__(self, alpha):
        self.alpha = alpha

    def objective(self, pred, dtrain):
        label = dtrain.get_label()
        p = 1.0 / (1.0 + np.exp(-pred))
        grad = -(self.alpha ** label) * (label - p)
        hess = (self.alpha ** label) * p * (1.0 - p)
        return grad, hess
`;

/** A second difference with a small step. */
const SECOND_DIFFERENCE =
  '(of_score(y_pred + 1e-7) - 2 * of_score(y_pred) + of_score(y_pred - 1e-7)) / 1e-14';

/** The gradient by the rule of products, and with the first term of the positives for both sides. */
const SUM_OF_TERMS = {
  right: 'grad = sign * at * (1 - pt) ** gamma * (gamma * pt * np.log(pt) + pt - 1)',
  wrong:
    'grad = at * (gamma * (1 - pt) ** (gamma - 1) * np.log(pt) * p * (1 - p) + (1 - pt) ** gamma * (p - y))',
};

/** CatBoost's objective as its example was written for both versions of Python. */
const OF_PYTHON2 = replaced(
  `from six.moves import xrange\n\n${CATBOOST}`,
  'in range(len(targets))',
  'in xrange(len(targets))',
);

describe('what is computed by', () => {
  it.each([
    ['LightGBM', LIGHTGBM, 'positives'],
    ['XGBoost', XGBOOST, 'positives'],
    ['CatBoost', CATBOOST, 'off'],
    ['a class', CLASS, 'off'],
    ['a function of a loss', BESIDE, 'off'],
  ])('an objective of %s is the gradient of focal loss', async (_, text, alphaRole) => {
    const { losses } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
    const objective = losses.find(({ verdict }) => verdict.kind === 'objective');
    expect(objective?.verdict.computes).toMatchObject({
      link: 'sigmoid',
      input: 'logits',
      alphaRole,
      gammaIsExponentOf: '1-p_t',
    });
  });
});

describe('the rules for boosting objectives', () => {
  it.each([
    ['LightGBM', LIGHTGBM],
    ['XGBoost', XGBOOST],
    ['CatBoost', CATBOOST],
    ['a class', CLASS],
    ['a softmax', SOFTMAX],
    [
      'a softmax of a matrix',
      SOFTMAX.replace('preds.reshape(-1, num_class)', 'preds').replaceAll('.reshape(-1, 1)', ''),
    ],
    [
      'a softmax of a number of classes that the code fixes',
      SOFTMAX.replace(', num_class=4', '').replaceAll('num_class', '5'),
    ],
    ['the doubled Hessian of several classes', replaced(SOFTMAX, 'np.maximum(hess, 1e-6)', '(2 * hess)')],
    ['one class against all', ONE_AGAINST_ALL],
    ['a floor above most', replaced(LIGHTGBM, '1e-6', '0.05')],
    ['the magnitude of the Hessian', replaced(LIGHTGBM, 'np.maximum(hess, 1e-6)', 'np.abs(hess)')],
    ['a constant Hessian', replaced(LIGHTGBM, 'np.maximum(hess, 1e-6)', 'np.ones_like(hess)')],
    [
      'a bound that is said to be one',
      replaced(LIGHTGBM, 'np.maximum(hess, 1e-6)', '2 * p * (1 - p) * at + 0.1 * p  # an upper bound'),
    ],
    ['labels that are made to be −1 and 1', replaced(LIGHTGBM, 'y == 1, 1.0, -1.0', 'y > 0, 1.0, -1.0')],
    [
      'labels that are turned into −1 and 1',
      replaced(LABELS, 'dtrain.get_label()', '2 * dtrain.get_label() - 1'),
    ],
    [
      'labels that are said to be −1 and 1',
      replaced(LABELS, '= dtrain.get_label()', '= dtrain.get_label()  # in {-1, 1}'),
    ],
    ['a helper that takes the probability', BY_HELPER],
    ['a weighted cross-entropy that speaks of focal loss', WEIGHTED],
    ['γ = 1', replaced(CLASS, 'gamma, alpha=None', 'gamma=1.0, alpha=0.75')],
    ['p_t by a product', replaced(LIGHTGBM, 'np.where(y == 1, p, 1 - p)', 'y * p + (1 - y) * (1 - p)')],
  ])('find no error or warning in %s', async (_, text) => {
    expect(await brokenRules(text, '')).toEqual([]);
  });

  it.each<[RuleId, number, string, string, string]>([
    ['gradient-sign-error', 10, LIGHTGBM, 'grad = sign * at', 'grad = -sign * at'],
    ['gradient-sign-error', 10, LIGHTGBM, 'grad = sign * at', 'grad = at'],
    ['gradient-sign-error', 23, CLASS, 'self.at(y_true) * y *', '-self.at(y_true) * y *'],
    ['gradient-sign-error', 14, CATBOOST, 'der1 = -sign', 'der1 = sign'],
    ['gradient-sign-error', 16, OF_PYTHON2, 'der1 = -sign', 'der1 = sign'],
    ['gradient-by-probability', 10, LIGHTGBM, '+ pt - 1)\n', '+ pt - 1) / (p * (1 - p))\n'],
    ['gradient-by-probability', 23, CLASS, '+ pt - 1)\n', '+ pt - 1) / (pt * (1 - pt))\n'],
    ['gradient-by-probability', 11, XGBOOST, 'p = 1 / (1 + np.exp(-score))', 'p = score'],
    ['boosting-labels', 7, LABELS, '', ''],
    ['boosting-labels', 7, LABELS, 'focal_objective', 'focal_loss_xgb'],
    ['boosting-labels', 8, LABELS, '    p = ', '    n = len(preds)\n    p = '],
    // For labels of −1 it has no mirror image either.
    ['gradient-sign-error', 10, LIGHTGBM, SUM_OF_TERMS.right, SUM_OF_TERMS.wrong],
    ['gradient-sign-error', 12, SOFTMAX, 'f * (y - p)', 'f * (p - y)'],
    ['hessian-mismatch', 14, SOFTMAX, 'np.maximum(hess, 1e-6)', '(3 * hess)'],
    ['hessian-mismatch', 14, SOFTMAX, '(y - p) ** 2', '(y - p)'],
    [
      'hessian-mismatch',
      15,
      LIGHTGBM,
      '    return grad, np.maximum(hess, 1e-6)',
      '    filled = np.zeros_like(hess)\n    filled[:] = 2 * hess\n    return grad, filled',
    ],
    ['numeric-hessian', 15, ONE_AGAINST_ALL, 'dx=1e-3', 'dx=1e-6'],
    ['hessian-mismatch', 14, LIGHTGBM, 'np.maximum(hess, 1e-6)', 'hess * 2'],
    ['hessian-mismatch', 31, CLASS, '* pt * (1 - pt)\n', '\n'],
    ['hessian-mismatch', 14, LIGHTGBM, 'np.maximum(hess, 1e-6)', 'grad * (1 - grad)'],
    ['hessian-mismatch', 16, CATBOOST, 'der2 = -(1', 'der2 = (1'],
    ['numeric-hessian', 12, XGBOOST, 'dx=1e-3, n=2', 'dx=1e-6, n=2'],
    ['numeric-hessian', 12, XGBOOST, 'dx=1e-3, n=2', 'dx=1e-7, n=2'],
    ['numeric-hessian', 12, XGBOOST, 'derivative(of_score, y_pred, dx=1e-3, n=2)', SECOND_DIFFERENCE],
    ['alpha-on-negatives', 4, LIGHTGBM, 'alpha, 1 - alpha', '1 - alpha, alpha'],
    ['alpha-same-for-both', 4, LIGHTGBM, 'alpha, 1 - alpha', 'alpha, alpha'],
    ['numeric-hessian', 10, BESIDE, 'h=1e-3', 'h=1e-6'],
  ])('%s is found in line %i', async (rule, line, code, right, wrong) => {
    expect(await brokenRules(replaced(code, right, wrong), '')).toContain(`${rule}:${line}`);
  });

  it('a gradient of the wrong sign is one fault where the Hessian is right', async () => {
    const reversed = replaced(LIGHTGBM, 'grad = sign * at', 'grad = -sign * at');
    expect(await brokenRules(reversed, '')).toEqual(['gradient-sign-error:10']);
  });

  it.each([
    ['LightGBM', 13, replaced(LIGHTGBM, 'np.maximum(hess, 1e-6)', 'hess')],
    ['a class', 31, replaced(CLASS, 'np.maximum(self.hess(y, p), 1e-6)', 'self.hess(y, p)')],
    ['CatBoost', 16, CATBOOST],
  ])('hessian-negative informs about %s in line %i', async (_, line, text) => {
    expect(await information(text)).toContain(`hessian-negative:${line}`);
  });
});
