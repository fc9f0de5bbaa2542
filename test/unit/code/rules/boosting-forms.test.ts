import { describe, expect, it } from 'vitest';
import { verdictsOf } from '../verdict/judge';
import { LIGHTGBM, replaced } from './boosting-objectives';
import { brokenRules } from './broken-rules';

/** CatBoost's objective of several classes, for one example, whose derivatives have the other sign. */
const CATBOOST_OF_CLASSES = `import numpy as np

class FocalObjective:
    def __init__(self, gamma=2.0):
        self.gamma = gamma

    def calc_ders_multi(self, approx, target, weight):
        e = np.exp(np.array(approx) - max(approx))
        p = e / e.sum()
        u = p[int(target)]
        power = (1 - u) ** (self.gamma - 1)
        f = self.gamma * power * u * np.log(u) - (1 - u) ** self.gamma
        df = self.gamma * (power * (np.log(u) + 2) - (self.gamma - 1) * (1 - u) ** (self.gamma - 2) * u * np.log(u))
        der1, der2 = [], []
        for j in range(len(approx)):
            y = float(j == target)
            der1.append(-f * (y - p[j]) * weight)
            row = []
            for k in range(len(approx)):
                slope = df * u * (float(k == target) - p[k]) * (y - p[j]) - f * p[j] * (float(j == k) - p[k])
                row.append(-slope * weight)
            der2.append(row)
        return der1, der2
`;

/** Ways to hand an objective's scores, labels and settings on to another function of the file. */
const HANDED_ON = {
  'a function that fixes the settings': `
def make_focal_objective(alpha=0.25, gamma=2.0):
    def objective(scores, data):
        return focal_objective(scores, data, alpha, gamma)
    return objective
`,
  'names of arguments': `
def focal_objective_of(scores, data, gamma):
    return focal_objective(train_data=data, preds=scores, gamma=gamma)
`,
  'a method': `
class Focal:
    def objective(self, scores, data):
        return self.of(scores, data)

    def of(self, scores, data):
        return focal_objective(scores, data)
`,
};

describe('an objective', () => {
  it('of CatBoost for several classes is the gradient of focal loss', async () => {
    const verdicts = await verdictsOf(CATBOOST_OF_CLASSES);
    expect(
      verdicts.map(({ kind, computes }) => [kind, computes?.alphaRole, computes?.gammaIsExponentOf]),
    ).toEqual([['objective', 'off', '1-p_t']]);
    expect(await brokenRules(CATBOOST_OF_CLASSES, '')).toEqual([]);
  });

  it.each([
    ['gradient-sign-error', 23, '(-f * (y', '(f * (y'],
    ['hessian-mismatch', 23, 'df * u', 'u'],
  ])('of CatBoost for several classes has %s in line %i', async (rule, line, right, wrong) => {
    expect(await brokenRules(replaced(CATBOOST_OF_CLASSES, right, wrong), '')).toEqual([`${rule}:${line}`]);
  });

  it.each(Object.entries(HANDED_ON))(
    'is one that hands on to another by %s, whose faults are said there',
    async (_, text) => {
      const verdicts = await verdictsOf(LIGHTGBM + text);
      expect(verdicts.length).toBeGreaterThan(1);
      expect(verdicts.map(({ kind, computes }) => [kind, computes?.alphaRole])).toEqual(
        verdicts.map(() => ['objective', 'positives']),
      );
      const reversed = replaced(LIGHTGBM, 'grad = sign * at', 'grad = -sign * at');
      expect(await brokenRules(reversed + text, '')).toEqual(['gradient-sign-error:10']);
    },
  );

  it('that a function of the probability computes is no loss in that function', async () => {
    const verdicts = await verdictsOf(`import numpy as np

def focal_grad_hess(y_true, prob, gamma=2.0):
    pt = np.where(y_true == 1, prob, 1 - prob)
    sign = np.where(y_true == 1, 1.0, -1.0)
    grad = sign * (1 - pt) ** gamma * (gamma * pt * np.log(pt) + pt - 1)
    hess = np.abs(grad) * (1 - np.abs(grad))
    return grad, hess

def focal_objective(y_true, scores, gamma=2.0):
    return focal_grad_hess(y_true, 1 / (1 + np.exp(-scores)), gamma)
`);
    expect(verdicts.map(({ name, kind, computes }) => [name, kind, computes?.input])).toEqual([
      ['focal_objective', 'objective', 'logits'],
    ]);
  });
});
