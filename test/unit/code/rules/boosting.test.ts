import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import type { RuleId } from '../../../../src/code/rules/rule';
import { parser } from '../parse';

/** LightGBM's objective by the formulas of the derivatives, right but for the Hessian's lack of a floor. */
const LIGHTGBM = `import numpy as np
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
const XGBOOST = `import numpy as np
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
const CATBOOST = `import math

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

/** A second difference with a small step. */
const SECOND_DIFFERENCE =
  '(of_score(y_pred + 1e-7) - 2 * of_score(y_pred) + of_score(y_pred - 1e-7)) / 1e-14';

/** The errors and warnings of a text with their lines. */
async function brokenRules(text: string): Promise<string[]> {
  const { losses, atSites } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  return [...losses.flatMap(({ diagnostics }) => diagnostics), ...atSites]
    .filter(({ severity }) => severity !== 'information')
    .map(({ rule, line }) => `${rule}:${line}`);
}

/** The information about a text. */
async function information(text: string): Promise<string[]> {
  const { losses, atSites } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  return [...losses.flatMap(({ diagnostics }) => diagnostics), ...atSites]
    .filter(({ severity }) => severity === 'information')
    .map(({ rule, line }) => `${rule}:${line}`);
}

function replaced(code: string, right: string, wrong: string): string {
  expect(code).toContain(right);
  return code.replace(right, wrong);
}

describe('what is computed by', () => {
  it.each([
    ['LightGBM', LIGHTGBM, 'positives'],
    ['XGBoost', XGBOOST, 'positives'],
    ['CatBoost', CATBOOST, 'off'],
    ['a class', CLASS, 'off'],
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
    ['γ = 1', replaced(CLASS, 'gamma, alpha=None', 'gamma=1.0, alpha=0.75')],
    ['p_t by a product', replaced(LIGHTGBM, 'np.where(y == 1, p, 1 - p)', 'y * p + (1 - y) * (1 - p)')],
  ])('find no error or warning in %s', async (_, text) => {
    expect(await brokenRules(text)).toEqual([]);
  });

  it.each<[RuleId, number, string, string, string]>([
    ['gradient-sign-error', 10, LIGHTGBM, 'grad = sign * at', 'grad = -sign * at'],
    ['gradient-sign-error', 10, LIGHTGBM, 'grad = sign * at', 'grad = at'],
    ['gradient-sign-error', 23, CLASS, 'self.at(y_true) * y *', '-self.at(y_true) * y *'],
    ['gradient-sign-error', 14, CATBOOST, 'der1 = -sign', 'der1 = sign'],
    ['gradient-by-probability', 10, LIGHTGBM, '+ pt - 1)\n', '+ pt - 1) / (p * (1 - p))\n'],
    ['gradient-by-probability', 23, CLASS, '+ pt - 1)\n', '+ pt - 1) / (pt * (1 - pt))\n'],
    ['gradient-by-probability', 11, XGBOOST, 'p = 1 / (1 + np.exp(-score))', 'p = score'],
    ['boosting-labels', 7, LABELS, '', ''],
    ['boosting-labels', 7, LABELS, 'focal_objective', 'focal_loss_xgb'],
    ['boosting-labels', 8, LABELS, '    p = ', '    n = len(preds)\n    p = '],
    ['hessian-mismatch', 14, LIGHTGBM, 'np.maximum(hess, 1e-6)', 'hess * 2'],
    ['hessian-mismatch', 31, CLASS, '* pt * (1 - pt)\n', '\n'],
    ['hessian-mismatch', 14, LIGHTGBM, 'np.maximum(hess, 1e-6)', 'grad * (1 - grad)'],
    ['hessian-mismatch', 16, CATBOOST, 'der2 = -(1', 'der2 = (1'],
    ['numeric-hessian', 12, XGBOOST, 'dx=1e-3, n=2', 'dx=1e-6, n=2'],
    ['numeric-hessian', 12, XGBOOST, 'dx=1e-3, n=2', 'dx=1e-7, n=2'],
    ['numeric-hessian', 12, XGBOOST, 'derivative(of_score, y_pred, dx=1e-3, n=2)', SECOND_DIFFERENCE],
    ['alpha-on-negatives', 4, LIGHTGBM, 'alpha, 1 - alpha', '1 - alpha, alpha'],
    ['alpha-same-for-both', 4, LIGHTGBM, 'alpha, 1 - alpha', 'alpha, alpha'],
  ])('%s is found in line %i', async (rule, line, code, right, wrong) => {
    expect(await brokenRules(replaced(code, right, wrong))).toContain(`${rule}:${line}`);
  });

  it.each([
    ['LightGBM', 13, replaced(LIGHTGBM, 'np.maximum(hess, 1e-6)', 'hess')],
    ['a class', 31, replaced(CLASS, 'np.maximum(self.hess(y, p), 1e-6)', 'self.hess(y, p)')],
    ['CatBoost', 16, CATBOOST],
  ])('hessian-negative informs about %s in line %i', async (_, line, text) => {
    expect(await information(text)).toContain(`hessian-negative:${line}`);
  });
});

describe('the rules for the training with a boosting objective', () => {
  const metric = (body: string): string => `${LIGHTGBM}
