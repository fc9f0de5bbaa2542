import { raise } from '../../language/exceptions';
import { isNumber } from '../../language/python/keys';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, type Builtin, DTypeValue, TupleValue, type Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { type DType, isFloating } from '../../tensor/dtype';
import { type BinaryFunction, cast, chosen, mapped, type UnaryFunction } from '../../tensor/elementwise';
import * as functions from '../../tensor/functions';
import { gathered } from '../../tensor/gathering';
import * as layout from '../../tensor/layout';
import * as reduction from '../../tensor/reduction';
import { normalAxis } from '../../tensor/shapes';
import { allocate, filled, Tensor, tensorOf } from '../../tensor/tensor';
import { observedCombination, observePower } from '../shared/observed';
import { arrayBinary, type NumpyLike } from './framework';
import { asFloat, commonType, operandOf, typeOfKind } from './promotion';

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
  floor: functions.floor,
  ceil: functions.ceiling,
  square: functions.square,
  reciprocal: functions.reciprocal,
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
};

const TRUTH_PAIRS: Readonly<Record<string, BinaryFunction>> = {
  logical_and: arithmetic.logicalAnd,
  logical_or: arithmetic.logicalOr,
  logical_xor: arithmetic.logicalXor,
};

const TRUTH_FUNCTIONS: Readonly<Record<string, UnaryFunction>> = {
  logical_not: functions.logicalNot,
  isnan: functions.isNaNFunction,
  isinf: functions.isInfiniteFunction,
  isfinite: functions.isFiniteFunction,
};

