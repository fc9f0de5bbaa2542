import * as arithmetic from '../../tensor/arithmetic';
import type { BinaryFunction } from '../../tensor/elementwise';

/** The functions of elements behind the operators of Python. */
export const COMPARISONS: Readonly<Record<string, BinaryFunction>> = {
  '==': arithmetic.equal,
  '!=': arithmetic.notEqual,
  '<': arithmetic.less,
  '<=': arithmetic.lessOrEqual,
  '>': arithmetic.greater,
  '>=': arithmetic.greaterOrEqual,
};

export const ARITHMETIC: Readonly<Record<string, BinaryFunction>> = {
  '+': arithmetic.addition,
  '-': arithmetic.subtraction,
  '*': arithmetic.multiplication,
  '/': arithmetic.division,
  '//': arithmetic.floorDivision,
  '%': arithmetic.remainder,
  '**': arithmetic.exponentiation,
};

const bitwise = (value: (x: number, y: number) => bigint): BinaryFunction => ({
  value: (x, y) => Number(value(x, y)),
  backFirst: null,
  backSecond: null,
  saves: 'nothing',
});

/** On booleans these are logical, on integers bit by bit. */
export const BITWISE: Readonly<Record<string, BinaryFunction>> = {
  '&': bitwise((x, y) => BigInt(x) & BigInt(y)),
  '|': bitwise((x, y) => BigInt(x) | BigInt(y)),
  '^': bitwise((x, y) => BigInt(x) ^ BigInt(y)),
};
