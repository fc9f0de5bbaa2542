import { numberText } from '../../format/number-text';
import type { Expression } from '../run/language/program';
import { type Operation, operationsOf } from './evidence/operations';
import { areSmoothed, cellsOf, smoothingOf } from './evidence/smoothed-targets';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** Comparisons as operators and as functions. */
const COMPARISONS: ReadonlyMap<string, (one: number, other: number) => boolean> = new Map(
  (
    [
      [['==', '===', 'eq', 'equal', 'isclose'], (one, other) => one === other],
      [['!=', '!==', 'ne', 'not_equal'], (one, other) => one !== other],
      [['>', 'gt', 'greater'], (one, other) => one > other],
      [['>=', 'ge', 'greater_equal'], (one, other) => one >= other],
      [['<', 'lt', 'less'], (one, other) => one < other],
      [['<=', 'le', 'less_equal'], (one, other) => one <= other],
    ] satisfies [string[], (one: number, other: number) => boolean][]
  ).flatMap(([names, compare]) => names.map((name) => [name, compare] as const)),
);
/** Conversions, which round or ask for anything but 0. */
const CONVERSIONS: ReadonlySet<string> = new Set(['bool', 'long', 'int', 'byte', 'short']);

/** Targets are smoothed before a test on them, whose result is then the same for both. */
export const smoothingBreaksPt: Rule<'smoothing-breaks-pt'> = {
  id: 'smoothing-breaks-pt',
  severity: 'error',
  leadsTo: ['p-instead-of-pt', 'wrong-pt-for-negatives', 'parameter-ignored'],
  inLoss: ({ measure }) => {
    if (!measure) {
      return [];
    }
    const examples = tracedExamples(measure);
    const cells = cellsOf(examples);
    const test = operationsOf(measure, examples, smoothingOf(measure)).find((operation) => {
      const [first] = operation.operands;
      const { data, size } = operation.result.tensor;
      return (
        first &&
        areSmoothed(first, examples) &&
        size === cells.length &&
        data.every((value) => value === data[0]) &&
        tellsApart(operation)
      );
    });
    const targets = test?.operands[0]?.tensor.data ?? [];
    const facts = { one: numberText(Math.max(...targets)), zero: numberText(Math.min(...targets)) };
    return test ? [{ facts, at: placeOfArray(test.result) }] : [];
  },
};

/** True if the test would tell targets of 0 and 1 apart. */
function tellsApart({ name, result: { expression } }: Operation): boolean {
  const compare = COMPARISONS.get(name);
  const other = otherOperand(expression);
  return compare && other !== null ? compare(1, other) !== compare(0, other) : CONVERSIONS.has(name);
}

/** The number that something is compared with; null if it is none. */
function otherOperand(expression: Expression): number | null {
  const compared =
    expression.type === 'comparison'
      ? [expression.rest[0]?.operand]
      : expression.type === 'call'
        ? expression.arguments.map(({ value }) => value)
        : [];
  const [number = null] = compared.flatMap((each) =>
    each?.type === 'constant' && (typeof each.value === 'number' || typeof each.value === 'bigint')
      ? [Number(each.value)]
      : [],
  );
  return number;
}
