import type { Observation } from '../../verdict/document';
import type { WatchedArray } from '../../verdict/loss-runner';
import { examplesAt, ordinaryBeside } from '../../verdict/sizes';
import type { LossSubject } from '../rule';
import { arraysOf, isBroken } from './trace';

/** Functions whose result holds whatever was in memory, until it is filled. */
const UNFILLED: ReadonlySet<string> = new Set([
  'new',
  'empty',
  'empty_like',
  'new_empty',
  'Tensor',
  'FloatTensor',
]);

function isUnfilled({ expression }: WatchedArray): boolean {
  const callee = expression.type === 'call' ? expression.callee : null;
  return (callee?.type === 'attribute' || callee?.type === 'name') && UNFILLED.has(callee.name);
}

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
  return arraysOf(measure, examples, {}, 'framework').find((array) => isBroken(array) && !isUnfilled(array));
}

/** Matches code whose outermost operation is an exponential. */
const EXPONENTIAL = /\bexp\(|\.exp\(\)$/;

/** True if an array is that of an exponential. */
export function isExponential({ place }: WatchedArray, { file }: LossSubject): boolean {
  return EXPONENTIAL.test(file.text.slice(place.start, place.end));
}
