import type { LossSubject } from '../../rules/rule';
import { type Power, powersIn } from './powers';

/** The powers of a loss whose exponent names γ; all of them where none does. */
export function powersOfGamma({ code, measure }: LossSubject): Power[] {
  const powers = powersIn(code.node);
  const gamma = measure?.plan.gamma?.name ?? 'gamma';
  const named = powers.filter(({ exponent }) => exponent.text.split(/[^\p{L}\p{N}_]+/u).includes(gamma));
  return named.length > 0 ? named : powers;
}
