import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, type Builtin, ListValue, TupleValue, type Value } from '../../language/values';
import { stretched } from '../../tensor/elementwise';
import { placeOf } from '../../tensor/indexing';
import * as layout from '../../tensor/layout';
import { normalAxis } from '../../tensor/shapes';
import { detached, type Tensor } from '../../tensor/tensor';
import { lengthsOf } from '../shared/lengths';
import { partialView, wholeView } from '../shared/sharing';
import { operandOf, resultType, wrapped } from './conversion';
import { TORCH } from './framework';

/** The operations that move elements without changing them, as functions and methods. */
export const LAYOUTS: readonly Builtin[] = [
  builtin('reshape', 'input, *shape', (given) =>
    viewed(given, layout.reshaped(tensorOf(given), lengths(given, 'shape'))),
  ),
  builtin('unsqueeze', 'input, dim', (given) =>
    viewed(given, layout.expandedAt(tensorOf(given), given.integer('dim'))),
  ),
  builtin('squeeze', 'input, dim=None', (given) =>
    viewed(given, layout.squeezed(tensorOf(given), given.integersIfAny('dim'))),
  ),
  builtin('flatten', 'input, start_dim=0, end_dim=-1', (given) =>
    viewed(given, layout.flattened(tensorOf(given), given.integer('start_dim'), given.integer('end_dim'))),
  ),
  builtin('ravel', 'input', (given) => viewed(given, layout.flattened(tensorOf(given), 0, -1))),
  builtin('transpose', 'input, dim0, dim1', (given) =>
    moved(given, layout.swapped(tensorOf(given), given.integer('dim0'), given.integer('dim1'))),
  ),
  builtin('swapaxes', 'input, axis0, axis1', (given) =>
    moved(given, layout.swapped(tensorOf(given), given.integer('axis0'), given.integer('axis1'))),
  ),
  builtin('t', 'input', (given) => {
    const tensor = tensorOf(given);
    return tensor.rank > 2
      ? raise('RuntimeError', 't() expects a tensor with <= 2 dimensions', given.place)
      : moved(given, tensor.rank === 2 ? layout.swapped(tensor, 0, 1) : tensor);
  }),
  builtin('permute', 'input, *dims', (given) => {
    const tensor = tensorOf(given);
    const axes = lengths(given, 'dims').map((axis) => normalAxis(axis, tensor.rank));
    return moved(given, layout.permuted(tensor, axes));
  }),
  ...['movedim', 'moveaxis'].map((name) =>
    builtin(name, 'input, source, destination', (given) => {
      const tensor = tensorOf(given);
      if (tensor.rank === 0) {
        return moved(given, tensor);
      }
      const source = normalAxis(given.integer('source'), tensor.rank);
      const target = normalAxis(given.integer('destination'), tensor.rank);
      const others = tensor.shape.map((_, axis) => axis).filter((axis) => axis !== source);
      return moved(given, layout.permuted(tensor, others.toSpliced(target, 0, source)));
    }),
  ),
  builtin('cat', 'tensors, dim=0', concatenated),
  builtin('concat', 'tensors, dim=0', concatenated),
  builtin('concatenate', 'tensors, dim=0', concatenated),
  builtin('vstack', 'tensors', (given) => {
    const { tensors, dtype } = tensorsOf(given);
    const rows = tensors.map((tensor) =>
      tensor.rank < 2 ? layout.reshaped(tensor, [1, tensor.size]) : tensor,
    );
    return result(given, layout.concatenated(rows, 0, dtype));
  }),
  builtin('hstack', 'tensors', (given) => {
    const { tensors, dtype } = tensorsOf(given);
    const parts = tensors.map((tensor) => (tensor.rank === 0 ? layout.reshaped(tensor, [1]) : tensor));
    return result(given, layout.concatenated(parts, parts[0]?.rank === 1 ? 0 : 1, dtype));
  }),
  builtin('stack', 'tensors, dim=0', (given) => {
    const { tensors, dtype } = tensorsOf(given);
    const expanded = tensors.map((tensor) => layout.expandedAt(tensor, given.integer('dim')));
    const axis = normalAxis(given.integer('dim'), expanded[0]?.rank ?? 1);
    return result(given, layout.concatenated(expanded, axis, dtype));
  }),
  builtin('split', 'input, split_size_or_sections, dim=0', (given) => {
    const tensor = tensorOf(given);
    const axis = normalAxis(given.integer('dim'), tensor.rank);
    const length = tensor.shape[axis] ?? 1;
    const sections = given.value('split_size_or_sections');
    const sizes =
      sections instanceof ListValue || sections instanceof TupleValue
        ? (given.integersIfAny('split_size_or_sections') ?? [])
        : pieces(length, given.integer('split_size_or_sections'));
    return parts(given, tensor, axis, sizes);
  }),
  builtin('chunk', 'input, chunks, dim=0', (given) => {
    const tensor = tensorOf(given);
    const axis = normalAxis(given.integer('dim'), tensor.rank);
    const length = tensor.shape[axis] ?? 1;
    return parts(given, tensor, axis, pieces(length, Math.ceil(length / given.integer('chunks'))));
  }),
  builtin('unbind', 'input, dim=0', (given) => {
    const tensor = tensorOf(given);
    const axis = normalAxis(given.integer('dim'), tensor.rank);
    return new TupleValue(
      Array.from({ length: tensor.shape[axis] ?? 0 }, (_, at) =>
        moved(given, layout.reshaped(layout.narrowed(tensor, axis, at, 1), tensor.shape.toSpliced(axis, 1))),
      ),
    );
  }),
  builtin('narrow', 'input, dim, start, length', (given) => {
    const tensor = tensorOf(given);
    const axis = normalAxis(given.integer('dim'), tensor.rank);
    return moved(given, layout.narrowed(tensor, axis, given.integer('start'), given.integer('length')));
  }),
  builtin('flip', 'input, *dims', (given) =>
    result(given, layout.flipped(tensorOf(given), lengths(given, 'dims'))),
  ),
  builtin('tile', 'input, *dims', (given) => {
    const tensor = tensorOf(given);
    const times = lengths(given, 'dims');
    const missing = Math.max(0, tensor.rank - times.length);
    return result(given, layout.repeated(tensor, [...new Array<number>(missing).fill(1), ...times]));
  }),
  builtin('broadcast_to', 'input, *size', (given) => expanded(given, lengths(given, 'size'))),
  builtin('select', 'input, dim, index', (given) => {
    const tensor = tensorOf(given);
    const axis = normalAxis(given.integer('dim'), tensor.rank);
    const at = placeOf(given.integer('index'), axis, tensor.shape[axis] ?? 0);
    return moved(
      given,
      layout.reshaped(layout.narrowed(tensor, axis, at, 1), tensor.shape.toSpliced(axis, 1)),
    );
  }),
];

