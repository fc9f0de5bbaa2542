import { isNumber } from '../../language/python/keys';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, type Builtin, type Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { isFloating, largestOf } from '../../tensor/dtype';
import {
  type BinaryFunction,
  cast,
  chosen,
  combined,
  mapped,
  type UnaryFunction,
} from '../../tensor/elementwise';
import * as functions from '../../tensor/functions';
import type { Tensor } from '../../tensor/tensor';
import { observedCombination, observePower } from '../shared/observed';
import { torchBinary } from './arithmetic';
import { asFloat, DEFAULT_FLOAT, operandOf, resultType, wrapped } from './conversion';
import { TORCH } from './framework';

/** The operations on single elements, each as a function `torch.name` and a method `Tensor.name`. */
export const POINTWISE: readonly Builtin[] = [
  ...Object.entries({
    exp: functions.exponential,
    expm1: functions.exponentialMinusOne,
    log: functions.logarithm,
    log2: functions.logarithm2,
    log10: functions.logarithm10,
    log1p: functions.logarithmPlusOne,
    sqrt: functions.squareRoot,
    rsqrt: functions.reciprocalRoot,
    reciprocal: functions.reciprocal,
    sigmoid: functions.sigmoid,
    tanh: functions.hyperbolicTangent,
    sin: functions.sine,
    cos: functions.cosine,
    tan: functions.tangent,
    asin: functions.arcSine,
    acos: functions.arcCosine,
    atan: functions.arcTangent,
    sinh: functions.hyperbolicSine,
    cosh: functions.hyperbolicCosine,
    erf: functions.errorFunction,
    erfc: functions.complementOfErrorFunction,
  }).map(([name, operation]) => floatFunction(name, operation)),
  ...Object.entries({
    abs: functions.absolute,
    absolute: functions.absolute,
    __abs__: functions.absolute,
    sign: functions.sign,
    sgn: functions.sign,
    frac: functions.fraction,
    floor: functions.floor,
    ceil: functions.ceiling,
    trunc: functions.truncation,
    round: functions.nearest,
    square: functions.square,
    relu: functions.rectified,
  }).map(([name, operation]) => sameTypeFunction(name, operation)),
  ...Object.entries({
    logical_not: functions.logicalNot,
    isnan: functions.isNaNFunction,
    isinf: functions.isInfiniteFunction,
    isfinite: functions.isFiniteFunction,
  }).map(([name, operation]) =>
    builtin(name, 'input', (given) => result(given, mapped(given.array('input').tensor, 'bool', operation))),
  ),
  ...Object.entries({
    mul: '*',
    multiply: '*',
    true_divide: '/',
    floor_divide: '//',
    remainder: '%',
    fmod: '%',
    eq: '==',
    ne: '!=',
    lt: '<',
    less: '<',
    le: '<=',
    gt: '>',
    greater: '>',
    ge: '>=',
    greater_equal: '>=',
    less_equal: '<=',
    not_equal: '!=',
    bitwise_and: '&',
    bitwise_or: '|',
    __and__: '&',
    __or__: '|',
    matmul: '@',
    mm: '@',
  }).map(([name, operator]) => operatorFunction(name, operator, 'input, other')),
  ...['neg', 'negative'].map((name) =>
    builtin(name, 'input', (given) => TORCH.unary('-', given.array('input'), given.machine, given.place)),
  ),
  ...['div', 'divide'].map((name) =>
    builtin(name, 'input, other, *, rounding_mode=None', (given) => {
      const mode = given.value('rounding_mode');
      if (mode === 'trunc') {
        const quotient = binaryResult(given, '/', 'input', 'other');
        return quotient instanceof ArrayValue
          ? result(given, mapped(quotient.tensor, quotient.tensor.dtype, functions.truncation))
          : quotient;
      }
      return binaryResult(given, mode === 'floor' ? '//' : '/', 'input', 'other');
    }),
  ),
  operatorFunction('pow', '**', 'input, exponent'),
  scaledFunction('add', '+'),
  scaledFunction('sub', '-'),
  scaledFunction('subtract', '-'),
  builtin('rsub', 'input, other', (given) => binaryResult(given, '-', 'other', 'input')),
  ...Object.entries({
    maximum: arithmetic.maximum,
    minimum: arithmetic.minimum,
    logaddexp: arithmetic.logAddExp,
  }).map(([name, operation]) => pairFunction(name, operation)),
  ...Object.entries({
    logical_and: arithmetic.logicalAnd,
    logical_or: arithmetic.logicalOr,
    logical_xor: arithmetic.logicalXor,
  }).map(([name, operation]) =>
    builtin(name, 'input, other', (given) =>
      result(
        given,
        combined(
          given.array('input').tensor,
          operandOf(given.value('other'), given.place).tensor,
          'bool',
          operation,
        ),
      ),
    ),
  ),
  pairFunction('xlogy', arithmetic.xLogY, true),
  builtin('clamp', 'input, min=None, max=None', clamped),
  builtin('clip', 'input, min=None, max=None', clamped),
  builtin('clamp_min', 'input, min', (given) => clampedBetween(given, given.number('min'), null)),
  builtin('clamp_max', 'input, max', (given) => clampedBetween(given, null, given.number('max'))),
  builtin('where', 'condition, input=None, other=None', where),
  builtin('nan_to_num', 'input, nan=0.0, posinf=None, neginf=None', (given) => {
    const { tensor } = given.array('input');
    const most = largestOf(tensor.dtype);
    const operation = functions.replaceOdd(
      given.number('nan'),
      given.numberIfAny('posinf') ?? most,
      given.numberIfAny('neginf') ?? -most,
    );
    return result(given, mapped(tensor, tensor.dtype, operation));
  }),
  builtin('lerp', 'input, end, weight', (given) => {
    const part = pairOf(given, '*', binaryResult(given, '-', 'end', 'input'), given.value('weight'));
    return pairOf(given, '+', given.array('input'), part);
  }),
];

