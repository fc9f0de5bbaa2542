import { typeName } from '../../language/python/keys';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, type Builtin, ListValue, type Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { isFloating } from '../../tensor/dtype';
import {
  type BinaryFunction,
  cast,
  chosen,
  combined,
  mapped,
  stretched,
  type UnaryFunction,
} from '../../tensor/elementwise';
import { refuse } from '../../tensor/failure';
import { gathered, truePlaces } from '../../tensor/gathering';
import { type IndexEntry, indexed } from '../../tensor/indexing';
import { expandedAt, narrowed, repeated, reshaped } from '../../tensor/layout';
import { extremeIndex, mean, sum } from '../../tensor/reduction';
import { listText, normalAxis } from '../../tensor/shapes';
import { softmax } from '../../tensor/softmax';
import { scalarOf, type Tensor, tensorOf } from '../../tensor/tensor';
import { callsOf } from '../numpy/calls';
import { arrayBinary, type NumpyLike } from '../numpy/framework';
import { asFloat, commonType, quotientType } from '../numpy/promotion';

/** A quotient that is 0 where the divisor is 0, with a gradient of 0 there. */
const DIVISION_WITHOUT_NAN: BinaryFunction = {
  value: (x, y) => (y === 0 ? 0 : x / y),
  backFirst: (g, _, y) => (y === 0 ? 0 : g / y),
  backSecond: (g, x, y) => (y === 0 ? 0 : -g * (x / y / y)),
  saves: 'both',
};

/** A product that is 0 where the second factor is 0, also if the first is infinite or NaN. */
const MULTIPLICATION_WITHOUT_NAN: BinaryFunction = {
  value: (x, y) => (y === 0 ? 0 : x * y),
  backFirst: (g, _, y) => (y === 0 ? 0 : g * y),
  backSecond: (g, x) => (g === 0 ? 0 : g * x),
  saves: 'both',
};

const SQUARED_DIFFERENCE: BinaryFunction = {
  value: (x, y) => (x - y) ** 2,
  backFirst: (g, x, y) => 2 * g * (x - y),
  backSecond: (g, x, y) => -2 * g * (x - y),
  saves: 'both',
};

const RECIPROCAL_OF_ROOT: UnaryFunction = {
  value: (x) => 1 / Math.sqrt(x),
  back: (g, _, y) => -0.5 * g * y ** 3,
  saves: 'result',
};

