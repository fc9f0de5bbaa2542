import { exactNumberText } from '../../format/number-text';
import { isBalance } from './balance';
import { declarationOf, defaultNumber } from './parameter';
import type { LossRule } from './rule';

/** α is 0 or 1 by default where α and 1 − α weight the two sides. */
export const alphaDegenerate: LossRule<'alpha-degenerate'> = {
  id: 'alpha-degenerate',
  severity: 'error',
  find: (loss) => {
    const alpha = defaultNumber(loss.verdict, 'alpha');
    if ((alpha !== 0 && alpha !== 1) || !isBalance(loss.verdict)) {
      return [];
    }
    const isOfPositives = loss.verdict.computes?.alphaRole !== 'classZero';
    const side = (alpha === 0) === isOfPositives ? 'positives' : 'negatives';
    return [{ facts: { alpha: exactNumberText(alpha), side }, at: declarationOf(loss, 'alpha') }];
  },
};