/** `x.where(condition, other)` keeps x where the condition holds. */
export const WHERE_METHOD: Builtin = builtin('where', 'input, condition, other', where);

function result(given: Given, tensor: Tensor): ReturnType<typeof wrapped> {
  return wrapped(tensor, TORCH, given.machine, given.place);
}

function floatFunction(name: string, operation: UnaryFunction): Builtin {
  return builtin(name, 'input', (given) => {
    const tensor = asFloat(given.array('input').tensor);
    if (name === 'exp' || name === 'expm1') {
      observePower(tensor, given.machine, given.place);
    }
    return result(given, mapped(tensor, tensor.dtype, operation));
  });
}

function sameTypeFunction(name: string, operation: UnaryFunction): Builtin {
  return builtin(name, 'input', (given) => {
    const { tensor } = given.array('input');
    return result(given, mapped(tensor, tensor.dtype, operation));
  });
}

function operatorFunction(name: string, operator: string, signature: string): Builtin {
  const second = signature.split(', ')[1] ?? '';
  return builtin(name, signature, (given) => binaryResult(given, operator, 'input', second));
}

function binaryResult(
  given: Given,
  operator: string,
  first: string,
  second: string,
): ReturnType<Builtin['run']> {
  return pairOf(given, operator, given.value(first), given.value(second));
}

function pairOf(given: Given, operator: string, one: Value, other: Value): ReturnType<Builtin['run']> {
  const tensor = torchBinary(operator, one, other, given.machine, given.place);
  return typeof tensor === 'boolean' ? tensor : result(given, tensor);
}

/** `torch.add(input, other, alpha=…)` adds alpha times the other. */
function scaledFunction(name: string, operator: '+' | '-'): Builtin {
  return builtin(name, 'input, other, *, alpha=1', (given) => {
    const { machine, place } = given;
    const other = given.value('other');
    const scaled = given.has('alpha')
      ? TORCH.binary('*', operandAsArray(given), given.value('alpha'), machine, place)
      : other;
    const tensor = torchBinary(operator, given.value('input'), scaled, machine, place);
    return typeof tensor === 'boolean' ? tensor : result(given, tensor);
  });
}

function operandAsArray(given: Given): ReturnType<typeof wrapped> {
  return result(given, operandOf(given.value('other'), given.place).tensor);
}

function pairFunction(name: string, operation: BinaryFunction, isOfFloats = false): Builtin {
  return builtin(name, 'input, other', (given) => {
    const operands = [
      operandOf(given.value('input'), given.place),
      operandOf(given.value('other'), given.place),
    ] as const;
    const common = resultType(operands);
    const dtype = isOfFloats && !isFloating(common) ? DEFAULT_FLOAT : common;
    const [x, y] = [cast(operands[0].tensor, dtype), cast(operands[1].tensor, dtype)];
    return result(given, observedCombination(x, y, dtype, operation, given.machine, given.place));
  });
}

function clamped(given: Given): ReturnType<Builtin['run']> {
  const [least, most] = [given.value('min'), given.value('max')];
  if ((least === null || isNumber(least)) && (most === null || isNumber(most))) {
    return clampedBetween(given, given.numberIfAny('min'), given.numberIfAny('max'));
  }
  const input = operandOf(given.value('input'), given.place);
  const limits = [least, most].map((limit) => (limit === null ? null : operandOf(limit, given.place)));
  const dtype = resultType([input, ...limits.filter((limit) => limit !== null)]);
  const [lower, upper] = limits.map((limit) => limit && cast(limit.tensor, dtype));
  const raised = lower
    ? combined(cast(input.tensor, dtype), lower, dtype, arithmetic.maximum)
    : cast(input.tensor, dtype);
  return result(given, upper ? combined(raised, upper, dtype, arithmetic.minimum) : raised);
}

function clampedBetween(given: Given, least: number | null, most: number | null): ReturnType<Builtin['run']> {
  const limits = ['min', 'max'].filter((name) => given.value(name) !== null);
  const operands = ['input', ...limits].map((name) => operandOf(given.value(name), given.place));
  const typed = cast(given.array('input').tensor, resultType(operands));
  return result(given, mapped(typed, typed.dtype, functions.clamp(least, most)));
}

function where(given: Given): ReturnType<Builtin['run']> {
  const { tensor: condition } = given.array('condition');
  const operands = [
    operandOf(given.value('input'), given.place),
    operandOf(given.value('other'), given.place),
  ] as const;
  const dtype = resultType(operands);
  return result(
    given,
    chosen(condition, cast(operands[0].tensor, dtype), cast(operands[1].tensor, dtype), dtype),
  );
}
