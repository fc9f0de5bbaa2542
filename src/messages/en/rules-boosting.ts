/** The rules for objectives and metrics of boosters, as in `rules.ts`. */
export const boostingRules = {
  'gradient-sign-error': {
    short: 'the gradient points the wrong way',
    says: ({
      side,
      target,
      score,
      gradient,
      isMaximised,
    }: {
      side: 'positives' | 'negatives' | 'both';
      target: 0 | 1;
      score: string;
      gradient: string;
      isMaximised: boolean;
    }) => {
      const where = side === 'both' ? '' : ` of the ${side}`;
      const rule = isMaximised
        ? 'CatBoost maximises: the derivative of a positive is positive, that of a negative negative.'
        : 'The gradient of a positive is negative, that of a negative positive: training moves scores against it.';
      return `The gradient${where} has the wrong sign: for a ${target === 1 ? 'positive' : 'negative'} with a score of ${score} it is ${gradient}. ${rule}`;
    },
  },
  'gradient-by-probability': {
    short: 'the gradient is one by the probability',
    says: ({ score, gradient }: { score: string; gradient: string | null }) =>
      `Boosters want the derivative by the raw score, and this one ${
        gradient === null
          ? `is not finite at a score of ${score}: it takes the raw score for a probability. Start from p = 1 / (1 + exp(−score)).`
          : `is the derivative by the probability: ${gradient} for a positive with a score of ${score}. Multiply it by p · (1 − p).`
      }`,
  },
  'boosting-labels': {
    short: 'the objective expects labels of −1 and 1',
    says: 'With labels of 0 and 1, as boosters hand them on, the negatives have no right gradient: the objective expects −1 and 1. Start with y = 2 * y − 1.',
  },
  'hessian-mismatch': {
    short: 'the Hessian is not the derivative of the gradient',
    says: ({
      score,
      target,
      hessian,
      expected,
      isLogistic,
    }: {
      score: string;
      target: 0 | 1;
      hessian: string;
      expected: string;
      isLogistic: boolean;
    }) =>
      `The Hessian is ${isLogistic ? 'that of cross-entropy, and ' : ''}not the derivative of the gradient: for a ${target === 1 ? 'positive' : 'negative'} with a score of ${score} it is ${hessian} for ${expected}. Leaves get values that are too large or too small by that factor.`,
  },
  'hessian-negative': {
    short: 'the Hessian is negative for some scores',
    says: ({ score, target, hessian }: { score: string; target: 0 | 1; hessian: string }) =>
      `The Hessian of focal loss is negative for hard examples: ${hessian} for a ${target === 1 ? 'positive' : 'negative'} with a score of ${score}. Boosters divide by sums of it, and min_child_weight acts on them. A floor keeps them positive: np.maximum(hess, 1e-6).`,
  },
  'numeric-hessian': {
    short: 'rounding shows in the second difference',
    says: ({ score, from, to }: { score: string; from: string; to: string }) =>
      `The step of the second difference is so small that rounding shows: at a score of ${score} the Hessian is ${from}, and a hair beside it ${to}. Use a step of about 1e-4, or the formula.`,
  },
  'boosting-metric-scores': {
    short: 'the metric takes other scores than it is given',
    says: ({ given }: { given: 'raw' | 'probabilities' }) =>
      given === 'raw'
        ? 'With an objective of its own a booster hands raw scores to the metric, and this one takes them for probabilities. Start with p = 1 / (1 + exp(−score)).'
        : 'LightGBM hands probabilities to the metric, since its objective is its own, and this one applies a sigmoid to them once more.',
  },
  'boosting-start-value': {
    short: 'boosting starts at a score of 0',
    says: 'With an objective of its own a booster starts at p = 0.5 for every example, far from a rare class: the first trees only find the mean. Give the constant that makes the loss smallest as the start: init_score (LightGBM), base_score (XGBoost), baseline (CatBoost).',
  },
};
