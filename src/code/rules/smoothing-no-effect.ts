import { smoothedFirst } from '../fixes/building/soft-targets';
import type { WatchedArray } from '../verdict/loss-runner';
import { isClose, type Measure } from '../verdict/measure';
import type { ProbeSettings } from '../verdict/settings';
import { areSmoothed, smoothingOf, smoothingParameterOf } from './evidence/smoothed-targets';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** Targets are smoothed, and the loss is the same without: its cross-entropy was taken before. */
export const smoothingNoEffect: Rule<'smoothing-no-effect'> = {
  id: 'smoothing-no-effect',
  severity: 'warning',
  leavesUnused: ['smoothing'],
  inLoss: (loss) => {
    const { measure } = loss;
    if (!measure) {
      return [];
    }
    const smoothed = smoothedTargets(measure);
    return smoothed && isSameWithout(loss, lineOf(loss, smoothed.place.line))
      ? [{ facts: {}, at: placeOfArray(smoothed) }]
      : [];
  },
  fixInLoss: (loss, at) =>
    smoothedFirst(loss, at).map((edits) => ({ title: 'smooth-first' as const, edits, changes: {} })),
};

function lineOf({ file }: LossSubject, line: number): string {
  return file.text.split('\n')[line - 1] ?? '';
}

/** The settings under which the parameter of a loss smooths nothing; undefined where it has none. */
function withoutSmoothing(measure: Measure): ProbeSettings | undefined {
  const parameter = smoothingParameterOf(measure);
  return parameter && { other: { name: parameter.name, value: 0 } };
}

/** The targets that a loss smooths, by its parameter if it has one: α times the targets looks alike, and is there without it too. */
function smoothedTargets(measure: Measure): WatchedArray | undefined {
  const examples = tracedExamples(measure);
  const smoothed = (settings: ProbeSettings): WatchedArray[] =>
    arraysOf(measure, examples, settings).filter((array) => areSmoothed(array, examples));
  const without = withoutSmoothing(measure);
  const others = new Set((without ? smoothed(without) : []).map(({ expression }) => expression));
  return smoothed(smoothingOf(measure)).find(({ expression }) => !others.has(expression));
}

/** True if the loss is that of the targets themselves. Without a parameter only the line of the array says what it is for. */
function isSameWithout({ measure, verdict }: LossSubject, line: string): boolean {
  const without = measure ? withoutSmoothing(measure) : undefined;
  if (!measure || !without) {
    return /smooth/i.test(line) && (verdict.computes?.variant?.startsWith('focal') ?? false);
  }
  const [smoothed, plain] = [smoothingOf(measure), without].map((settings) =>
    measure.total(tracedExamples(measure), settings),
  );
  return !!smoothed && !!plain && isClose(smoothed.loss, plain.loss, 1e-9);
}
