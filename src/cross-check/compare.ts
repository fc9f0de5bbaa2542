import type { CrossCheck } from '../check/report/cross-check';
import type { TensorFlowAnswer } from '../tensorflow/task';
import { AgreementSearch } from './agreement';
import { elementAt } from './element';
import { checkByDifferences } from './finite-differences';
import type { Prepared } from './prepare';

/** Distance of the float32 numbers at 1: functions are computed within one or two halves of it. */
const ROUNDING = 2 ** -23;
/** Roundings of a loss that do not grow with anything. */
const ROUNDINGS = 16;
/** Roundings that the exponent multiplies: those of 1 − p_t. */
const ROUNDINGS_OF_POWER = 8;
/** Roundings of p_t where it is 1 minus what was computed, which γ −log p_t multiplies in the gradient. */
const ROUNDINGS_OF_SLOPE = 4;
/** Confidence at which the snippet holds 1 − p_t, 1e-37. */
const MOST_CONFIDENCE = 86;
/** Values below it have no full precision in float32, such as a loss whose 1 − p_t was held. */
const LEAST_TOLERANCE = 1e-35;

/**
 * Sets the losses and gradients of the product beside those of TensorFlow.js, and its gradients beside differences.
 *
 * The tolerance of a loss is that of float32: some roundings, those of a sum over K classes, and those of
 * 1 − p_t, which have the size of −log(1 − p_t) and which the power multiplies by γ. Automatic differentiation adds
 * derivatives that cancel, so that the error of a gradient has the size of dFL / d log p_t.
 */
export function compareWith(
  prepared: Prepared,
  answer: TensorFlowAnswer,
): Pick<CrossCheck, 'values' | 'ofValues' | 'loss' | 'gradient' | 'finiteDifferences' | 'agrees'> {
  const { tensors, formula, gamma } = prepared;
  const { layout, interpretation, indexOf, sampledOf } = tensors;
  const perElement = interpretation.link === 'softmax' ? layout.channels : 1;
  const placeOfLogit = (at: number): number[] =>
    indexOf(Math.floor(at / layout.channels), at % layout.channels);
  const [losses, slopes] = [new AgreementSearch(), new AgreementSearch()];
  let elements = 0;
  for (let at = 0; at < formula.losses.length; at++) {
    if (formula.takesPart[at] !== 1) {
      continue;
    }
    elements++;
    const { pull, confidence } = elementAt(prepared, at);
    const ofPower = (1 + gamma) * (ROUNDINGS_OF_POWER + Math.min(confidence, MOST_CONFIDENCE));
    const share = ROUNDING * (ROUNDINGS + Math.sqrt(perElement) + ofPower);
    const loss = formula.losses[at] ?? Number.NaN;
    losses.add(at, loss, answer.losses[at] ?? Number.NaN, loss, share * loss + LEAST_TOLERANCE);
    const ofSlope = ROUNDING * ROUNDINGS_OF_SLOPE * gamma * loss;
    const tolerance = share * pull + ofSlope + LEAST_TOLERANCE;
    for (let logit = at * perElement; logit < (at + 1) * perElement; logit++) {
      const slope = formula.gradient[logit] ?? Number.NaN;
      const other = answer.gradient[logit] ?? Number.NaN;
      slopes.add(logit, slope, other, pull, tolerance);
    }
  }
  const loss = losses.result((at) => placeOfLogit(at * perElement));
  const gradient = slopes.result(placeOfLogit);
  const finiteDifferences = checkByDifferences(prepared, placeOfLogit);
  return {
    values: elements * perElement,
    ofValues: sampledOf ?? layout.rows * layout.channels,
    loss,
    gradient,
    finiteDifferences,
    agrees: [loss, gradient, finiteDifferences.gradient].every((each) => (each?.beyond ?? null) === null),
  };
}
