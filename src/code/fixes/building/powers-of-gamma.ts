import type { LossSubject } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { replaced } from './nodes';
import { type Power, powersIn } from './powers';

/** The powers of a loss whose exponent names γ; all of them where none does. */
export function powersOfGamma({ code, measure }: LossSubject): Power[] {
  const powers = powersIn(code.node);
  const gamma = measure?.plan.gamma?.name ?? 'gamma';
  const named = powers.filter(({ exponent }) => exponent.text.split(/[^\p{L}\p{N}_]+/u).includes(gamma));
  return named.length > 0 ? named : powers;
}

/** Ways to take γ for the constant exponents that are its default: for all of them, by its own name or as an attribute. */
export function gammaInPowers({ code, measure }: LossSubject): Edits[] {
  const gamma = measure?.plan.gamma;
  const value = gamma?.default?.type === 'constant' ? gamma.default.value : null;
  const constant = powersIn(code.node).filter(({ exponent }) => Number(exponent.text) === value);
  return gamma && constant.length > 0
    ? [gamma.name, `self.${gamma.name}`].map((name) =>
        constant.map(({ exponent }) => replaced(exponent, name)),
      )
    : [];
}
