import type { FindingId } from '../../messages/finding';
import type { Severity } from '../report/report';
import type { Found } from './evidence';

/** Comparisons with what the training computed. */
export const AGREEMENTS: readonly FindingId[] = ['loss-disagrees', 'gradient-disagrees'];

/** Judgements of the model's probabilities. */
export const CALIBRATION: readonly FindingId[] = [
  'over-confidence',
  'under-confidence',
  'biased-probabilities',
  'focal-scores',
];

/** Judgements of the training, which hold only if the values and the targets are what they were taken for. */
export const VERDICTS: readonly FindingId[] = [
  ...AGREEMENTS,
  'prior-bias-missing',
  'alpha-on-wrong-side',
  'gamma-too-small',
  'gamma-too-large',
  ...CALIBRATION,
  'label-noise',
];

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];

/** A finding that follows from no other, and those that follow from it. */
interface Root {
  readonly finding: Found;
  readonly consequences: Found[];
}

/**
 * Puts each finding under its root cause: the one that leads to it, or to what leads to it. A finding stays by itself if it is
 * more severe than its cause.
 * @param found causes before their consequences
 */
export function rootsOf(found: readonly Found[]): readonly Root[] {
  const rootOf = new Map<Found, Root>();
  const roots: Root[] = [];
  for (const finding of found) {
    const cause = [...rootOf.keys()].find(
      (one) => one.leadsTo?.includes(finding.id) && rank(one) <= rank(finding),
    );
    const root = cause === undefined ? undefined : rootOf.get(cause);
    if (root === undefined) {
      const own = { finding, consequences: [] };
      rootOf.set(finding, own);
      roots.push(own);
    } else {
      rootOf.set(finding, root);
      root.consequences.push(finding);
    }
  }
  return roots;
}

function rank({ severity }: Found): number {
  return SEVERITIES.indexOf(severity);
}
