import type { WatchedArray } from '../../verdict/loss-runner';
import type { Measure } from '../../verdict/measure';
import { type Example, mixedExamples } from '../../verdict/probes';
import type { ProbeSettings } from '../../verdict/settings';
import type { TextRange } from '../rule';

/** Numbers of two arrays agree if they differ by less than this. */
const TOLERANCE = 1e-6;

/** The examples of a trace: of both targets, or of every class. */
export function tracedExamples({ layout }: Measure): Example[] {
  return mixedExamples(layout.width, 6);
}

/** The arrays that the code of the user makes in one call of the loss, in their order. */
export function arraysOf(
  { runner, plan, layout }: Measure,
  examples: readonly Example[],
  settings: ProbeSettings = {},
  precision: 'exact' | 'framework' = 'exact',
): readonly WatchedArray[] {
  return runner.watched(plan.with(settings), layout.batch(examples), precision).arrays;
}

/** The place of an array. */
export function placeOfArray(array: WatchedArray | undefined): TextRange | null {
  return array ? { start: array.place.start, end: array.place.end } : null;
}

/** True if an array has these numbers in this order, whatever its shape. */
export function holds({ tensor }: WatchedArray, expected: readonly number[], tolerance = TOLERANCE): boolean {
  return (
    tensor.size === expected.length &&
    expected.every((value, at) => Math.abs((tensor.data[at] ?? Number.NaN) - value) <= tolerance)
  );
}

/** True if an array has a number that is NaN or infinite. */
export function isBroken({ tensor }: WatchedArray): boolean {
  return !tensor.data.every(Number.isFinite);
}
