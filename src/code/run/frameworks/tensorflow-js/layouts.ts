import { NotUnderstood } from '../../language/not-understood';
import { isNullish } from '../../language/typescript/conversions';
import { throwError } from '../../language/typescript/errors';
import { isNumberValue, plainNumber } from '../../language/typescript/numbers';
import type { Arguments } from '../../language/typescript/script';
import { ListValue, type Value } from '../../language/values';
import { stretched } from '../../tensor/elementwise';
import { oneHot } from '../../tensor/gathering';
import { scattered } from '../../tensor/indexing';
import * as layout from '../../tensor/layout';
import { matrixProduct } from '../../tensor/matrix';
import { broadcastShape, indicesAlong, normalAxis, sameShape, sizeOf, stridesOf } from '../../tensor/shapes';
import { filled, type Tensor, tensorOf } from '../../tensor/tensor';
import { numbersGiven, type ScriptType, tensorGiven, upcast } from './operands';
import { axesGiven, type Operation } from './operations';

const operand = (given: Arguments, index = 0): Tensor => tensorGiven(given.at(index), given, 'x');

/** The axis as a number from 0. @throws Raised for one that the rank does not have */
function axisGiven(given: Arguments, index: number, otherwise: number, rank: number): number {
  const axis = given.integer(index, otherwise);
  return axis >= -rank && axis < rank
    ? normalAxis(axis, rank)
    : throwError('Error', `the axis ${axis} does not exist in a tensor of rank ${rank}`, given.place);
}

/** A type as the program names it. */
export function typeGiven(value: Value, given: Arguments, otherwise: ScriptType): ScriptType {
  if (isNullish(value)) {
    return otherwise;
  }
  if (value === 'float32' || value === 'int32' || value === 'bool') {
    return value;
  }
  if (value === 'string' || value === 'complex64') {
    throw new NotUnderstood({ kind: 'operation', what: value }, given.place);
  }
  return throwError(
    'Error',
    `Failed to cast to unknown dtype ${given.machine.text(value, given.place)}`,
    given.place,
  );
}

function squeezed(given: Arguments): Tensor {
  const x = operand(given);
  const axes = axesGiven(given.at(1), given);
  for (const axis of axes ?? []) {
    if (x.shape.at(axis) !== 1) {
      throwError('Error', `Can't squeeze axis ${axis} since its dim is not 1`, given.place);
    }
  }
  return layout.squeezed(x, axes?.length === 0 ? null : axes);
}

/** Tensors of one type: the first one's for `concat`, where others are joined as they are. */
function tensorsGiven(given: Arguments): Tensor[] {
  const list = given.at(0);
  if (!(list instanceof ListValue) || list.items.length === 0) {
    return throwError('Error', 'Pass at least one tensor', given.place);
  }
  return list.items.map((item) => tensorGiven(item, given, 'tensors'));
}

export function concatenated(given: Arguments): Tensor {
  const tensors = tensorsGiven(given);
  const [first] = tensors;
  const axis = axisGiven(given, 1, 0, first?.rank ?? 0);
  if (tensors.some((tensor) => tensor.dtype !== first?.dtype)) {
    throw new NotUnderstood({ kind: 'operation', what: 'concat of several types' }, given.place);
  }
  return layout.concatenated(tensors, axis, first?.dtype ?? 'float32');
}

export function stacked(given: Arguments): Tensor {
  const tensors = tensorsGiven(given);
  const [first] = tensors;
  const rank = first?.rank ?? 0;
  const axis = given.integer(1, 0);
  if (tensors.some((tensor) => tensor.dtype !== first?.dtype || !sameShape(tensor.shape, first.shape))) {
    throwError('Error', 'All tensors passed to stack must have matching shapes and dtypes', given.place);
  }
  if (axis > rank || axis < -rank - 1) {
    throwError('Error', 'Axis must be <= rank of the tensor', given.place);
  }
  const expanded = tensors.map((tensor) => layout.expandedAt(tensor, axis));
  return layout.concatenated(expanded, normalAxis(axis, rank + 1), first?.dtype ?? 'float32');
}

