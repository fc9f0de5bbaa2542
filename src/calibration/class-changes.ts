import { logitOfProbability } from '../numerics/stable';

/**
 * Changes of the classes in training, beside the loss. Every change shifts the logit of the probability; shifts add.
 */
export interface ClassChanges {
  /** The weight of a positive: `pos_weight`, `scale_pos_weight`; above 0. */
  readonly positiveWeight?: number;
  /** Share of the negatives that was kept for training, in (0, 1]. */
  readonly keptNegatives?: number;
  /** Share of the positives that was kept for training, in (0, 1]; above 1 where they were repeated. */
  readonly keptPositives?: number;
  /** Share of positives where the model was trained and where it is used, both in (0, 1). */
  readonly prevalence?: { readonly training: number; readonly use: number };
}

/**
 * The number to add to the logit of the probability that the training data had, for the probability without these
 * changes. All are shifts of the log-odds by Bayes' rule (Saerens et al. 2002, eq. 4, for two classes).
 */
export function shiftOfChanges({
  positiveWeight = 1,
  keptNegatives = 1,
  keptPositives = 1,
  prevalence,
}: ClassChanges): number {
  const shift = Math.log(keptNegatives) - Math.log(keptPositives) - Math.log(positiveWeight);
  return prevalence === undefined
    ? shift
    : shift + logitOfProbability(prevalence.use) - logitOfProbability(prevalence.training);
}
