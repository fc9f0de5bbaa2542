import * as arithmetic from '../../tensor/arithmetic';
import type { UnaryFunction } from '../../tensor/elementwise';
import * as functions from '../../tensor/functions';
import { NotUnderstood } from '../not-understood';
import type { Value } from '../values';
import { combinedNumbers, isNumberValue, mappedNumber, type NumberValue, plainNumber } from './numbers';
import { POWER } from './operators';
import { type Arguments, scriptFunction } from './script';

const DERIVABLE: Readonly<Record<string, UnaryFunction>> = {
  exp: functions.exponential,
  expm1: functions.exponentialMinusOne,
  log: functions.logarithm,
  log2: functions.logarithm2,
  log10: functions.logarithm10,
  log1p: functions.logarithmPlusOne,
  sqrt: functions.squareRoot,
  abs: functions.absolute,
  tanh: functions.hyperbolicTangent,
  sin: functions.sine,
  cos: functions.cosine,
  sign: functions.sign,
  floor: functions.floor,
  ceil: functions.ceiling,
  trunc: functions.truncation,
  round: { value: Math.round, back: () => 0, saves: 'nothing' },
};

/** A function of plain numbers alone. */
const PLAIN: Readonly<Record<string, (...numbers: number[]) => number>> = {
  atan: Math.atan,
  atan2: Math.atan2,
  cbrt: Math.cbrt,
  cosh: Math.cosh,
  hypot: Math.hypot,
  sinh: Math.sinh,
  tan: Math.tan,
};

function extreme(given: Arguments, largest: boolean): Value {
  const start: NumberValue = largest ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const operation = largest ? arithmetic.maximum : arithmetic.minimum;
  return given.all
    .map((_, at) => given.number(at))
    .reduce((one, other) => (one === start ? other : combinedNumbers(one, other, operation)), start);
}

/** The contents of `Math`, by name. */
export const MATH: readonly (readonly [string, Value])[] = [
  ...Object.entries(DERIVABLE).map(
    ([name, operation]) =>
      [name, scriptFunction(`Math.${name}`, (given) => mappedNumber(given.number(0), operation))] as const,
  ),
  ...Object.entries(PLAIN).map(
    ([name, operation]) =>
      [
        name,
        scriptFunction(`Math.${name}`, (given) => {
          const numbers = given.all.map((_, at) => given.number(at));
          if (numbers.some((number) => typeof number !== 'number')) {
            throw new NotUnderstood({ kind: 'call', name: `Math.${name}` }, given.place);
          }
          return operation(...numbers.map(plainNumber));
        }),
      ] as const,
  ),
  ['max', scriptFunction('Math.max', (given) => extreme(given, true))],
  ['min', scriptFunction('Math.min', (given) => extreme(given, false))],
  ['pow', scriptFunction('Math.pow', (given) => combinedNumbers(given.number(0), given.number(1), POWER))],
  [
    'random',
    scriptFunction('Math.random', ({ place }) => {
      throw new NotUnderstood({ kind: 'random' }, place);
    }),
  ],
  ...(['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const).map(
    (name) => [name, Math[name]] as const,
  ),
];

/** The contents of `Number`, by name. */
export const NUMBER: readonly (readonly [string, Value])[] = [
  ...(
    [
      'EPSILON',
      'MAX_SAFE_INTEGER',
      'MAX_VALUE',
      'MIN_VALUE',
      'NaN',
      'NEGATIVE_INFINITY',
      'POSITIVE_INFINITY',
    ] as const
  ).map((name) => [name, Number[name]] as const),
  ...(['isFinite', 'isInteger', 'isNaN'] as const).map(
    (name) =>
      [
        name,
        scriptFunction(`Number.${name}`, (given) => {
          const value = given.at(0);
          return isNumberValue(value) && Number[name](plainNumber(value));
        }),
      ] as const,
  ),
];
