import { countText } from '../../../format/count-text';
import { numberText, percentText } from '../../../format/number-text';
import { beginning, counted, form } from '../words';

/** Which α and γ to begin with. */
export const choose = {
  cardTitle: 'Choose α and γ',
  classes: ({ classes, least, most }: { classes: number; least: number; most: number }) =>
    `${counted(classes, 'class', 'classes')} with ${countText(least)} to ${counted(most, 'example')} each: their weights by three rules are below.`,
  figure: {
    title: 'Balance of α and γ',
    caption:
      'On the lines positives and negatives carry half of the gradient each; above them the positives carry more.',
    own: 'your α and γ',
    paper: 'best pairs of Lin et al. 2017, Table 1b',
    point: ({ alpha, gamma }: { alpha: string | null; gamma: string }) =>
      `${alpha === null ? 'no α' : `α = ${alpha}`}, γ = ${gamma}`,
  },
  withoutLogits:
    'With a γ above 0 the balance depends on the scores: Lin et al. 2017 found α = 0.25 best at γ = 2. Check a file with logits for your own balance.',
  betaHint: 'It matters near 1: 0.9, 0.99, 0.999, 0.9999.',
  rule: 'Weights to copy',
  beta: 'of the effective number of examples',
  positives: ({ positiveClass, positives, all }: PositiveFacts) =>
    `${counted(positives, 'positive')}${positiveClass === null ? '' : ` (class ${positiveClass}, the second of two)`} in ${countText(all)} (${percentText(positives / all)}).`,
  balance: ({ alpha, gamma, share, balanced }: BalanceFacts) =>
    `With γ = ${numberText(gamma)} and ${alpha === null ? 'no α' : `α = ${numberText(alpha)}`} the positives carry ${percentText(share)} of the gradient on these logits. Both sides carry half at α = ${numberText(balanced)}.`,
  advice: {
    keep: 'Keep it: neither side carries more than twice what the other does.',
    'raise-alpha': 'The negatives carry more than twice what the positives do: a larger α evens that out.',
    'lower-alpha': 'The positives carry more than twice what the negatives do: a smaller α evens that out.',
  },
  line: 'The α at which both sides carry half of the gradient',
  lineHeader: { gamma: 'γ', onLogits: 'on these logits', atPrior: 'every score the share of positives' },
  counts: ({ alpha, positiveWeight }: { alpha: number; positiveWeight: number }) =>
    `By the counts alone, which know nothing of γ: α = ${numberText(alpha)}, pos_weight = ${numberText(positiveWeight)}.`,
  bias: ({ prior, minimum }: { prior: number; minimum: number }) =>
    `Bias of the last layer: ${numberText(prior)} starts with every score at the share of positives, for calm first steps; ${numberText(minimum)} is the constant that minimises this loss.`,
  limits:
    'This is a starting point and no optimum. A model with a bias that has converged under a loss balances it: on its own training data, its α and γ lie on this line. The line tells how α has to move when γ does.',
  once: 'Class weights, a sampler and α multiply: use one of them.',
  classesTitle: ({ beta }: { beta: number }) =>
    `Class weights; those of a column sum to the number of classes; β = ${numberText(beta)}`,
  classHeader: {
    name: 'class',
    count: 'examples',
    inverse: 'inverse',
    inverseRoot: 'inverse root',
    effectiveNumber: 'effective number',
  },
  betaTooSmall: ({ beta }: { beta: number }) =>
    `β = ${numberText(beta)} is too small to matter: every class has more than enough examples to reach 1 / (1 − β) = ${numberText(1 / (1 - beta))}.`,
  empty: ({ names }: { names: readonly string[] }) =>
    `There are no weights, because ${form(names.length, 'a class has', 'classes have')} no examples: ${beginning(names)}. Leave ${form(names.length, 'it', 'them')} out or find examples.`,
  ignored: ({ count }: { count: number }) => `${counted(count, 'label')} ignored.`,
};

interface PositiveFacts {
  positiveClass: string | null;
  positives: number;
  all: number;
}

interface BalanceFacts {
  alpha: number | null;
  gamma: number;
  share: number;
  balanced: number;
}
