import type { Verdict } from '../../verdict/document';

/** Roles in which α weights one side and 1 − α the other. */
const BALANCING: ReadonlySet<string> = new Set(['positives', 'classZero', 'foreground']);

/** True for a role in which α weights one side and 1 − α the other. */
export function isBalancing(role: string): boolean {
  return BALANCING.has(role);
}

/** True if α and 1 − α weight the two sides. */
export function isBalance({ computes }: Verdict): boolean {
  return !!computes?.alphaRole && isBalancing(computes.alphaRole);
}
