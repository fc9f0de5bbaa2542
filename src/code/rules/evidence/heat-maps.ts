import { isClose } from '../../verdict/measure';
import type { LossSubject } from '../rule';

/** An ordinary number, as a logit or as a probability. */
const INPUT = [0.3];

/**
 * True for the focal loss of heat maps (Law & Deng 2018, equation 1): a target below 1 is that of a negative, which is weakened by
 * (1 − y)^β.
 */
export function isOfHeatMaps({ measure }: LossSubject): boolean {
  if (measure?.layout.width !== 1) {
    return false;
  }
  const [far = 0, near = 0, nearer = 0] = [0, 0.25, 0.5].map(
    (target) => measure.ofExample({ input: INPUT, target }, measure.usual) ?? Number.NaN,
  );
  const [beta, other] = [Math.log(near / far) / Math.log(0.75), Math.log(nearer / far) / Math.log(0.5)];
  return beta > 0.5 && isClose(beta, other);
}
