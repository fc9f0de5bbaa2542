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

type Watched = Pick<ReturnType<Measure['runner']['watched']>, 'values' | 'arrays'>;

/** The runs of a loss, which rules share. */
const KNOWN = new WeakMap<Measure, Map<string, Watched>>();

/** The arrays in one call of the loss. Rules ask for the same ones, which are run once. */
export function watchedOf(
  measure: Measure,
  examples: readonly Example[],
  { other, ...settings }: ProbeSettings = {},
  precision: 'exact' | 'framework' = 'exact',
): Watched {
  const { runner, plan, layout } = measure;
  if (other) {
    return runner.watched(plan.with({ ...settings, other }), layout.batch(examples), precision);
  }
  const known = KNOWN.get(measure) ?? new Map<string, Watched>();
  KNOWN.set(measure, known);
  const key = JSON.stringify([examples, settings, precision]);
  const watched = known.get(key) ?? runner.watched(plan.with(settings), layout.batch(examples), precision);
  known.set(key, watched);
  return watched;
}

/** The arrays that the code of the user makes in one call of the loss, in their order. */
export function arraysOf(
  measure: Measure,
  examples: readonly Example[],
  settings: ProbeSettings = {},
  precision: 'exact' | 'framework' = 'exact',
): readonly WatchedArray[] {
  return watchedOf(measure, examples, settings, precision).arrays;
}

/** The place of an array. */
export function placeOfArray(array: WatchedArray | undefined): TextRange | null {
  return array ? { start: array.place.start, end: array.place.end } : null;
}

/** The place of the losses of the examples before they are reduced: the last array with a number for each of the predictions. */
export function placeOfLosses(measure: Measure): TextRange | null {
  const examples = tracedExamples(measure);
  const { length } = measure.layout.batch(examples).inputs;
  return placeOfArray(
    arraysOf(measure, examples).findLast(
      ({ tensor, phase }) => phase === 'forward' && tensor.hasGradient && tensor.size === length,
    ),
  );
}

/** True if an array has these numbers in this order, whatever its shape. */
export function holds({ tensor }: WatchedArray, expected: readonly number[], tolerance = TOLERANCE): boolean {
  return areEqual(tensor.data, expected, tolerance);
}

function areEqual(data: ArrayLike<number>, expected: readonly number[], tolerance: number): boolean {
  return (
    data.length === expected.length &&
    expected.every((value, at) => Math.abs((data[at] ?? Number.NaN) - value) <= tolerance)
  );
}

/** An exponential as it is, from 1 on, and less 1. */
const EXPONENTIALS: readonly ((value: number) => number)[] = [
  (value) => value,
  (value) => 1 - value,
  (value) => value - 1,
];

/** True if an array has these exponentials, or what is left of them to 1: 1 − exp(−ce), and expm1(−ce). */
export function holdsExponentials({ tensor: { data } }: WatchedArray, expected: readonly number[]): boolean {
  return EXPONENTIALS.some((form) => areEqual(data, expected.map(form), TOLERANCE));
}

/** True if an array has a number that is NaN or infinite. */
export function isBroken({ tensor }: WatchedArray): boolean {
  return !tensor.data.every(Number.isFinite);
}
