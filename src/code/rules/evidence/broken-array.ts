import type { Observation } from '../../verdict/document';
import type { WatchedArray } from '../../verdict/loss-runner';
import { examplesAt, ordinaryBeside } from '../../verdict/sizes';
import type { LossSubject } from '../rule';
import { arraysOf, isBroken } from './trace';

/** The first array that is not finite where the loss breaks; undefined where only the gradient breaks. */
export function brokenArray(
  { measure, verdict }: LossSubject,
  { from, target }: Extract<Observation, { readonly kind: 'notFinite' }>,
): WatchedArray | undefined {
  if (!measure) {
    return undefined;
  }
  const { width } = measure.layout;
  const examples = [
    ...examplesAt(width, from, target, verdict.computes?.input ?? 'logits'),
    ...ordinaryBeside(width),
  ];
  return arraysOf(measure, examples, {}, 'framework').find(isBroken);
}

/** Matches code whose outermost operation is an exponential. */
const EXPONENTIAL = /\bexp\(|\.exp\(\)$/;

/** True if an array is that of an exponential. */
export function isExponential({ place }: WatchedArray, { file }: LossSubject): boolean {
  return EXPONENTIAL.test(file.text.slice(place.start, place.end));
}
