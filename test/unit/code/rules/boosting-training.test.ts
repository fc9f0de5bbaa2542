import { describe, expect, it } from 'vitest';
import { CATBOOST, LIGHTGBM, replaced, XGBOOST } from './boosting-objectives';
import { brokenRules, information } from './broken-rules';

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
    expect(await brokenRules(text, '')).toContain(`boosting-metric-scores:${line}`);
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
    ['goes with an own objective', `${BUILT_IN}model = lgb.train({'objective': logloss}, train_set)\n`],
  ])('find nothing in a metric that %s', async (_, text) => {
    expect(await brokenRules(text, '')).toEqual([]);
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
    expect((await brokenRules(nested('-'), '')).join()).toContain('gradient-sign-error');
    expect((await brokenRules(nested(''), '')).join()).not.toContain('gradient-sign-error');
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
