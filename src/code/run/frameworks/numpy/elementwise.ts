import { isNumber } from '../../language/python/keys';
import { builtin, type Given } from '../../language/signature';
import { type Builtin, TupleValue } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { isFloating, largestOf } from '../../tensor/dtype';
import { type BinaryFunction, cast, chosen, mapped, type UnaryFunction } from '../../tensor/elementwise';
import * as functions from '../../tensor/functions';
import { placesByAxis } from '../../tensor/gathering';
import { reshaped } from '../../tensor/layout';
import type { Tensor } from '../../tensor/tensor';
import { observedCombination, observePower } from '../shared/observed';
import { callsOf } from './calls';
import { arrayBinary, type NumpyLike } from './framework';
import { asFloat, asNumbers, commonType, inType, settled } from './promotion';

const FLOAT_FUNCTIONS: Readonly<Record<string, UnaryFunction>> = {
  exp: functions.exponential,
  expm1: functions.exponentialMinusOne,
  log: functions.logarithm,
  log2: functions.logarithm2,
  log10: functions.logarithm10,
  log1p: functions.logarithmPlusOne,
  sqrt: functions.squareRoot,
  tanh: functions.hyperbolicTangent,
  sin: functions.sine,
  cos: functions.cosine,
};

const SAME_TYPE_FUNCTIONS: Readonly<Record<string, UnaryFunction>> = {
  abs: functions.absolute,
  absolute: functions.absolute,
  __abs__: functions.absolute,
  fabs: functions.absolute,
  negative: functions.negative,
  sign: functions.sign,
  round: functions.nearest,
  square: functions.square,
};

/** Functions of floats alone, which make floats of integers except in JAX. */
const ROUNDINGS: Readonly<Record<string, UnaryFunction>> = {
  floor: functions.floor,
  ceil: functions.ceiling,
};

const OPERATORS: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  true_divide: '/',
  power: '**',
  float_power: '**',
  equal: '==',
  not_equal: '!=',
  less: '<',
  less_equal: '<=',
  greater: '>',
  greater_equal: '>=',
  matmul: '@',
  dot: '@',
  mod: '%',
  floor_divide: '//',
};

const PAIRS: Readonly<Record<string, BinaryFunction>> = {
  maximum: arithmetic.maximum,
  minimum: arithmetic.minimum,
  logaddexp: arithmetic.logAddExp,
  xlogy: arithmetic.xLogY,
};

const OF_FLOATS = new Set(['logaddexp', 'xlogy']);

const TRUTH_PAIRS: Readonly<Record<string, BinaryFunction>> = {
  logical_and: arithmetic.logicalAnd,
  logical_or: arithmetic.logicalOr,
  logical_xor: arithmetic.logicalXor,
};

const FLOAT_TESTS: Readonly<Record<string, UnaryFunction>> = {
  isnan: functions.isNaNFunction,
  isinf: functions.isInfiniteFunction,
  isfinite: functions.isFiniteFunction,
};

