import { countText } from '../../format/count-text';
import type { FindingRule } from './evidence';

/** No positives, so that the paper's normaliser is zero. */
export const noPositives: FindingRule = ({ counts }) => {
  if (counts.positives > 0 || counts.negatives === 0) {
    return null;
  }
  return {
    id: 'no-positives',
    severity: 'error',
    title: 'No positive at all',
    seen: `All ${countText(counts.negatives)} elements are negatives.`,
    means:
      'Divided by the number of positives, the loss is infinite or NaN; and nothing here teaches the model what an object is.',
    fix: 'Divide by max(1, positives). Check the matching of anchors to boxes, the class indices, and that this batch has objects.',
  };
};