/** The part from `begin` on, `size` long; −1 is the rest of an axis, and missing axes are taken whole. */
function sliced(given: Arguments): Tensor {
  const x = operand(given);
  const listOf = (value: Value): number[] =>
    isNumberValue(value) ? [plainNumber(value)] : isNullish(value) ? [] : numbersGiven(value, given.place);
  const [begins, sizes] = [listOf(given.at(1)), listOf(given.at(2))];
  if (x.rank === 0) {
    throwError('Error', 'Slicing scalar is not possible', given.place);
  }
  if (!isNumberValue(given.at(1)) && begins.length > x.rank) {
    throwError('Error', `Length of begin must match the rank of the array (${x.rank}).`, given.place);
  }
  return x.shape.reduce((part, length, axis) => {
    const begin = begins[axis] ?? 0;
    const size = sizes[axis] ?? -1;
    const taken = size < 0 ? length - begin : size;
    if (!Number.isInteger(begin) || begin < 0 || taken < 0 || begin + taken > length) {
      throwError(
        'Error',
        `Error in slice: begin[${axis}] + size[${axis}] would overflow input.shape[${axis}]`,
        given.place,
      );
    }
    return layout.narrowed(part, axis, begin, taken);
  }, x);
}

/** The parts of a split: so many equal ones, or of these sizes. */
export function splitted(given: Arguments): Tensor[] {
  const x = operand(given);
  const axis = axisGiven(given, 2, 0, x.rank);
  const length = x.shape[axis] ?? 0;
  const wanted = given.at(1);
  const count = isNumberValue(wanted) ? plainNumber(wanted) : null;
  if (count !== null && !(count > 0 && length % count === 0)) {
    throwError('Error', 'Number of splits must evenly divide the axis.', given.place);
  }
  const sizes =
    count === null ? numbersGiven(wanted, given.place) : new Array<number>(count).fill(length / count);
  if (sizes.reduce((sum, size) => sum + size, 0) !== length) {
    throwError('Error', 'The sum of sizes must match the size of the axis dimension.', given.place);
  }
  let start = 0;
  return sizes.map((size) => {
    const part = layout.narrowed(x, axis, start, size);
    start += size;
    return part;
  });
}

/** The slices along an axis, without it. */
export function unstacked(given: Arguments): Tensor[] {
  const x = operand(given);
  const axis = axisGiven(given, 1, 0, x.rank);
  return Array.from({ length: x.shape[axis] ?? 0 }, (_, at) =>
    layout.reshaped(layout.narrowed(x, axis, at, 1), x.shape.toSpliced(axis, 1)),
  );
}

/** The slices along an axis that the indices name. */
function gathered(given: Arguments): Tensor {
  const x = operand(given);
  const indices = tensorGiven(given.at(1), given, 'indices', 'int32');
  const axis = axisGiven(given, 2, 0, x.rank);
  if (given.integer(3, 0) !== 0) {
    throw new NotUnderstood({ kind: 'argument', name: 'batchDims', of: 'gather' }, given.place);
  }
  const length = x.shape[axis] ?? 0;
  const wrong = indices.data.find((index) => !(index >= 0 && index < length));
  if (wrong !== undefined) {
    throwError('Error', `GatherV2: the index value ${wrong} is not in [0, ${length - 1}]`, given.place);
  }
  const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const shape = [...outer, ...indices.shape, ...inner];
  const [rows, row] = [sizeOf(outer), sizeOf(inner)];
  const places = new Int32Array(sizeOf(shape));
  let at = 0;
  for (let block = 0; block < rows; block++) {
    for (const index of indices.data) {
      for (let column = 0; column < row; column++) {
        places[at++] = (block * length + index) * row + column;
      }
    }
  }
  return layout.picked(x, shape, places);
}

function hot(given: Arguments): Tensor {
  const indices = tensorGiven(given.at(0), given, 'indices', 'int32');
  const depth = given.integer(1, 0);
  if (depth < 2) {
    throwError('Error', `Error in oneHot: depth must be >=2, but it is ${depth}`, given.place);
  }
  const on = given.isGiven(2) ? given.plain(2) : 1;
  const off = given.isGiven(3) ? given.plain(3) : 0;
  const dtype = typeGiven(given.at(4), given, 'int32');
  const ones = oneHot(indices, depth, 'zeros');
  return tensorOf(
    ones.shape,
    ones.data.map((value) => (value === 1 ? on : off)),
    dtype,
  );
}

function transposed(given: Arguments): Tensor {
  const x = operand(given);
  const axes = given.isGiven(1)
    ? numbersGiven(given.at(1), given.place)
    : x.shape.map((_, axis) => axis).reverse();
  return layout.permuted(x, axes);
}