/** The functions of TensorFlow that NumPy's interface lacks, with TensorFlow's parameters. */
export function tensorflowFunctions(library: NumpyLike): Builtin[] {
  const { wrap, operand, tensor, axes, dtype } = callsOf(library);
  const integersOf = (given: Given, name: string): number[] => [...tensor(given, name).data];
  const lengths = (x: Tensor): Tensor => tensorOf([x.rank], x.shape, 'int32');
  const pair = (name: string, operation: BinaryFunction): Builtin =>
    builtin(name, 'x, y', (given) => {
      const operands = [operand(given, 'x'), operand(given, 'y')] as const;
      const dtype = commonType(operands, library.defaults);
      const own = name === 'divide_no_nan' ? quotientType(dtype, library.defaults) : dtype;
      const [x, y] = [cast(operands[0].tensor, own), cast(operands[1].tensor, own)];
      const first = name === 'squared_difference' ? x : asFloat(x, library.defaults);
      return wrap(given, combined(first, y, own, operation));
    });
  return [
    builtin('shape_tensor', 'input, out_type=None', (given) => wrap(given, lengths(tensor(given, 'input')))),
    builtin('size', 'input, out_type=None', (given) =>
      wrap(given, scalarOf(tensor(given, 'input').size, 'int32')),
    ),
    // A number is rounded to the default type before it takes the wanted one.
    builtin('cast_settled', 'x, dtype', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, cast(x, dtype(given) ?? x.dtype));
    }),
    builtin('rank', 'input', (given) => wrap(given, scalarOf(tensor(given, 'input').rank, 'int32'))),
    builtin('reshape_to', 'tensor, shape', (given) =>
      wrap(given, reshaped(tensor(given, 'tensor'), integersOf(given, 'shape'))),
    ),
    builtin('stretch_to', 'input, shape', (given) =>
      wrap(given, stretched(tensor(given, 'input'), integersOf(given, 'shape'))),
    ),
    builtin('tile_by', 'input, multiples', (given) =>
      wrap(given, repeated(tensor(given, 'input'), integersOf(given, 'multiples'))),
    ),
    builtin('gather', 'params, indices, validate_indices=None, axis=None, batch_dims=0', (given) => {
      const params = tensor(given, 'params');
      const indices = tensor(given, 'indices');
      const batch = given.integer('batch_dims');
      const axis = normalAxis(given.integerIfAny('axis') ?? batch, params.rank);
      return wrap(given, gatheredAlong(params, indices, axis, batch));
    }),
    builtin('gather_nd', 'params, indices, batch_dims=0', (given) =>
      wrap(given, gatheredAt(tensor(given, 'params'), tensor(given, 'indices'))),
    ),
    builtin('choose_or_places', 'condition, x=None, y=None', (given) => {
      if (given.value('x') === null && given.value('y') === null) {
        return wrap(given, truePlaces(tensor(given, 'condition')));
      }
      const operands = [operand(given, 'x'), operand(given, 'y')] as const;
      const own = commonType(operands, library.defaults);
      const [x, y] = [cast(operands[0].tensor, own), cast(operands[1].tensor, own)];
      return wrap(given, chosen(tensor(given, 'condition'), x, y, own));
    }),
    builtin('boolean_mask', 'tensor, mask, axis=None', (given) => {
      const x = tensor(given, 'tensor');
      const before = new Array<IndexEntry>(given.integerIfAny('axis') ?? 0).fill(WHOLE_AXIS);
      return wrap(given, indexed(x, [...before, { kind: 'tensor', tensor: tensor(given, 'mask') }]));
    }),
    builtin('unstack', 'value, num=None, axis=0', (given) => {
      const value = tensor(given, 'value');
      const axis = normalAxis(given.integer('axis'), value.rank);
      const shape = value.shape.toSpliced(axis, 1);
      return new ListValue(
        Array.from(
          { length: value.shape[axis] ?? 0 },
          (_, at): Value => wrap(given, reshaped(narrowed(value, axis, at, 1), shape)),
        ),
      );
    }),
    builtin('cond', 'pred, true_fn=None, false_fn=None', (given) =>
      given.machine.call(
        given.value(given.flag('pred') ? 'true_fn' : 'false_fn'),
        { positional: [], keywords: new Map() },
        given.place,
      ),
    ),
    ...Object.entries({ argmax_long: true, argmin_long: false }).map(([name, largest]) =>
      builtin(name, 'x, axis, dtype=None', (given) => {
        const index = extremeIndex(tensor(given, 'x'), given.integer('axis'), false, largest);
        return wrap(given, cast(index, dtype(given) ?? 'int64'));
      }),
    ),
    builtin('count_nonzero_long', 'x, axis=None, keepdims=False, dtype=None', (given) => {
      const x = tensor(given, 'x');
      const counted = combined(x, scalarOf(0, x.dtype), 'bool', arithmetic.notEqual);
      const type = dtype(given) ?? 'int64';
      return wrap(given, sum(cast(counted, type), axes(given), type));
    }),
    builtin('mean_of_any', 'x, axis=None, keepdims=False', (given) => {
      const x = tensor(given, 'x');
      const numbers = x.dtype === 'bool' ? cast(x, library.defaults.float) : x;
      return wrap(given, mean(numbers, axes(given), numbers.dtype));
    }),
    builtin('matrix_product', 'x, y', (given) =>
      wrap(
        given,
        arrayBinary('@', given.value('x'), given.value('y'), library.defaults, given.machine, given.place),
      ),
    ),
    builtin('softmax_of_rows', 'x, axis=-1', (given) => {
      const x = asFloat(tensor(given, 'x'), library.defaults);
      return x.rank < 2
        ? refuse('shape', 'cannot apply softmax to a tensor that is 1D')
        : wrap(given, softmax(x, given.integer('axis')));
    }),
    builtin('batch_flatten', 'x', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, reshaped(x, [x.shape[0] ?? 1, -1]));
    }),
    builtin('ndim', 'x', (given) => BigInt(tensor(given, 'x').rank)),
    builtin('is_tensor', 'x', (given) => given.value('x') instanceof ArrayValue),
    builtin('ensure_shape', 'x, shape', (given) => {
      const x = tensor(given, 'x');
      const wanted = given.machine.items(given.value('shape'), given.place);
      const fits =
        wanted.length === x.rank &&
        wanted.every((length, axis) => length === null || Number(length) === x.shape[axis]);
      return fits
        ? given.value('x')
        : refuse('shape', `shape ${listText(x.shape)} is not the one that is ensured`);
    }),
    builtin('add_n', 'inputs', (given) => {
      const [first, ...rest] = given.machine.items(given.value('inputs'), given.place);
      const sizes = [first, ...rest].map((each) =>
        each instanceof ArrayValue ? listText(each.tensor.shape) : typeName(each ?? null),
      );
      if (first === undefined || new Set(sizes).size > 1) {
        refuse('shape', 'add_n needs tensors of one shape');
      }
      return rest.reduce(
        (total: Value, each) =>
          wrap(given, arrayBinary('+', total, each, library.defaults, given.machine, given.place)),
        first ?? null,
      );
    }),
    builtin('dtype_name', 'x', (given) => tensor(given, 'x').dtype),
    ...Object.entries({ rsqrt: RECIPROCAL_OF_ROOT }).map(([name, operation]) =>
      builtin(name, 'x', (given) => {
        const x = tensor(given, 'x');
        return isFloating(x.dtype)
          ? wrap(given, mapped(x, x.dtype, operation))
          : refuse('type', `${name} needs floats`);
      }),
    ),
    pair('squared_difference', SQUARED_DIFFERENCE),
    pair('divide_no_nan', DIVISION_WITHOUT_NAN),
    pair('multiply_no_nan', MULTIPLICATION_WITHOUT_NAN),
    pair('xlogy', arithmetic.xLogY),
  ];
}

