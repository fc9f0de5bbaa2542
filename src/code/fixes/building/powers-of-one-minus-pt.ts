import type { LossSubject } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { type Arithmetic, arithmeticOf } from './arithmetic';
import { complementText } from './complements';
import { unwrapped } from './nodes';
import { type Power, withBase } from './powers';
import { powersOfGamma } from './powers-of-gamma';
import { tensorNames } from './tensor-names';
import { namesHolding } from './traced-values';

/** Ways to make 1 − p_t the base of each power of γ, by a name that holds it or p_t, else from the probability and the target. */
export function powersOfOneMinusPt(loss: LossSubject): Edits[] {
  const arithmetic = arithmeticOf(loss);
  const bases = [...namesHolding(loss, '1-p_t'), ...namesHolding(loss, 'p_t').map(arithmetic.complement)];
  const { targets } = tensorNames(loss);
  const powers = powersOfGamma(loss);
  return powers.flatMap((power) => [
    ...bases.map((base) => [withBase(power, base)]),
    ...targets.map((target) => [withBase(power, baseOfBoth(power, target, arithmetic))]),
  ]);
}

/** The base as it is for positives, and its complement for negatives. */
function baseOfBoth({ base }: Power, target: string, arithmetic: Arithmetic): string {
  const { sum, product, complement } = arithmetic;
  const ofPositives = unwrapped(base);
  return sum(
    product(target, ofPositives.text),
    product(complement(target), complementText(ofPositives, arithmetic)),
  );
}
