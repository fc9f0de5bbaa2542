import { sigmoid as logistic, softplus } from '../../../../numerics/stable';
import { roundingOf } from '../../tensor/dtype';
import type { BinaryFunction, UnaryFunction } from '../../tensor/elementwise';
import { GradientFailure } from '../../tensor/failure';
import * as functions from '../../tensor/functions';
import type { WantedType } from './operands';

/** A function of one tensor: what it computes, which types it takes and gives. */
export interface Pointwise {
  readonly operation: UnaryFunction;
  readonly wanted: WantedType;
  /** `same` is the type of the argument. */
  readonly gives: 'same' | 'float32' | 'bool';
}

const argument = (value: UnaryFunction['value'], back: UnaryFunction['back']): UnaryFunction => ({
  value,
  back,
  saves: 'argument',
});

const ofFloats = (operation: UnaryFunction): Pointwise => ({
  operation,
  wanted: 'float32',
  gives: 'float32',
});
const ofNumbers = (operation: UnaryFunction): Pointwise => ({ operation, wanted: 'numeric', gives: 'same' });

/** 1 above 0, `slope` at and below it; NaN stays. */
export function stepOf(slope: number): UnaryFunction {
  return {
    value: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : slope),
    back: () => 0,
    saves: 'nothing',
  };
}

const step = (x: number): number => (Number.isNaN(x) ? x : x > 0 ? 1 : 0);
const [SELU_SCALE, SELU_ALPHA] = [1.0507009873554805, 1.6732632423543772];

export const POINTWISE: Readonly<Record<string, Pointwise>> = {
  // Its derivative at 0 is that of the negative side.
  abs: ofNumbers(argument(Math.abs, (g, x) => g * (Number.isNaN(x) ? x : x > 0 ? 1 : -1))),
  ceil: ofFloats(functions.ceiling),
  cos: ofFloats(functions.cosine),
  elu: ofFloats({
    value: (x) => (x >= 0 ? x : Math.exp(x) - 1),
    back: (g, _, y) => (y >= 0 ? g : g * (y + 1)),
    saves: 'result',
  }),
  exp: { operation: functions.exponential, wanted: 'numeric', gives: 'float32' },
  expm1: ofNumbers(argument(Math.expm1, (g, x) => g * Math.exp(x))),
  floor: ofFloats(functions.floor),
  log: ofFloats(functions.logarithm),
  log1p: ofNumbers(functions.logarithmPlusOne),
  logSigmoid: ofNumbers(functions.logSigmoid),
  neg: ofNumbers(functions.negative),
  reciprocal: ofNumbers(
    argument(
      (x) => 1 / x,
      (g, x) => -g / (x * x),
    ),
  ),
  relu: ofNumbers(
    argument(
      (x) => Math.max(0, x),
      (g, x) => g * step(x),
    ),
  ),
  relu6: ofNumbers(
    argument(
      (x) => Math.min(Math.max(0, x), 6),
      (g, x) => g * (Number(x <= 6) * step(x)),
    ),
  ),
  round: ofNumbers(functions.nearest),
  rsqrt: ofFloats(
    argument(
      (x) => 1 / Math.sqrt(x),
      (g, x) => -g / (2 * x ** 1.5),
    ),
  ),
  selu: ofNumbers(
    argument(
      (x) => (x >= 0 ? SELU_SCALE * x : SELU_SCALE * SELU_ALPHA * (Math.exp(x) - 1)),
      (g, x) => g * SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)),
    ),
  ),
  sigmoid: ofFloats(functions.sigmoid),
  sign: ofNumbers({ value: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0), back: () => 0, saves: 'nothing' }),
  sin: ofFloats(functions.sine),
  softplus: ofNumbers(argument(softplus, (g, x) => g * logistic(x))),
  sqrt: ofFloats(functions.squareRoot),
  square: ofNumbers(functions.square),
  tanh: ofFloats({
    value: Math.tanh,
    // The square is rounded, which shows where the result is near 1.
    back: (g, _, y) => g * (1 - roundingOf('float32')(y * y)),
    saves: 'result',
  }),
  isNaN: { operation: functions.isNaNFunction, wanted: 'numeric', gives: 'bool' },
  isInf: { operation: functions.isInfiniteFunction, wanted: 'numeric', gives: 'bool' },
  isFinite: { operation: functions.isFiniteFunction, wanted: 'numeric', gives: 'bool' },
};

