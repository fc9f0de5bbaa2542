import type { BinaryFunction } from './elementwise';
import { GradientFailure } from './failure';
import { powerOf } from './functions';

/** The functions of two numbers that losses use, with the derivatives as the frameworks write them. */

const comparison = (test: (x: number, y: number) => boolean): BinaryFunction => ({
  value: (x, y) => (test(x, y) ? 1 : 0),
  backFirst: null,
  backSecond: null,
  saves: 'nothing',
});

export const addition: BinaryFunction = {
  value: (x, y) => x + y,
  backFirst: (g) => g,
  backSecond: (g) => g,
  saves: 'nothing',
};

export const subtraction: BinaryFunction = {
  value: (x, y) => x - y,
  backFirst: (g) => g,
  backSecond: (g) => -g,
  saves: 'nothing',
};

export const multiplication: BinaryFunction = {
  value: (x, y) => x * y,
  backFirst: (g, _, y) => g * y,
  backSecond: (g, x) => g * x,
  saves: 'other',
};

export const division: BinaryFunction = {
  value: (x, y) => x / y,
  backFirst: (g, _, y) => g / y,
  backSecond: (g, x, y) => -g * (x / y / y),
  saves: 'other',
};

export const floorDivision: BinaryFunction = {
  value: (x, y) => Math.floor(x / y),
  backFirst: withoutDerivative,
  backSecond: withoutDerivative,
  saves: 'nothing',
};

/** The remainder with the sign of the divisor, as Python's `%`. */
export const remainder: BinaryFunction = {
  value: (x, y) => remainderOf(x, y),
  backFirst: (g) => g,
  backSecond: (g, x, y) => -g * Math.floor(x / y),
  saves: 'both',
};

export const exponentiation: BinaryFunction = {
  value: powerOf,
  backFirst: (g, x, y) => (y === 0 ? 0 : g * (y * powerOf(x, y - 1))),
  backSecond: (g, x, y, result) => (x === 0 && y >= 0 ? 0 : g * (result * Math.log(x))),
  saves: 'both',
};

/** The larger; two equal ones share the gradient. NaN wins. */
export const maximum: BinaryFunction = {
  value: (x, y) => Math.max(x, y),
  backFirst: (g, x, y) => share(g, x, y, x >= y),
  backSecond: (g, x, y) => share(g, x, y, y >= x),
  saves: 'both',
};

/** The smaller; two equal ones share the gradient. NaN wins. */
export const minimum: BinaryFunction = {
  value: (x, y) => Math.min(x, y),
  backFirst: (g, x, y) => share(g, x, y, x <= y),
  backSecond: (g, x, y) => share(g, x, y, y <= x),
  saves: 'both',
};

/** log(e^x + e^y) without overflow. */
export const logAddExp: BinaryFunction = {
  value: (x, y) => logAddExpOf(x, y),
  backFirst: (g, x, _, result) => g * Math.exp(x - result),
  backSecond: (g, _, y, result) => g * Math.exp(y - result),
  saves: 'both',
};

/** x log y, 0 where x is 0. */
export const xLogY: BinaryFunction = {
  value: (x, y) => (x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y)),
  backFirst: (g, x, y) => (x === 0 && y <= 0 ? 0 : g * Math.log(y)),
  backSecond: (g, x, y) => g * (x / y),
  saves: 'both',
};

export const equal = comparison((x, y) => x === y);
export const notEqual = comparison((x, y) => x !== y);
export const less = comparison((x, y) => x < y);
export const lessOrEqual = comparison((x, y) => x <= y);
export const greater = comparison((x, y) => x > y);
export const greaterOrEqual = comparison((x, y) => x >= y);
export const logicalAnd = comparison((x, y) => x !== 0 && y !== 0);
export const logicalOr = comparison((x, y) => x !== 0 || y !== 0);
export const logicalXor = comparison((x, y) => (x !== 0) !== (y !== 0));

function withoutDerivative(): never {
  throw new GradientFailure('The quotient rounded down has no derivative.');
}

function remainderOf(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

function logAddExpOf(x: number, y: number): number {
  if (x === y) {
    return x + Math.LN2;
  }
  const [larger, smaller] = x > y ? [x, y] : [y, x];
  return larger + Math.log1p(Math.exp(smaller - larger));
}

function share(gradient: number, x: number, y: number, wins: boolean): number {
  if (x === y) {
    return gradient / 2;
  }
  return wins ? gradient : 0;
}
