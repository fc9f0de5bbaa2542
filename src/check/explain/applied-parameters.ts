import type { ExplanationFacts } from '../report/explanation';

/** The parameters of a check. */
export interface AppliedParameters {
  readonly alpha: number | null;
  readonly gamma: number;
}

/** Losses that are the loss of a report with other parameters. */
const OF_REPORTS: readonly string[] = [
  'focal',
  'focalWithoutAlpha',
  'crossEntropy',
  'alphaBalancedCrossEntropy',
];

/** The α and γ that make the loss of a check this one; null where it is this one already, and where no α and γ do. */
export function appliedParameters(facts: ExplanationFacts): AppliedParameters | null {
  const { id, alpha, gamma, role, factor, scale, hasParametersOfReport } = facts;
  const isMultiplied = factor !== null || scale !== undefined;
  // A weight that comes from the counts of the classes has no number here.
  const isKnown = (alpha === null) === (role === 'off');
  return OF_REPORTS.includes(id) && hasParametersOfReport !== true && isKnown && !isMultiplied
    ? { alpha, gamma }
    : null;
}