const WHOLE_AXIS: IndexEntry = { kind: 'slice', start: null, stop: null, step: 1 };

/** Takes slices along an axis by their index; the first `batch` axes of both go together. */
function gatheredAlong(params: Tensor, indices: Tensor, axis: number, batch: number): Tensor {
  if (batch === 0) {
    const before = new Array<IndexEntry>(axis).fill(WHOLE_AXIS);
    return indexed(params, [...before, { kind: 'tensor', tensor: asIndex(indices) }]);
  }
  if (batch === indices.rank && axis === batch && params.rank === batch + 1) {
    return reshaped(gathered(params, axis, expandedAt(indices, batch)), indices.shape);
  }
  return gathered(params, axis, indices);
}

/** `indices[..., :]` are the coordinates of the elements or slices that are taken. */
function gatheredAt(params: Tensor, indices: Tensor): Tensor {
  const depth = indices.shape.at(-1) ?? 0;
  return indexed(
    params,
    Array.from({ length: depth }, (_, at): IndexEntry => {
      const coordinate = narrowed(indices, indices.rank - 1, at, 1);
      return { kind: 'tensor', tensor: asIndex(reshaped(coordinate, indices.shape.slice(0, -1))) };
    }),
  );
}

function asIndex(indices: Tensor): Tensor {
  return cast(indices, 'int64');
}
