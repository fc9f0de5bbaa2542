import type { Reason } from '../../messages/reason';
import type { Evidence } from './evidence';
import type { RowEvidence } from './row-evidence';

/** Fewer whole numbers than this may be scores by chance, unless their type holds no others. */
const LEAST_DECISIONS = 20;
const LEAST_WHOLE_DECISIONS = 2;

export const DECISIONS: Reason = { id: 'values-are-decisions', facts: {} };

/**
 * True if the values given as logits are the classes that were decided for, and no scores: whole numbers from 0 to the last
 * class, or −1 and 1 for two classes.
 * @param lastClass of the logits' class axis; 1 without one, where labels may name more classes
 */
export function areDecisions({ logits, values, labels }: Evidence, lastClass: number): boolean {
  const last = Math.max(lastClass, labels.whole ? labels.maximum : 0);
  const least = logits.array.dtype.includes('float') ? LEAST_DECISIONS : LEAST_WHOLE_DECISIONS;
  const { minimum, maximum } = values;
  const areClasses = minimum === 0 && maximum >= 1 && maximum <= last;
  const areSigns = minimum === -1 && maximum === 1 && last === 1;
  return values.whole && values.finite >= least && (areClasses || areSigns);
}

/** Says how many classes are masked; null without one. */
export function maskReason(rows: RowEvidence | null): Reason | null {
  return rows === null || rows.masked === 0
    ? null
    : { id: 'masked-classes', facts: { values: rows.masked, rows: rows.maskedRows } };
}