/** The functions of NumPy's interface, for one library that has it; most are methods of its arrays too. */
export function numpyFunctions({ framework, defaults }: NumpyLike): Builtin[] {
  const wrap = (given: Given, tensor: Tensor): ArrayValue => {
    given.machine.budget.make(tensor.size, given.place);
    return new ArrayValue(tensor, framework);
  };
  const operand = (given: Given, name: string) =>
    operandOf(given.value(name), defaults, given.machine, given.place);
  const tensor = (given: Given, name: string): Tensor => operand(given, name).tensor;
  const typeGiven = (given: Given): DType | null => {
    const value = given.value('dtype');
    if (value instanceof DTypeValue) {
      return value.dtype;
    }
    return typeof value === 'string' ? (value as DType) : value === null ? null : typeOfClass(value, given);
  };
  const typeOfClass = (value: Value, given: Given): DType => {
    const name = value instanceof Object && 'name' in value ? value.name : '';
    return name === 'float' || name === 'int' || name === 'bool'
      ? typeOfKind(name === 'int' ? 'integer' : name, defaults)
      : raise('TypeError', `${given.name}(): the type is not understood`, given.place);
  };
  const axes = (given: Given): reduction.ReducedAxes => ({
    axes: given.integersIfAny('axis'),
    keeps: given.flag('keepdims'),
  });
  const made = (given: Given, name: string): Tensor => {
    const numbers = nestedOperand(given, name);
    return cast(numbers, typeGiven(given) ?? numbers.dtype);
  };
  const nestedOperand = (given: Given, name: string): Tensor => tensor(given, name);
  const shapeGiven = (given: Given, name: string): number[] => given.integersIfAny(name) ?? [];

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
        const x = tensor(given, 'x');
        return wrap(given, mapped(x, x.dtype, operation));
      }),
    ),
    ...Object.entries(TRUTH_FUNCTIONS).map(([name, operation]) =>
      builtin(name, 'x', (given) => wrap(given, mapped(tensor(given, 'x'), 'bool', operation))),
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
        const dtype = name === 'logaddexp' && !isFloating(common) ? defaults.float : common;
        const [x, y] = [cast(operands[0].tensor, dtype), cast(operands[1].tensor, dtype)];
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
    builtin('where', 'condition, x, y', (given) => {
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
    ...['clip', 'clip_by_value'].map((name) =>
      builtin(name, 'x, min=None, max=None', (given) => {
        const operands = ['x', 'min', 'max']
          .filter((each) => given.value(each) !== null)
          .map((each) => operand(given, each));
        const dtype = commonType(operands, defaults);
        const [least, most] = [given.value('min'), given.value('max')];
        const x = cast(tensor(given, 'x'), dtype);
        if ((least === null || isNumber(least)) && (most === null || isNumber(most))) {
          const operation = functions.clamp(given.numberIfAny('min'), given.numberIfAny('max'));
          return wrap(given, mapped(x, dtype, operation));
        }
        const raised =
          least === null
            ? x
            : observedCombination(
                x,
                cast(tensor(given, 'min'), dtype),
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
                cast(tensor(given, 'max'), dtype),
                dtype,
                arithmetic.minimum,
                given.machine,
                given.place,
              ),
        );
      }),
    ),
    builtin('sum', 'x, axis=None, dtype=None, out=None, keepdims=False', (given) => {
      const x = tensor(given, 'x');
      const dtype = typeGiven(given) ?? (isFloating(x.dtype) ? x.dtype : defaults.integer);
      return wrap(given, reduction.sum(cast(x, dtype), axes(given), dtype));
    }),
    ...['mean', 'average'].map((name) =>
      builtin(name, 'x, axis=None, dtype=None, out=None, keepdims=False', (given) => {
        const x = asFloat(tensor(given, 'x'), defaults);
        return wrap(given, reduction.mean(x, axes(given), typeGiven(given) ?? x.dtype));
      }),
    ),
    builtin('prod', 'x, axis=None, keepdims=False', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, reduction.product(x, axes(given), isFloating(x.dtype) ? x.dtype : defaults.integer));
    }),
    ...Object.entries({ max: true, amax: true, min: false, amin: false }).map(([name, largest]) =>
      builtin(name, 'x, axis=None, out=None, keepdims=False', (given) =>
        wrap(given, reduction.extreme(tensor(given, 'x'), axes(given), largest, true)),
      ),
    ),
    ...Object.entries({ argmax: true, argmin: false }).map(([name, largest]) =>
      builtin(name, 'x, axis=None', (given) =>
        wrap(given, reduction.extremeIndex(tensor(given, 'x'), given.integerIfAny('axis'), false, largest)),
      ),
    ),
    ...(['any', 'all'] as const).map((name) =>
      builtin(name, 'x, axis=None, out=None, keepdims=False', (given) =>
        wrap(given, reduction.truth(tensor(given, 'x'), axes(given), name)),
      ),
    ),
    builtin('count_nonzero', 'x, axis=None, keepdims=False', (given) => {
      const mask = mapped(tensor(given, 'x'), 'bool', {
        value: (x) => (x === 0 ? 0 : 1),
        back: null,
        saves: 'nothing',
      });
      return wrap(given, reduction.sum(cast(mask, 'int64'), axes(given), 'int64'));
    }),
    builtin('cumsum', 'x, axis', (given) => {
      const x = tensor(given, 'x');
      return wrap(
        given,
        reduction.cumulativeSum(x, given.integer('axis'), isFloating(x.dtype) ? x.dtype : defaults.integer),
      );
    }),
    ...['array', 'asarray', 'ascontiguousarray'].map((name) =>
      builtin(name, 'x, dtype=None, copy=True', (given) => wrap(given, made(given, 'x'))),
    ),
    builtin('<conversion>', 'x, dtype', (given) => wrap(given, made(given, 'x'))),
    ...Object.entries({ zeros: 0, ones: 1, empty: Number.NaN }).map(([name, fill]) =>
      builtin(name, 'shape, dtype=None', (given) =>
        wrap(given, filled(shapeGiven(given, 'shape'), fill, typeGiven(given) ?? defaults.float)),
      ),
    ),
    builtin('full', 'shape, fill_value, dtype=None', (given) => {
      const fill = operand(given, 'fill_value').tensor;
      return wrap(given, filled(shapeGiven(given, 'shape'), fill.at(0), typeGiven(given) ?? fill.dtype));
    }),
    ...Object.entries({ zeros_like: 0, ones_like: 1 }).map(([name, fill]) =>
      builtin(name, 'x, dtype=None', (given) => {
        const x = tensor(given, 'x');
        return wrap(given, filled(x.shape, fill, typeGiven(given) ?? x.dtype));
      }),
    ),
    builtin('full_like', 'x, fill_value, dtype=None', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, filled(x.shape, given.number('fill_value'), typeGiven(given) ?? x.dtype));
    }),
    builtin('eye', 'n, m=None, dtype=None', (given) => {
      const rows = given.integer('n');
      const columns = given.integerIfAny('m') ?? rows;
      const data = allocate([rows, columns]);
      for (let at = 0; at < Math.min(rows, columns); at++) {
        data[at * columns + at] = 1;
      }
      return wrap(given, new Tensor([rows, columns], typeGiven(given) ?? defaults.float, data));
    }),
    builtin('arange', 'first, end=None, step=1, dtype=None', (given) => {
      const [start, end] = given.has('end')
        ? [given.number('first'), given.number('end')]
        : [0, given.number('first')];
      const step = given.number('step');
      const isInteger = ['first', 'end', 'step'].every((each) => typeof given.value(each) !== 'number');
      const length = Math.max(0, Math.ceil((end - start) / step));
      const data = allocate([length]).map((_, at) => start + at * step);
      return wrap(
        given,
        tensorOf([length], data, typeGiven(given) ?? (isInteger ? defaults.integer : defaults.float)),
      );
    }),
    builtin('reshape', 'x, *shape', (given) => {
      const items = given.list('shape');
      const [only] = items;
      const sizes =
        items.length === 1 && only !== undefined && typeof only !== 'bigint'
          ? given.machine.items(only, given.place)
          : items;
      return wrap(given, layout.reshaped(tensor(given, 'x'), sizes.map(Number)));
    }),
    ...['ravel', 'flatten'].map((name) =>
      builtin(name, 'x', (given) => wrap(given, layout.flattened(tensor(given, 'x'), 0, -1))),
    ),
    builtin('expand_dims', 'x, axis', (given) =>
      wrap(given, layout.expandedAt(tensor(given, 'x'), given.integer('axis'))),
    ),
    builtin('squeeze', 'x, axis=None', (given) =>
      wrap(given, layout.squeezed(tensor(given, 'x'), given.integersIfAny('axis'))),
    ),
    builtin('transpose', 'x, axes=None', (given) => {
      const x = tensor(given, 'x');
      const order = given.integersIfAny('axes') ?? x.shape.map((_, axis) => axis).reverse();
      return wrap(
        given,
        layout.permuted(
          x,
          order.map((axis) => normalAxis(axis, x.rank)),
        ),
      );
    }),
    builtin('moveaxis', 'x, source, destination', (given) => {
      const x = tensor(given, 'x');
      const source = normalAxis(given.integer('source'), x.rank);
      const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== source);
      return wrap(
        given,
        layout.permuted(x, others.toSpliced(normalAxis(given.integer('destination'), x.rank), 0, source)),
      );
    }),
    builtin('concatenate', 'arrays, axis=0', (given) => {
      const operands = given.machine
        .items(given.value('arrays'), given.place)
        .map((item) => operandOf(item, defaults, given.machine, given.place));
      return wrap(
        given,
        layout.concatenated(
          operands.map((each) => each.tensor),
          given.integer('axis'),
          commonType(operands, defaults),
        ),
      );
    }),
    builtin('stack', 'arrays, axis=0', (given) => {
      const operands = given.machine
        .items(given.value('arrays'), given.place)
        .map((item) => operandOf(item, defaults, given.machine, given.place));
      const expanded = operands.map((each) => layout.expandedAt(each.tensor, given.integer('axis')));
      return wrap(
        given,
        layout.concatenated(
          expanded,
          normalAxis(given.integer('axis'), expanded[0]?.rank ?? 1),
          commonType(operands, defaults),
        ),
      );
    }),
    builtin('take_along_axis', 'x, indices, axis', (given) =>
      wrap(given, gathered(tensor(given, 'x'), given.integer('axis'), tensor(given, 'indices'))),
    ),
    builtin('nan_to_num', 'x, copy=True, nan=0.0', (given) => {
      const x = tensor(given, 'x');
      return wrap(
        given,
        mapped(x, x.dtype, functions.replaceOdd(given.number('nan'), Number.MAX_VALUE, -Number.MAX_VALUE)),
      );
    }),
    builtin(
      'shape',
      'x',
      (given) => new TupleValue(tensor(given, 'x').shape.map((length) => BigInt(length))),
    ),
    ...['astype'].map((name) =>
      builtin(name, 'x, dtype, copy=True', (given) => wrap(given, made(given, 'x'))),
    ),
    builtin('copy', 'x', (given) => wrap(given, cast(tensor(given, 'x'), tensor(given, 'x').dtype))),
    builtin('item', 'x', (given) => {
      const x = tensor(given, 'x');
      const value =
        x.size === 1
          ? x.at(0)
          : raise('ValueError', 'can only convert an array of size 1 to a Python scalar', given.place);
      return x.dtype === 'bool' ? value !== 0 : isFloating(x.dtype) ? value : BigInt(value);
    }),
  ];
}
