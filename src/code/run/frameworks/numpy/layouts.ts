import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import { type Builtin, TupleValue } from '../../language/values';
import { einsum } from '../../tensor/einsum';
import { stretched } from '../../tensor/elementwise';
import { refuse } from '../../tensor/failure';
import { gathered } from '../../tensor/gathering';
import * as layout from '../../tensor/layout';
import { normalAxis } from '../../tensor/shapes';
import type { Tensor } from '../../tensor/tensor';
import { lengthsOf } from '../shared/lengths';
import { callsOf } from './calls';
import type { NumpyLike } from './framework';
import { commonType, operandOf } from './promotion';

/** The functions that move elements without changing them. */
export function layouts(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, tensor, operands: operandsOf } = callsOf(library);
  return [
    builtin('reshape', "x, *shape, newshape=None, order='C'", (given) => {
      const items = given.has('newshape') ? [given.value('newshape')] : given.list('shape');
      const [only] = items;
      const sizes =
        items.length === 1 && only !== undefined && typeof only !== 'bigint'
          ? given.machine.items(only, given.place)
          : items;
      const shape = lengthsOf(sizes, 'shape', given);
      const x = tensor(given, 'x');
      return wrap(
        given,
        isFirstAxisFastest(given)
          ? reversed(layout.reshaped(reversed(x), shape.toReversed()))
          : layout.reshaped(x, shape),
      );
    }),
    ...['ravel', 'flatten'].map((name) =>
      builtin(name, "x, order='C'", (given) => {
        const x = tensor(given, 'x');
        return wrap(given, layout.flattened(isFirstAxisFastest(given) ? reversed(x) : x, 0, -1));
      }),
    ),
    builtin('expand_dims', 'x, axis', (given) =>
      wrap(given, layout.expandedAt(tensor(given, 'x'), given.integer('axis'))),
    ),
    builtin('squeeze', 'x, axis=None', (given) => {
      const x = tensor(given, 'x');
      const axes = given.integersIfAny('axis');
      // Unlike PyTorch's, which leaves a longer axis as it is.
      if (axes?.some((axis) => x.shape[normalAxis(axis, x.rank)] !== 1)) {
        refuse('shape', 'cannot select an axis to squeeze out which has size not equal to one');
      }
      return wrap(given, layout.squeezed(x, axes));
    }),
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
    builtin('moveaxis', 'x, source, destination', (given) =>
      wrap(given, layout.moved(tensor(given, 'x'), given.integer('source'), given.integer('destination'))),
    ),
    builtin('einsum', 'formula, *operands', (given) => {
      const operands = given
        .list('operands')
        .map((item) => operandOf(item, defaults, given.machine, given.place));
      return wrap(
        given,
        einsum(
          given.text('formula'),
          operands.map((each) => each.tensor),
          commonType(operands, defaults),
          defaults.isLenient,
          (products) => given.machine.budget.make(products, given.place),
        ),
      );
    }),
    builtin('swapaxes', 'x, axis1, axis2', (given) =>
      wrap(given, layout.swapped(tensor(given, 'x'), given.integer('axis1'), given.integer('axis2'))),
    ),
    builtin('broadcast_to', 'x, shape', (given) =>
      wrap(given, stretched(tensor(given, 'x'), given.integersIfAny('shape') ?? [])),
    ),
    builtin('tile', 'x, repeats', (given) => {
      const x = tensor(given, 'x');
      const repeats = given.integersIfAny('repeats') ?? [];
      const missing = new Array<number>(Math.max(0, x.rank - repeats.length)).fill(1);
      return wrap(given, layout.repeated(x, [...missing, ...repeats]));
    }),
    builtin('concatenate', 'arrays, axis=0', (given) => {
      const operands = operandsOf(given, 'arrays');
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
      const operands = operandsOf(given, 'arrays');
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
    builtin(
      'shape',
      'x',
      (given) => new TupleValue(tensor(given, 'x').shape.map((length) => BigInt(length))),
    ),
  ];
}

/** True for the order of Fortran. @throws NotUnderstood for an order that depends on the memory of an array */
function isFirstAxisFastest(given: Given): boolean {
  const order = given.text('order');
  if (order !== 'C' && order !== 'F') {
    throw new NotUnderstood({ kind: 'argument', name: 'order', of: given.name }, given.place);
  }
  return order === 'F';
}

/** An array with its axes in the reverse order. */
function reversed(x: Tensor): Tensor {
  return layout.permuted(x, x.shape.map((_, axis) => axis).toReversed());
}
