import { numberText, percentText } from '../../../format/number-text';

/** What a score means as a probability. */
export const meaning = {
  title: ({ alpha, gamma }: { alpha: number | null; gamma: number }) =>
    `What a score means where the model was trained with ${alpha === null ? 'no α' : `α = ${numberText(alpha)}`} and γ = ${numberText(gamma)}`,
  header: { score: 'score', probability: 'probability' },
  cardTitle: 'What a score means',
  lead: ({ half, other }: { half: number; other: { score: number; probability: number } }) =>
    `At the optimum of this loss a score of 0.5 means ${percentText(half)}, and a score of ${numberText(other.score)} means ${percentText(other.probability)}.`,
  softmax:
    'The probability of a class follows from its score in a softmax of focal loss too, but no single curve shows it: the probabilities of all classes are scaled together. The map is given as code.',
  heldOut: ({
    errors: [error, errorAfter],
    logLosses: [loss, lossAfter],
    constant,
    temperature,
    platt,
  }: HeldOutFacts) =>
    `Without fitting anything: calibration error ${numberText(error)} → ${numberText(errorAfter)}, log loss ${numberText(loss)} → ${numberText(lossAfter)} (always saying ${percentText(constant.prior)}: ${numberText(constant.logLoss)}).${platt === null ? '' : ` Platt scaling ${numberText(platt)}.`}${temperature === null ? '' : ` Best temperature ${numberText(temperature)}.`}`,
  fullestBin: ({ share, bins }: { share: number; bins: number }) =>
    `${percentText(share)} of the elements lie in one of ${bins} equal bins of the score. The reliability is therefore drawn over log-odds, in bins of equal mass.`,
  marks: 'Scores and the probabilities that they stand for',
  curve: {
    title: 'From score to probability',
    caption: 'The dots are the scores of usual probabilities.',
    map: 'the map of this loss',
    asGiven: 'score taken for the probability',
    mark: ({ score, probability }: { score: string; probability: string }) => `${score} means ${probability}`,
  },
  reliability: {
    title: 'Reliability over log-odds',
    caption:
      'The share of positives over the probability, in bins of equal mass. The bars are Clopper-Pearson intervals of 95 %; a bin without positives has only the bar.',
    series: 'probabilities',
    elements: 'elements',
    positives: 'share of positives',
    low: '95 % from',
    high: 'to',
  },
  changes: {
    title: 'Done to the classes beside the loss',
    positiveWeight: 'Weight of a positive',
    positiveWeightHint: 'pos_weight or scale_pos_weight; 1 without.',
    negativesPerKept: 'Negatives for each kept',
    negativesPerKeptHint: 'r where one of r negatives was kept; 1 where all were.',
    training: 'Share of positives in training',
    prevalence: 'Share of positives in use',
    prevalenceHint: 'Where the model will be used. A check on data keeps the share of the data.',
  },
  assumes:
    'Focal loss is no proper loss, so that its scores are no probabilities. The map is exact for a model at the optimum of this loss, and needs no labels.',
  checkTitle: 'The map on these data',
  checkHeader: {
    probabilities: 'probabilities',
    error: 'calibration error',
    logLoss: 'log loss',
    brier: 'Brier score',
  },
  rows: {
    scores: 'scores as they are',
    map: 'the map, nothing fitted',
    constant: 'always the share of positives',
    temperature: 'best temperature, fitted here',
    platt: 'Platt scaling, fitted here',
  },
  verdicts: {
    identity: 'Without α and γ there is nothing to undo: the scores are meant as probabilities.',
    agrees:
      'The map helps: it takes at least nine tenths of what the best fit to these labels takes from the log loss.',
    improves:
      'The map helps, but a fit to these labels leaves less: the model is not quite at the optimum of this loss. Fit Platt scaling on held-out data.',
    'no-difference': 'The map makes no difference that these data can show.',
    worsens:
      'The map does not help: the model is not at the optimum of this loss, because it is over-fitted or was trained with another loss. Fit Platt scaling on held-out data.',
  },
  noCheck:
    'The map cannot be tried on this file: that takes a sigmoid or two classes, hard targets of both sides and one α between 0 and 1.',
};

interface HeldOutFacts {
  /** Before and after the map. */
  errors: readonly [number, number];
  logLosses: readonly [number, number];
  constant: { prior: number; logLoss: number };
  /** Log losses; null without a fit. */
  temperature: number | null;
  platt: number | null;
}
