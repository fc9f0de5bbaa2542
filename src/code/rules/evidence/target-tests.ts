import type { Expression } from '../../run/language/program';
import type { Operation } from './operations';

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

/** True for a test that would tell targets of 0 and 1 apart: a comparison with a number, or a conversion. */
export function tellsApart({ name, result: { expression } }: Operation): boolean {
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
