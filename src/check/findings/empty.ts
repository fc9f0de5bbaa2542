import { countText } from '../../format/count-text';
import { type FindingRule, nameOf } from './evidence';

/** No element takes part in the loss. */
export const empty: FindingRule = (evidence) => {
  const { counts } = evidence;
  if (counts.positives + counts.negatives > 0) {
    return null;
  }
  const seen =
    counts.elements === 0
      ? `${nameOf(evidence, 'logits')} has no elements.`
      : `None of the ${countText(counts.elements)} elements takes part: ${countText(counts.ignored)} are ignored, ${countText(counts.nonFinite)} not finite, ${countText(counts.invalidTargets)} without a valid target.`;
  return {
    id: 'empty',
    severity: 'error',
    title: 'Nothing to compute a loss from',
    seen,
    means: 'A mean over nothing is NaN; a sum is zero and trains nothing.',
    fix: 'Check that the arrays were saved after the batch was filled, and that the ignore index or mask does not take everything.',
  };
};
