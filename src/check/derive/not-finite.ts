import type { StatisticsRecord } from '../report/report';

/** The reason to count elements as not finite. */
export type NotFinite = 'nonFinite' | 'missingLabels' | 'notProbabilities';

/**
 * Tells apart NaN and infinite values, labels that are missing (NaN beside finite logits), and finite values that are no
 * probabilities although the others are.
 */
export function kindOfNotFinite({ values, leftOut }: StatisticsRecord): NotFinite {
  const { firstNonFiniteLogit: logit, firstNonFiniteTarget: target } = leftOut;
  if (values.notANumber + values.positiveInfinity + values.negativeInfinity > 0) {
    return 'nonFinite';
  }
  if (logit === null && target?.value === 'NaN') {
    return 'missingLabels';
  }
  return logit !== null && target === null ? 'notProbabilities' : 'nonFinite';
}
