import { labelsOfSigns } from '../fixes/building/boosting';
import { derivativePlace, observedOf } from './evidence/objective';
import type { Rule } from './rule';

/** Matches words or code that say that labels are −1 and 1. */
const MEANT =
  /\{\s*[-−]\s*1\s*,|[-−]1 ?(?:,|and|or|\/) ?\+?1\b|(?:±|\+\/-) ?1|2\s*\*\s*\w+\s*-\s*1|(?:replace|where)\([^()\n]*-\s*1/i;

/** A boosting objective is written for labels of −1 and 1, and nothing in the file makes such. */
export const boostingLabels: Rule<'boosting-labels'> = {
  id: 'boosting-labels',
  severity: 'error',
  inLoss: (loss) =>
    observedOf(loss, 'labelsOfOne').length > 0 && !MEANT.test(loss.file.text)
      ? [{ facts: {}, at: derivativePlace(loss, 'gradient') }]
      : [],
  fixInLoss: (loss) =>
    labelsOfSigns(loss).map((edits) => ({ title: 'labels-of-signs' as const, edits, changes: {} })),
};