/** The functions that compute each element by itself. */
export function elementwiseFunctions(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, operand, operands: operandsOf, tensor } = callsOf(library);
  const placesIn = (given: Given, x: Tensor): TupleValue =>
    new TupleValue(placesByAxis(x).map((places) => wrap(given, places)));
  return [
    ...Object.entries(FLOAT_FUNCTIONS).map(([name, operation]) =>
      builtin(name, 'x', (given) => {
        const x = asFloat(tensor(given, 'x'), defaults);
        if (name === 'exp' || name === 'expm1') {
          observePower(x, given.machine, given.place);
        }
        return wrap(given, mapped(x, x.dtype, operation));
      }),
    ),
    ...Object.entries(SAME_TYPE_FUNCTIONS).map(([name, operation]) =>
      builtin(name, 'x', (given) => {
        const x = asNumbers(tensor(given, 'x'), defaults);
        return wrap(given, mapped(x, x.dtype, operation));
      }),
    ),
    ...Object.entries({ ...ROUNDINGS, reciprocal: functions.reciprocal }).map(([name, operation]) =>
      builtin(name, 'x', (given) => {
        const own = tensor(given, 'x');
        // JAX leaves integers as they are.
        const isKept = defaults.isLenient && !defaults.integersWiden && name in ROUNDINGS;
        const x = isKept ? own : asFloat(own, defaults);
        return wrap(given, mapped(x, x.dtype, operation));
      }),
    ),
    ...Object.entries(FLOAT_TESTS).map(([name, operation]) =>
      builtin(name, 'x', (given) => {
        const x = tensor(given, 'x');
        return wrap(given, mapped(defaults.isStrict ? asFloat(x, defaults) : x, 'bool', operation));
      }),
    ),
    builtin('logical_not', 'x', (given) =>
      wrap(given, mapped(tensor(given, 'x'), 'bool', functions.logicalNot)),
    ),
    ...Object.entries(OPERATORS).map(([name, operator]) =>
      builtin(name, 'x, y', (given) =>
        wrap(
          given,
          arrayBinary(operator, given.value('x'), given.value('y'), defaults, given.machine, given.place),
        ),
      ),
    ),
    ...Object.entries(PAIRS).map(([name, operation]) =>
      builtin(name, 'x, y', (given) => {
        const operands = [operand(given, 'x'), operand(given, 'y')] as const;
        const common = commonType(operands, defaults);
        const dtype = OF_FLOATS.has(name) && !isFloating(common) ? defaults.float : common;
        const [x, y] = [
          asNumbers(cast(operands[0].tensor, dtype), defaults),
          cast(operands[1].tensor, dtype),
        ];
        return wrap(given, observedCombination(x, y, dtype, operation, given.machine, given.place));
      }),
    ),
    ...Object.entries(TRUTH_PAIRS).map(([name, operation]) =>
      builtin(name, 'x, y', (given) =>
        wrap(
          given,
          observedCombination(
            tensor(given, 'x'),
            tensor(given, 'y'),
            'bool',
            operation,
            given.machine,
            given.place,
          ),
        ),
      ),
    ),
    builtin('nonzero', 'x', (given) => placesIn(given, tensor(given, 'x'))),
    builtin('flatnonzero', 'x', (given) => {
      const x = tensor(given, 'x');
      const [places = x] = placesByAxis(reshaped(x, [x.size]));
      return wrap(given, places);
    }),
    builtin('where', 'condition, x=None, y=None', (given) => {
      if (given.value('x') === null) {
        return placesIn(given, tensor(given, 'condition'));
      }
      const operands = [operand(given, 'x'), operand(given, 'y')] as const;
      const dtype = commonType(operands, defaults);
      return wrap(
        given,
        chosen(
          tensor(given, 'condition'),
          cast(operands[0].tensor, dtype),
          cast(operands[1].tensor, dtype),
          dtype,
        ),
      );
    }),
    builtin('select', 'conditions, choices, default=0', (given) => {
      const choices = operandsOf(given, 'choices');
      const otherwise = operand(given, 'default');
      const dtype = commonType([...choices, otherwise], defaults);
      const conditions = operandsOf(given, 'conditions');
      return wrap(
        given,
        conditions.reduceRight(
          (rest, condition, at) =>
            chosen(condition.tensor, cast(choices[at]?.tensor ?? rest, dtype), rest, dtype),
          cast(otherwise.tensor, dtype),
        ),
      );
    }),
    ...['clip', 'clip_by_value'].map((name) =>
      builtin(name, 'x, min=None, max=None', (given) => {
        const operands = ['x', 'min', 'max']
          .filter((each) => given.value(each) !== null)
          .map((each) => operand(given, each));
        const [only] = operands;
        // The limits take the type of the array where a kernel has one type.
        const dtype =
          only && !defaults.isLenient ? settled(only, defaults).dtype : commonType(operands, defaults);
        for (const each of operands) {
          inType(each, dtype, defaults);
        }
        const [least, most] = [given.value('min'), given.value('max')];
        const x = cast(operand(given, 'x').tensor, dtype);
        if ((least === null || isNumber(least)) && (most === null || isNumber(most))) {
          const operation = functions.clamp(given.numberIfAny('min'), given.numberIfAny('max'));
          return wrap(given, mapped(x, dtype, operation));
        }
        const raised =
          least === null
            ? x
            : observedCombination(
                x,
                cast(operand(given, 'min').tensor, dtype),
                dtype,
                arithmetic.maximum,
                given.machine,
                given.place,
              );
        return wrap(
          given,
          most === null
            ? raised
            : observedCombination(
                raised,
                cast(operand(given, 'max').tensor, dtype),
                dtype,
                arithmetic.minimum,
                given.machine,
                given.place,
              ),
        );
      }),
    ),
    builtin('nan_to_num', 'x, copy=True, nan=0.0', (given) => {
      const x = tensor(given, 'x');
      return wrap(
        given,
        mapped(
          x,
          x.dtype,
          functions.replaceOdd(given.number('nan'), largestOf(x.dtype), -largestOf(x.dtype)),
        ),
      );
    }),
  ];
}
