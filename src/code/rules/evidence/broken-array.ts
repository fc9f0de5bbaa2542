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
export function isExponential(array: WatchedArray, { file }: LossSubject): boolean {
  const { start, end } = array.place;
  return EXPONENTIAL.test(file.text.slice(start, end)) && !isRaised(array);
}

/** True for the result of a power: where it is not finite, its base is negative, or 0 with a negative exponent. */
export function isRaised({ expression }: WatchedArray): boolean {
  if (expression.type === 'binary') {
    return expression.operator === '**';
  }
  const callee = expression.type === 'call' ? expression.callee : null;
  return (
    (callee?.type === 'attribute' || callee?.type === 'name') && /^(?:float_)?pow(?:er)?_?$/.test(callee.name)
  );
}
