import { builtin, type Given } from '../../language/signature';
import { type Builtin, ListValue, type Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { type BinaryFunction, cast, combined, stretched } from '../../tensor/elementwise';
import { gathered } from '../../tensor/gathering';
import { type IndexEntry, indexed } from '../../tensor/indexing';
import { expandedAt, narrowed, repeated, reshaped } from '../../tensor/layout';
import { extremeIndex } from '../../tensor/reduction';
import { normalAxis } from '../../tensor/shapes';
import { scalarOf, type Tensor, tensorOf } from '../../tensor/tensor';
import { callsOf } from '../numpy/calls';
import type { NumpyLike } from '../numpy/framework';

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

/** The functions of TensorFlow that NumPy's interface lacks, with TensorFlow's parameters. */
export function tensorflowFunctions(library: NumpyLike): Builtin[] {
  const { wrap, tensor, dtype } = callsOf(library);
  const integersOf = (given: Given, name: string): number[] => [...tensor(given, name).data];
  const lengths = (x: Tensor): Tensor => tensorOf([x.rank], x.shape, 'int32');
  const pair = (name: string, operation: BinaryFunction): Builtin =>
    builtin(name, 'x, y, name=None', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, combined(x, cast(tensor(given, 'y'), x.dtype), x.dtype, operation));
    });
  return [
    builtin('shape', 'input, out_type=None, name=None', (given) =>
      wrap(given, lengths(tensor(given, 'input'))),
    ),
    builtin('size', 'input, out_type=None, name=None', (given) =>
      wrap(given, scalarOf(tensor(given, 'input').size, 'int32')),
    ),
    builtin('rank', 'input, name=None', (given) =>
      wrap(given, scalarOf(tensor(given, 'input').rank, 'int32')),
    ),
    builtin('reshape', 'tensor, shape, name=None', (given) =>
      wrap(given, reshaped(tensor(given, 'tensor'), integersOf(given, 'shape'))),
    ),
    builtin('broadcast_to', 'input, shape, name=None', (given) =>
      wrap(given, stretched(tensor(given, 'input'), integersOf(given, 'shape'))),
    ),
    builtin('tile', 'input, multiples, name=None', (given) =>
      wrap(given, repeated(tensor(given, 'input'), integersOf(given, 'multiples'))),
    ),
    builtin(
      'gather',
      'params, indices, validate_indices=None, axis=None, batch_dims=0, name=None',
      (given) => {
        const params = tensor(given, 'params');
        const indices = tensor(given, 'indices');
        const batch = given.integer('batch_dims');
        const axis = normalAxis(given.integerIfAny('axis') ?? batch, params.rank);
        return wrap(given, gatheredAlong(params, indices, axis, batch));
      },
    ),
    builtin('gather_nd', 'params, indices, batch_dims=0, name=None', (given) =>
      wrap(given, gatheredAt(tensor(given, 'params'), tensor(given, 'indices'))),
    ),
    builtin('boolean_mask', 'tensor, mask, axis=None, name=None', (given) => {
      const x = tensor(given, 'tensor');
      const before = new Array<IndexEntry>(given.integerIfAny('axis') ?? 0).fill(WHOLE_AXIS);
      return wrap(given, indexed(x, [...before, { kind: 'tensor', tensor: tensor(given, 'mask') }]));
    }),
    builtin('unstack', 'value, num=None, axis=0, name=None', (given) => {
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
    builtin('cond', 'pred, true_fn=None, false_fn=None, name=None', (given) =>
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
