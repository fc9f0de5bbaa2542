import type { Reason } from '../../messages/reason';
import type { Evidence } from './evidence';
import type { RowEvidence } from './row-evidence';

/** Fewer whole numbers than this may be scores by chance. */
const LEAST_DECISIONS = 20;

export const DECISIONS: Reason = { id: 'values-are-decisions', facts: {} };

/**
 * Whether the values given as logits are the classes that were decided for, and no scores: whole numbers that reach from 0
 * to the last class.
 * @param lastClass of the logits' class axis; 1 without one, where labels may name more classes
 */
export function areDecisions({ values, labels }: Evidence, lastClass: number): boolean {
  const last = Math.max(lastClass, labels.whole ? labels.maximum : 0);
  return (
    values.whole &&
    values.finite >= LEAST_DECISIONS &&
    values.minimum === 0 &&
    values.maximum >= 1 &&
    values.maximum <= last
  );
}

/** Says how many classes are masked; null without one. */
export function maskReason(rows: RowEvidence | null): Reason | null {
  return rows === null || rows.masked === 0
    ? null
    : { id: 'masked-classes', facts: { values: rows.masked, rows: rows.maskedRows } };
}
