import type { LossSubject } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { type Arithmetic, arithmeticOf } from './arithmetic';
import { complementText } from './complements';
import { assignedBy, unwrapped } from './nodes';
import { type Power, withBase } from './powers';
import { powersOfGamma } from './powers-of-gamma';
import { tensorNames } from './tensor-names';
import { logarithmsIn, namesHolding } from './traced-values';

/**
 * Ways to make 1 − p_t the base of each power of γ: by a name that holds it or p_t, else from the probability and the target, which is
 * the base as it is or has a name. A power of the negatives alone has p.
 */
export function powersOfOneMinusPt(loss: LossSubject): Edits[] {
  const arithmetic = arithmeticOf(loss);
  const bases = [...namesHolding(loss, '1-p_t'), ...namesHolding(loss, 'p_t').map(arithmetic.complement)];
  const { targets } = tensorNames(loss);
  const powers = powersOfGamma(loss);
  const probabilities = namesHolding(loss, 'p');
  return powers.flatMap((power) => [
    ...bases.map((base) => [withBase(power, base)]),
    ...targets.map((target) => [withBase(power, baseOfBoth(power, target, arithmetic))]),
    ...probabilities.flatMap((p) => [
      ...targets.map((target) => [withBase(power, ofSides(target, arithmetic.complement(p), p, arithmetic))]),
      [withBase(power, p)],
    ]),
  ]);
}

/** Ways to make 1 − p_t the base of each power of γ by a name that holds log p_t. */
export function powersOfLogOfTarget(loss: LossSubject): Edits[] {
  const names = logarithmsIn(loss).flatMap(({ node, quantity }) => {
    const target = assignedBy(node.parent)?.target;
    return quantity === 'p_t' && target?.type === 'identifier' ? [target.text] : [];
  });
  return powersOfGamma(loss).flatMap((power) =>
    names.map((name) => [withBase(power, arithmeticOf(loss).complement(`${name}.exp()`))]),
  );
}

/** The base as it is for positives, and its complement for negatives. */
function baseOfBoth({ base }: Power, target: string, arithmetic: Arithmetic): string {
  const ofPositives = unwrapped(base);
  return ofSides(target, ofPositives.text, complementText(ofPositives, arithmetic), arithmetic);
}

function ofSides(
  target: string,
  ofPositives: string,
  ofNegatives: string,
  { sum, product, complement }: Arithmetic,
): string {
  return sum(product(target, ofPositives), product(complement(target), ofNegatives));
}
