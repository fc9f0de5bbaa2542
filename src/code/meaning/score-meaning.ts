import { probabilityOfScore } from '../../calibration/focal-map';
import { complement } from '../../format/complement';
import { exactNumberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { AlphaRole } from '../conventions/convention';
import type { BothParameters, FocalSite } from '../losses/focal-site';
import type { ParameterValue } from '../losses/value';

/** The score whose meaning a hover states. */
const SCORE = 0.5;

/**
 * The probability behind a score of 0.5, as a sentence. Silent where α or γ is not known, where α is off, so that 0.5 means
 * 50 %, and where the library or the code does not show which side α weighs.
 */
export function scoreMeaning(site: FocalSite, { hover }: Messages): string[] {
  const { parameter, value, bothParameters, convention } = site;
  const { alpha, gamma }: BothParameters = { ...bothParameters, [parameter]: value };
  const weight = weightOfPositives(site, alpha);
  const isFocal = (convention?.family ?? 'focal') === 'focal';
  if (!isFocal || weight === null || typeof gamma !== 'number' || gamma < 0) {
    return [];
  }
  const probability = probabilityOfScore(SCORE, { alpha: weight, gamma });
  return [hover.scoreMeans({ score: exactNumberText(SCORE), probability: percentText(probability) })];
}

/** α where it weighs the positives, 1 − α where it weighs the negatives; null where that is not known or α is off. */
function weightOfPositives(
  { convention, given, alphaRole }: FocalSite,
  alpha: ParameterValue,
): number | null {
  const role: AlphaRole | undefined = convention?.alphaRole(given) ?? alphaRole;
  if (
    typeof alpha !== 'number' ||
    !(alpha > 0 && alpha < 1) ||
    convention?.isAlphaOff(alpha, given) === true
  ) {
    return null;
  }
  if (role === 'positives') {
    return alpha;
  }
  return role === 'classZero' ? complement(alpha) : null;
}
