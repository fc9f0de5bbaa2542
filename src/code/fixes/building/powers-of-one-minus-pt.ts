import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { complementOf, complementText } from './complements';
import { operand, unwrapped } from './nodes';
import { type Power, withBase } from './powers';
import { powersOfGamma } from './powers-of-gamma';
import { tensorNames } from './tensor-names';
import { namesHolding } from './traced-values';

/** Ways to make 1 − p_t the base of each power of γ, by a name that holds it or p_t, else from the probability and the target. */
export function powersOfOneMinusPt(loss: LossSubject): Edits[] {
  const bases = [...namesHolding(loss, '1-p_t'), ...namesHolding(loss, 'p_t').map((name) => `1 - ${name}`)];
  const { targets } = tensorNames(loss);
  const powers = powersOfGamma(loss);
  return powers.flatMap((power) => [
    ...bases.map((base) => [withBase(power, base)]),
    ...targets.map((target) => [withBase(power, baseOfBoth(power, target))]),
  ]);
}

/** The base as it is for positives, and its complement for negatives. */
function baseOfBoth({ base }: Power, target: string): string {
  const ofPositives: Node = unwrapped(base);
  const p = complementOf(ofPositives);
  const [positives, negatives] = p
    ? [`(${ofPositives.text})`, operand(p)]
    : [operand(ofPositives), `(${complementText(ofPositives)})`];
  return `${target} * ${positives} + (1 - ${target}) * ${negatives}`;
}
