import type { SideWeights } from './candidate';
import type { LossData } from './loss-data';

const IDS_OF_ROLES: Readonly<Record<string, string>> = {
  classZero: 'alpha-on-negatives',
  everyClass: 'alpha-same-for-both',
  positivesOnly: 'alpha-positives-only',
  negativesOnly: 'alpha-negatives-only',
  positivesTwice: 'alpha-twice',
};

/** Returns the id of the variant that the focal loss with this γ and these weights is. */
export function focalId(
  gamma: number,
  { role }: SideWeights,
  { link, alpha }: Pick<LossData, 'link' | 'alpha'>,
): string {
  if (role === 'off') {
    return gamma === 0 ? 'crossEntropy' : alpha === null ? 'focal' : 'focalWithoutAlpha';
  }
  // The α of a softmax is one weight for all classes, as the report has it.
  const own = link === 'softmax' && role === 'everyClass' ? undefined : IDS_OF_ROLES[role];
  return own ?? (gamma === 0 ? 'alphaBalancedCrossEntropy' : 'focal');
}