/** The functions that change no boolean in a way that a boolean cannot hold. */
export const SAFE_FOR_BOOLEANS: ReadonlySet<string> = new Set([
  'abs',
  'exp',
  'relu',
  'relu6',
  'round',
  'sign',
  'square',
  'isNaN',
  'isInf',
  'isFinite',
]);

/** A function of two tensors that are brought to one type. */
export const PAIRS: Readonly<Record<string, BinaryFunction>> = {
  add: { value: (x, y) => x + y, backFirst: (g) => g, backSecond: (g) => g, saves: 'nothing' },
  sub: { value: (x, y) => x - y, backFirst: (g) => g, backSecond: (g) => -g, saves: 'nothing' },
  mul: {
    value: (x, y) => x * y,
    backFirst: (g, _, y) => g * y,
    backSecond: (g, x) => g * x,
    saves: 'other',
  },
  div: {
    value: (x, y) => x / y,
    backFirst: (g, _, y) => g / y,
    // This is summed over a broadcast, and the sum is divided by −y² afterwards.
    backSecond: (g, x) => g * x,
    saves: 'both',
  },
  floorDiv: {
    value: (x, y) => Math.floor(x / y),
    backFirst: null,
    backSecond: null,
    saves: 'nothing',
  },
  pow: {
    value: (x, y) => x ** y,
    // At an exponent of 0 and a base of 0 this is NaN, as in the library.
    backFirst: (g, x, y) => g * (y * x ** (y - 1)),
    backSecond: (g, x, _, result) => g * (result * (x > 0 ? Math.log(x) : 0)),
    saves: 'both',
  },
  maximum: {
    value: (x, y) => Math.max(x, y),
    backFirst: (g, x, y) => g * (x >= y ? 1 : 0),
    backSecond: (g, x, y) => g * (x < y ? 1 : 0),
    saves: 'both',
  },
  minimum: {
    value: (x, y) => Math.min(x, y),
    backFirst: (g, x, y) => g * (x <= y ? 1 : 0),
    backSecond: (g, x, y) => g * (x > y ? 1 : 0),
    saves: 'both',
  },
  mod: {
    value: (x, y) => {
      const rest = x % y;
      return x < 0 === y < 0 ? rest : (rest + y) % y;
    },
    backFirst: (g) => g,
    backSecond: (g, x, y) => -g * Math.floor(x / y),
    saves: 'both',
  },
  squaredDifference: {
    value: (x, y) => (x - y) * (x - y),
    backFirst: (g, x, y) => g * 2 * (x - y),
    backSecond: (g, x, y) => g * 2 * (y - x),
    saves: 'both',
  },
};

const truth = (test: (x: number, y: number) => boolean): BinaryFunction => ({
  value: (x, y) => (test(x, y) ? 1 : 0),
  backFirst: null,
  backSecond: null,
  saves: 'nothing',
});

export const COMPARISONS: Readonly<Record<string, BinaryFunction>> = {
  equal: truth((x, y) => x === y),
  notEqual: truth((x, y) => x !== y),
  less: truth((x, y) => x < y),
  lessEqual: truth((x, y) => x <= y),
  greater: truth((x, y) => x > y),
  greaterEqual: truth((x, y) => x >= y),
};

export const CONNECTIVES: Readonly<Record<string, BinaryFunction>> = {
  logicalAnd: truth((x, y) => x !== 0 && y !== 0),
  logicalOr: truth((x, y) => x !== 0 || y !== 0),
  logicalXor: truth((x, y) => (x !== 0) !== (y !== 0)),
};

/** Raises the library's error for an operation without a derivative between a loss and its predictions. */
export function withoutGradient(name: string): () => never {
  const kernel = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return () => {
    throw new GradientFailure(`Cannot compute gradient: gradient function not found for ${kernel}.`);
  };
}