/** The product of two matrices. Neither batches of them are run nor booleans, whose product the library sums to 2. */
const product: Operation = (given, on) => {
  const isTrue = (index: number): boolean => given.machine.truth(given.at(index), given.place);
  const [x, y] = [operand(given, 0), operand(given, 1)];
  const dtype = upcast(x.dtype, y.dtype);
  if (x.rank !== 2 || y.rank !== 2 || dtype === 'bool') {
    throw new NotUnderstood({ kind: 'operation', what: 'matMul' }, given.place);
  }
  const turned = (tensor: Tensor, isTurned: boolean): Tensor =>
    isTurned ? layout.swapped(tensor, -1, -2) : tensor;
  return matrixProduct(on.cast(turned(x, isTrue(2)), dtype), on.cast(turned(y, isTrue(3)), dtype));
};

function dotProduct(given: Arguments): Tensor {
  return matrixProduct(operand(given, 0), operand(given, 1));
}

function spread(given: Arguments): Tensor {
  const x = operand(given);
  const shape = numbersGiven(given.at(1), given.place);
  if (shape.length < x.rank || !sameShape(broadcastShape(x.shape, shape), shape)) {
    throwError('Error', `broadcastTo(): [${x.shape}] cannot be broadcast to [${shape}].`, given.place);
  }
  return stretched(x, shape);
}

function tiled(given: Arguments): Tensor {
  const x = operand(given);
  const times = numbersGiven(given.at(1), given.place);
  if (times.length !== x.rank) {
    throwError('Error', `Error in transpose: rank of input ${x.rank} must match length of reps`, given.place);
  }
  return layout.repeated(x, times);
}

const reversed: Operation = (given, on) => {
  const x = operand(given);
  return layout.flipped(x, on.axes(axesGiven(given.at(1), given), x) ?? x.shape.map((_, axis) => axis));
};

/** A border of one value: `[[before, after], …]`. */
function padded(given: Arguments): Tensor {
  const x = operand(given);
  const borders = given.machine
    .items(given.at(1), given.place)
    .map((pair) => numbersGiven(pair, given.place));
  const value = given.isGiven(2) ? given.plain(2) : 0;
  const shape = x.shape.map((length, axis) => length + (borders[axis]?.[0] ?? 0) + (borders[axis]?.[1] ?? 0));
  if (value !== 0) {
    throw new NotUnderstood({ kind: 'argument', name: 'constantValue', of: 'pad' }, given.place);
  }
  const strides = stridesOf(shape);
  const start = borders.reduce((sum, [before = 0], axis) => sum + before * (strides[axis] ?? 1), 0);
  const places = indicesAlong(x.shape, strides, start);
  return scattered(filled(shape, 0, x.dtype), places, x);
}

/** The operations that move elements; each is a method of tensors too. */
export const LAYOUTS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['reshape', (given) => layout.reshaped(operand(given), numbersGiven(given.at(1), given.place))],
  [
    'expandDims',
    (given) => {
      const x = operand(given);
      return layout.expandedAt(x, axisGiven(given, 1, 0, x.rank + 1));
    },
  ],
  ['squeeze', squeezed],
  ['slice', sliced],
  ['gather', gathered],
  ['oneHot', hot],
  ['transpose', transposed],
  ['matMul', product],
  ['dot', dotProduct],
  ['broadcastTo', spread],
  ['tile', tiled],
  ['reverse', reversed],
  ['pad', padded],
  ['cast', (given, on) => on.cast(operand(given), typeGiven(given.at(1), given, 'float32'))],
  ['clone', (given) => operand(given)],
]);

/** Further methods of tensors. */
export const LAYOUT_METHODS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['flatten', (given) => layout.reshaped(operand(given), [operand(given).size])],
  ['as1D', (given) => layout.reshaped(operand(given), [operand(given).size])],
  ['asScalar', (given) => layout.reshaped(operand(given), [])],
  ['as2D', (given) => layout.reshaped(operand(given), [given.integer(1, 0), given.integer(2, 0)])],
  ['reshapeAs', (given) => layout.reshaped(operand(given), operand(given, 1).shape)],
  ['toFloat', (given, on) => on.cast(operand(given), 'float32')],
  ['toInt', (given, on) => on.cast(operand(given), 'int32')],
  ['toBool', (given, on) => on.cast(operand(given), 'bool')],
  ['asType', (given, on) => on.cast(operand(given), typeGiven(given.at(1), given, 'float32'))],
]);