/** The layout operations that are methods only. */
export const LAYOUT_METHODS: readonly Builtin[] = [
  builtin('view', 'input, *size', (given) =>
    viewed(given, layout.reshaped(tensorOf(given), lengths(given, 'size'))),
  ),
  builtin('view_as', 'input, other', (given) =>
    viewed(given, layout.reshaped(tensorOf(given), given.array('other').tensor.shape)),
  ),
  builtin('reshape_as', 'input, other', (given) =>
    viewed(given, layout.reshaped(tensorOf(given), given.array('other').tensor.shape)),
  ),
  builtin('expand', 'input, *size', (given) => expanded(given, lengths(given, 'size'))),
  builtin('expand_as', 'input, other', (given) => expanded(given, given.array('other').tensor.shape)),
  builtin('repeat', 'input, *sizes', (given) =>
    result(given, layout.repeated(tensorOf(given), lengths(given, 'sizes'))),
  ),
  builtin('contiguous', 'input, memory_format=None', (given) => given.array('input')),
  builtin('unsqueeze_', 'input, dim', (given) =>
    reshapedInPlace(given, layout.expandedAt(tensorOf(given), given.integer('dim'))),
  ),
  builtin('squeeze_', 'input, dim=None', (given) =>
    reshapedInPlace(given, layout.squeezed(tensorOf(given), given.integersIfAny('dim'))),
  ),
  builtin('transpose_', 'input, dim0, dim1', (given) =>
    reordered(given, layout.swapped(tensorOf(given), given.integer('dim0'), given.integer('dim1'))),
  ),
  builtin('t_', 'input', (given) => {
    const tensor = tensorOf(given);
    if (tensor.rank > 2) {
      raise('RuntimeError', 't_() expects a tensor with <= 2 dimensions', given.place);
    }
    return reordered(given, tensor.rank === 2 ? layout.swapped(tensor, 0, 1) : tensor);
  }),
];

