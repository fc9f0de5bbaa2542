import type { AlphaRole } from '../../loss/variants/variant';
import type { Verdict } from '../verdict/document';

/** Roles in which α weights one side and 1 − α the other. */
const BALANCING: ReadonlySet<AlphaRole> = new Set(['positives', 'classZero', 'foreground']);

/** True if α and 1 − α weight the two sides. */
export function isBalance({ computes }: Verdict): boolean {
  return !!computes?.alphaRole && BALANCING.has(computes.alphaRole);
}
