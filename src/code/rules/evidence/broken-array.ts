import type { WatchedArray } from '../../verdict/loss-runner';
import type { Example } from '../../verdict/probes';
import { examplesAt, ordinaryBeside } from '../../verdict/sizes';
import type { LossSubject } from '../rule';
import type { Break } from './broken-logit';
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
export function brokenArray(loss: LossSubject, broken: Break): WatchedArray | undefined {
  const { measure } = loss;
  const arrays = measure ? arraysOf(measure, breakingExamples(loss, broken), {}, 'framework') : [];
  return arrays.find((array) => isBroken(array) && !isUnfilled(array));
}

/** The examples at which a loss breaks, and ordinary ones. */
export function breakingExamples({ measure, verdict }: LossSubject, { from, target }: Break): Example[] {
  const width = measure?.layout.width ?? 1;
  return [...examplesAt(width, from, target, verdict.computes?.input ?? 'logits'), ...ordinaryBeside(width)];
}

/** Matches code whose outermost operation is an exponential. */
const EXPONENTIAL = /\bexp\(|\.exp\(\)$/;

/** True if an array is that of an exponential. */
export function isExponential({ place }: WatchedArray, { file }: LossSubject): boolean {
  return EXPONENTIAL.test(file.text.slice(place.start, place.end));
}