/** Gives the object another shape; those that share its elements keep theirs. */
function reshapedInPlace(given: Given, tensor: Tensor): ArrayValue {
  const array = given.array('input');
  array.tensor = tensor;
  return array;
}

/** Gives the object its elements in another order. @throws NotUnderstood if others share them */
function reordered(given: Given, tensor: Tensor): ArrayValue {
  if (given.array('input').sharing) {
    throw new NotUnderstood({ kind: 'view' }, given.place);
  }
  return reshapedInPlace(given, tensor);
}

function tensorOf(given: Given): Tensor {
  return given.array('input').tensor;
}

function result(given: Given, tensor: Tensor): ArrayValue {
  return wrapped(tensor, TORCH, given.machine, given.place);
}

/** The same elements in the same order: changes of one object change the other. */
function viewed(given: Given, tensor: Tensor): ArrayValue {
  const array = given.array('input');
  return given.machine.isWithoutGradient
    ? partialView(array, detached(tensor), (whole) => detached(layout.reshaped(whole, tensor.shape)))
    : wholeView(array, tensor);
}

/** Shows the elements in another order, or some of them. */
function moved(given: Given, tensor: Tensor): ArrayValue {
  given.machine.budget.make(tensor.size, given.place);
  const shown = given.machine.isWithoutGradient ? detached(tensor) : tensor;
  return partialView(given.array('input'), shown);
}

/** `*shape` takes integers or one sequence of them. */
export function lengths(given: Given, name: string): number[] {
  const items = given.list(name);
  const [only] = items;
  const all =
    items.length === 1 && (only instanceof ListValue || only instanceof TupleValue) ? only.items : items;
  return lengthsOf(all, name, given);
}

function expanded(given: Given, wanted: readonly number[]): ArrayValue {
  const tensor = tensorOf(given);
  const missing = wanted.length - tensor.rank;
  if (missing < 0) {
    raise(
      'RuntimeError',
      'the number of sizes provided must be greater or equal to the number of dimensions in the tensor',
      given.place,
    );
  }
  const shape = wanted.map((length, axis) => (length === -1 ? (tensor.shape[axis - missing] ?? 1) : length));
  for (const [axis, length] of tensor.shape.entries()) {
    if (length !== 1 && length !== shape[axis + missing]) {
      raise(
        'RuntimeError',
        `The expanded size of the tensor (${shape[axis + missing]}) must match the existing size (${length})`,
        given.place,
      );
    }
  }
  return moved(given, stretched(tensor, shape));
}

function tensorsOf(given: Given): { readonly tensors: readonly Tensor[]; readonly dtype: Tensor['dtype'] } {
  const operands = given.machine
    .items(given.value('tensors'), given.place)
    .map((item) =>
      item instanceof ArrayValue
        ? operandOf(item, given.place)
        : given.refuse('tensors', 'tuple of Tensors', item),
    );
  const dtype = resultType(operands.map((operand) => ({ ...operand, priority: 'tensor' as const })));
  return { tensors: operands.map(({ tensor }) => tensor), dtype };
}

function concatenated(given: Given): Value {
  const { tensors, dtype } = tensorsOf(given);
  return result(given, layout.concatenated(tensors, given.integer('dim'), dtype));
}

function pieces(length: number, size: number): number[] {
  const count = Math.max(1, Math.ceil(length / Math.max(size, 1)));
  return Array.from({ length: count }, (_, at) => Math.min(size, length - at * size));
}

function parts(given: Given, tensor: Tensor, axis: number, sizes: readonly number[]): Value {
  if (sizes.reduce((sum, size) => sum + size, 0) !== tensor.shape[axis]) {
    raise(
      'RuntimeError',
      'split_with_sizes expects split_sizes to sum exactly to the length of the dimension',
      given.place,
    );
  }
  let start = 0;
  return new TupleValue(
    sizes.map((size) => {
      const part = moved(given, layout.narrowed(tensor, axis, start, size));
      start += size;
      return part;
    }),
  );
}
