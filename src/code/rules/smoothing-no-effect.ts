import { smoothedFirst } from '../fixes/building/soft-targets';
import { isClose } from '../verdict/measure';
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
    const examples = tracedExamples(measure);
    const smoothed = arraysOf(measure, examples, smoothingOf(measure)).find((array) =>
      areSmoothed(array, examples),
    );
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

/**
 * True if the loss is that of the targets themselves. Without a parameter only the line of the array says what it is for; a
 * parameter that is not what smooths the targets tells nothing of them.
 */
function isSameWithout({ measure, verdict }: LossSubject, line: string): boolean {
  const parameter = measure ? smoothingParameterOf(measure) : undefined;
  if (!measure || !parameter) {
    return /smooth/i.test(line) && (verdict.computes?.variant?.startsWith('focal') ?? false);
  }
  const examples = tracedExamples(measure);
  const without = { other: { name: parameter.name, value: 0 } };
  const [smoothed, plain] = [smoothingOf(measure), without].map((settings) =>
    measure.total(examples, settings),
  );
  const isWhatSmooths = !arraysOf(measure, examples, without).some((array) => areSmoothed(array, examples));
  return !!smoothed && !!plain && isClose(smoothed.loss, plain.loss, 1e-9) && isWhatSmooths;
}
