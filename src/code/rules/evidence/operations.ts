import type { Argument, Expression } from '../../run/language/program';
import type { WatchedArray } from '../../verdict/loss-runner';
import type { Measure } from '../../verdict/measure';
import type { Example } from '../../verdict/probes';
import type { ProbeSettings } from '../../verdict/settings';
import type { LossSubject, TextRange } from '../rule';
import { placeOfGamma } from './parameter';
import { placeOfArray, tracedExamples, watchedOf } from './trace';

/** An operation of the user's code with the arrays that it was given. */
export interface Operation {
  /** `**` or another operator, or the last name of the function or method that is called. */
  readonly name: string;
  /** The arrays of the operands in their order, the object of a method first; undefined for a number and what is no array. */
  readonly operands: readonly (WatchedArray | undefined)[];
  /** The arrays of keyword arguments. */
  readonly keywords: ReadonlyMap<string, WatchedArray>;
  readonly result: WatchedArray;
}

/** Keywords of the first operand. */
const FIRST: ReadonlySet<string> = new Set(['input', 'x', 'a', 'base', 'self']);

/** The operations of one call of a loss, in their order. */
export function operationsOf(
  measure: Measure,
  examples: readonly Example[],
  settings: ProbeSettings = {},
  precision: 'exact' | 'framework' = 'exact',
): readonly Operation[] {
  const { values } = watchedOf(measure, examples, settings, precision);
  const latest = new Map<Expression, WatchedArray>();
  return values.flatMap((result) => {
    const { expression } = result;
    const operation = operationOf(expression, latest, result);
    latest.set(expression, result);
    return operation ? [operation] : [];
  });
}

function operationOf(
  expression: Expression,
  latest: ReadonlyMap<Expression, WatchedArray>,
  result: WatchedArray,
): Operation | null {
  switch (expression.type) {
    case 'binary':
    case 'operation':
      return {
        name: expression.operator,
        operands: [expression.left, expression.right].map((operand) => latest.get(operand)),
        keywords: new Map(),
        result,
      };
    case 'comparison':
      return {
        name: expression.rest[0]?.operator ?? '',
        operands: [expression.first, expression.rest[0]?.operand].map(
          (operand) => operand && latest.get(operand),
        ),
        keywords: new Map(),
        result,
      };
    case 'subscript':
      return {
        name: '[]',
        operands: [latest.get(expression.object), latest.get(expression.index)],
        keywords: new Map(),
        result,
      };
    case 'call':
      return callOf(expression.callee, expression.arguments, latest, result);
    default:
      return null;
  }
}

function callOf(
  callee: Expression,
  given: readonly Argument[],
  latest: ReadonlyMap<Expression, WatchedArray>,
  result: WatchedArray,
): Operation {
  const name = callee.type === 'attribute' || callee.type === 'name' ? callee.name : '';
  const object = callee.type === 'attribute' ? latest.get(callee.object) : undefined;
  const positional = given
    .filter(({ kind, name: keyword }) => kind === 'positional' || FIRST.has(keyword ?? ''))
    .map(({ value }) => latest.get(value));
  const keywords = given.flatMap(({ name: keyword, value }): (readonly [string, WatchedArray])[] => {
    const array = latest.get(value);
    return keyword !== null && array ? [[keyword, array]] : [];
  });
  return {
    name,
    operands: object ? [object, ...positional] : positional,
    keywords: new Map(keywords),
    result,
  };
}

const POWERS: ReadonlySet<string> = new Set(['**', 'pow', 'power', 'float_power', 'pow_']);
const PRODUCTS: ReadonlySet<string> = new Set(['*', 'mul', 'multiply', 'mul_']);
const LOGARITHMS: ReadonlySet<string> = new Set(['log', 'log_', 'log2', 'log10']);

/** True for a power, whose first operand is the base. */
export function isPower({ name }: Operation): boolean {
  return POWERS.has(name);
}

/** True for a product element by element. */
export function isProduct({ name }: Operation): boolean {
  return PRODUCTS.has(name);
}

/** The line at which γ first acts; where the run does not show it, the place of the first power. */
export function placeOfPower({ measure, verdict }: LossSubject): TextRange | number | null {
  const powers = measure ? operationsOf(measure, tracedExamples(measure)).filter(isPower) : [];
  return placeOfGamma(verdict) ?? placeOfArray(powers[0]?.result);
}

/** True for a logarithm. */
export function isLogarithm({ name }: Operation): boolean {
  return LOGARITHMS.has(name);
}