def focal_loss_eval(preds, train_data):
    y = train_data.get_label()
${body}

model = lgb.train({'verbose': -1}, train_set, fobj=focal_objective, feval=focal_loss_eval)
`;
  const F1 = "    return 'f1', f1_score(y, p > 0.5), True";
  const BUILT_IN = `import numpy as np
import lightgbm as lgb
from sklearn.metrics import f1_score

def focal_loss_eval(preds, train_data):
    y = train_data.get_label()
    p = 1 / (1 + np.exp(-preds))
    return 'focal_loss', np.mean(-y * (1 - p) ** 2 * np.log(p)), False

params = {'objective': 'binary', 'num_leaves': 31}
model = lgb.train(params, train_set, feval=focal_loss_eval)
`;

  it.each([
    ['decides at 0.5', 18, metric("    return 'f1', f1_score(y, (preds > 0.5).astype(int)), True")],
    ['rounds scores', 18, metric("    return 'accuracy', np.mean(np.round(preds) == y), True")],
    ['takes the logarithm of scores', 18, metric("    return 'nll', -np.mean(y * np.log(preds)), False")],
    [
      'clips scores',
      18,
      metric("    p = np.clip(preds, 1e-7, 1 - 1e-7)\n    return 'nll', -np.mean(y * np.log(p)), False"),
    ],
    ['squashes twice', 7, BUILT_IN],
  ])('find a metric that %s', async (_, line, text) => {
    expect(await brokenRules(text)).toContain(`boosting-metric-scores:${line}`);
  });

  it.each([
    ['squashes scores', metric(`    p = 1 / (1 + np.exp(-preds))\n${F1}`)],
    ['decides at 0', metric("    return 'f1', f1_score(y, preds > 0), True")],
    ['ranks scores', metric("    return 'auc', roc_auc_score(y, preds), True")],
    [
      'belongs to another model',
      metric(F1.replace('p >', 'preds >')).replace('fobj=focal_objective, feval', 'feval'),
    ],
    ['takes the probabilities of LightGBM', replaced(BUILT_IN, '1 / (1 + np.exp(-preds))', 'preds')],
    ['squashes scores of XGBoost', BUILT_IN.replace('lightgbm', 'xgboost')],
  ])('find nothing in a metric that %s', async (_, text) => {
    expect(await brokenRules(text)).toEqual([]);
  });

  it('find an objective whose labels are read by a function beside it', async () => {
    const nested = (sign: string): string => `import numpy as np

def weighted_focal_loss(gamma=2.0):
    def gradient(scores, dtrain):
        y = dtrain.get_label()
        p = 1 / (1 + np.exp(-scores))
        pt = np.where(y == 1, p, 1 - p)
        return np.where(y == 1, ${sign}1.0, -(${sign}1.0)) * (1 - pt) ** gamma * (gamma * pt * np.log(pt) + pt - 1)

    def objective(scores, dtrain):
        return gradient(scores, dtrain), np.full_like(scores, 0.1)
    return objective
`;
    expect((await brokenRules(nested('-'))).join()).toContain('gradient-sign-error');
    expect((await brokenRules(nested(''))).join()).not.toContain('gradient-sign-error');
  });

  it.each([
    [16, `${LIGHTGBM}\nmodel = lgb.train(params, data, fobj=focal_objective)\n`],
    [16, `${LIGHTGBM}\nparams = {'objective': focal_objective}\n`],
    [
      18,
      `${XGBOOST}\nimport xgboost\nmodel = xgboost.XGBClassifier(\n    objective=focal_loss(2.0), n_estimators=10)\n`,
    ],
    [20, `${CATBOOST}\nmodel = CatBoostClassifier(loss_function=FocalObjective(2.0), eval_metric='AUC')\n`],
  ])('boosting-start-value informs in line %i', async (line, text) => {
    expect(await information(text)).toContain(`boosting-start-value:${line}`);
  });

  it.each([
    `${LIGHTGBM}\nmodel = lgb.train(params, lgb.Dataset(x, y, init_score=start), fobj=focal_objective)\n`,
    `${XGBOOST}\nmodel = XGBClassifier(objective=focal_loss(2.0), base_score=0.01)\n`,
    `${LIGHTGBM}\nmodel = lgb.train({'objective': 'binary'}, data)\n`,
  ])('boosting-start-value is silent in %j', async (text) => {
    expect((await information(text)).filter((place) => place.startsWith('boosting'))).toEqual([]);
  });
});
