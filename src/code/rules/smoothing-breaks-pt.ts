import { numberText } from '../../format/number-text';
import { mixedByTarget, testedAtHalf } from '../fixes/building/soft-targets';
import { operationsOf } from './evidence/operations';
import { areSmoothed, areSmoothedInRows, smoothingOf } from './evidence/smoothed-targets';
import { tellsApart } from './evidence/target-tests';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** Targets are smoothed before a test on them, whose result is then the same for both. */
export const smoothingBreaksPt: Rule<'smoothing-breaks-pt'> = {
  id: 'smoothing-breaks-pt',
  severity: 'error',
  leadsTo: ['p-instead-of-pt', 'wrong-pt-for-negatives'],
  leavesUnused: ['smoothing', 'alpha', 'gamma'],
  inLoss: ({ measure }) => {
    if (!measure) {
      return [];
    }
    const examples = tracedExamples(measure);
    const test = operationsOf(measure, examples, smoothingOf(measure)).find((operation) => {
      const [first] = operation.operands;
      const { data, size } = operation.result.tensor;
      return (
        first &&
        (areSmoothed(first, examples) || areSmoothedInRows(first, measure, examples.length)) &&
        size === first.tensor.size &&
        data.every((value) => value === data[0]) &&
        tellsApart(operation)
      );
    });
    const targets = test?.operands[0]?.tensor.data ?? [];
    const facts = { one: numberText(Math.max(...targets)), zero: numberText(Math.min(...targets)) };
    return test ? [{ facts, at: placeOfArray(test.result) }] : [];
  },
  fixInLoss: (loss, at) => [
    ...testedAtHalf(loss, at).map((edits) => ({
      title: 'test-at-half' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
    ...mixedByTarget(loss, at).map((edits) => ({
      title: 'mix-by-target' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
  ],
};
