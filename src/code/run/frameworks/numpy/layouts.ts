import { builtin, type Given } from '../../language/signature';
import { type Builtin, TupleValue } from '../../language/values';
import { gathered } from '../../tensor/gathering';
import * as layout from '../../tensor/layout';
import { normalAxis } from '../../tensor/shapes';
import { callsOf } from './calls';
import type { NumpyLike } from './framework';
import { commonType, type Operand, operandOf } from './promotion';

/** The functions that move elements without changing them. */
export function layouts(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, tensor } = callsOf(library);
  const arraysOf = (given: Given): Operand[] =>
    given.machine
      .items(given.value('arrays'), given.place)
      .map((item) => operandOf(item, defaults, given.machine, given.place));
  return [
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
      const operands = arraysOf(given);
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
      const operands = arraysOf(given);
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
