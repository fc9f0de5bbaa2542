import type { DType } from '../code/run/tensor/dtype';
import type { Batch } from '../code/verdict/probes';
import { type CheckedTensors, inRows, rowsOf, storedInRows } from './checked-tensors';

/** Tensors in the form in which a loss is given them. */
export interface GivenTensors extends Batch {
  /** True if the predictions stand in rows, false if in the order of the file. */
  readonly isInRows: boolean;
  /** The rows that are given; null for all. */
  readonly rows: Int32Array | null;
}

/** One way to give logits and targets to a loss. */
export interface TensorForm {
  /** True for the shapes of the files. The targets may have another type. */
  readonly isAsStored: boolean;
  readonly give: (tensors: CheckedTensors) => GivenTensors;
}

/** The forms in which a loss may take tensors, that of the files first. */
export function formsFor(tensors: CheckedTensors): TensorForm[] {
  const { layout, interpretation } = tensors;
  const { channels, inner, targetsPerRow } = layout;
  const types = targetTypesFor(tensors);
  const isIndex = channels > 1 && targetsPerRow === 1;
  const forms = types.map(
    (type): TensorForm => ({ isAsStored: true, give: (given) => asStored(given, type) }),
  );
  const add = (give: TensorForm['give']): void => {
    forms.push({ isAsStored: false, give });
  };
  const addRows = (shapes: RowShapes, ...ofTypes: readonly DType[]): void => {
    for (const type of ofTypes) {
      add((given) => asRows(given, shapes, type));
    }
  };
  if (inner > 1) {
    addRows(ROWS, ...types);
  }
  if (isIndex) {
    addRows(IMAGE_OF_INDICES, 'int64');
    for (const shapes of ONE_HOT_SHAPES) {
      add((given) => asOneHot(given, shapes));
    }
    // A loss that takes one-hot rows may run on these, and mean something else.
    for (const shapes of RARE_INDEX_SHAPES) {
      addRows(shapes, 'int64');
    }
    return forms;
  }
  for (const shapes of VALUE_SHAPES) {
    addRows(shapes, ...types);
  }
  if (channels > 1) {
    addRows(IMAGE_OF_ROWS, 'float32');
  }
  if (channels > 1 && interpretation.targets === 'one-hot') {
    for (const shapes of [ROWS_OF_INDICES, IMAGE_OF_INDICES, ...RARE_INDEX_SHAPES]) {
      add((given) => asIndices(given, shapes));
    }
  }
  return forms;
}

/** The type of the targets as they are stored, and those that losses ask for otherwise. */
function targetTypesFor({ targetType, interpretation }: CheckedTensors): DType[] {
  if (interpretation.targets === 'soft') {
    return ['float32'];
  }
  if (targetType === 'bool') {
    return ['bool', 'float32', 'int64'];
  }
  return targetType.includes('float') ? ['float32', 'int64'] : ['int64', 'float32'];
}

/** Shapes of rows with `channels` values each, and of their targets. */
type RowShapes = (
  rows: number,
  channels: number,
) => { readonly input: readonly number[]; readonly target: readonly number[] };

/** One shape for predictions and targets that have a value each. */
const alike =
  (shapeOf: (rows: number, channels: number) => number[]): RowShapes =>
  (rows, channels) => ({ input: shapeOf(rows, channels), target: shapeOf(rows, channels) });

const FLAT = alike((rows, channels) => [rows * channels]);
const IMAGE_OF_ROWS = alike((rows, channels) => [rows, channels, 1, 1]);

/** The targets of rows are one value or one a class. */
const ROWS: RowShapes = (rows, channels) => ({ input: [rows, channels], target: [] });
const ROWS_OF_INDICES: RowShapes = (rows, channels) => ({ input: [rows, channels], target: [rows] });

const VALUE_SHAPES: readonly RowShapes[] = [
  FLAT,
  alike((rows, channels) => [rows * channels, 1]),
  alike((rows, channels) => [rows * channels, 1, 1, 1]),
  alike((rows, channels) => [1, rows * channels, 1]),
];

const IMAGE_OF_INDICES: RowShapes = (rows, channels) => ({
  input: [rows, channels, 1, 1],
  target: [rows, 1, 1],
});

const RARE_INDEX_SHAPES: readonly RowShapes[] = [
  (rows, channels) => ({ input: [rows, channels], target: [rows, 1] }),
  (rows, channels) => ({ input: [rows, channels, 1, 1], target: [rows, 1, 1, 1] }),
  (rows, channels) => ({ input: [rows, channels, 1], target: [rows, 1] }),
  (rows, channels) => ({ input: [1, rows, channels], target: [1, rows] }),
];

const ONE_HOT_SHAPES: readonly RowShapes[] = [
  alike((rows, channels) => [rows, channels]),
  IMAGE_OF_ROWS,
  FLAT,
  alike((rows, channels) => [rows * channels, 1]),
];

function asStored({ logits, shape, targets, targetShape }: CheckedTensors, targetType: DType): GivenTensors {
  return {
    inputs: logits,
    inputShape: shape,
    targets,
    targetShape,
    targetType,
    isInRows: false,
    rows: null,
  };
}

function asRows(tensors: CheckedTensors, shapesOf: RowShapes, targetType: DType): GivenTensors {
  const { layout, logits } = tensors;
  const { rows, channels, targetsPerRow } = layout;
  const { input, target } = shapesOf(rows, channels);
  const targetShape = shapesOf === ROWS ? (targetsPerRow === 1 ? [rows] : [rows, channels]) : target;
  return {
    inputs: inRows(logits, layout),
    inputShape: input,
    targets: storedInRows(tensors),
    targetShape,
    targetType,
    isInRows: true,
    rows: null,
  };
}

/** Indices as one-hot rows. A row with another target than a class has none, and is left out. */
function asOneHot(tensors: CheckedTensors, shapesOf: RowShapes): GivenTensors {
  const { layout, logits, targetsOfRows, interpretation } = tensors;
  const { channels } = layout;
  // The index past the last class is the background of a sigmoid: no channel is positive.
  const last = interpretation.link === 'sigmoid' ? channels : channels - 1;
  const isClass = (target: number): boolean =>
    target !== interpretation.ignoreIndex && Number.isInteger(target) && target >= 0 && target <= last;
  const kept = Int32Array.from(
    [...targetsOfRows.keys()].filter((row) => isClass(targetsOfRows[row] ?? Number.NaN)),
  );
  const targets = new Float64Array(kept.length * channels);
  kept.forEach((row, at) => {
    const target = targetsOfRows[row] ?? -1;
    if (target < channels) {
      targets[at * channels + target] = 1;
    }
  });
  const { input, target } = shapesOf(kept.length, channels);
  return {
    inputs: rowsOf(inRows(logits, layout), kept, channels),
    inputShape: input,
    targets,
    targetShape: target,
    targetType: 'float32',
    isInRows: true,
    rows: kept.length === layout.rows ? null : kept,
  };
}

/** One-hot rows as indices; an ignored row keeps the value that says so. */
function asIndices(tensors: CheckedTensors, shapesOf: RowShapes): GivenTensors {
  const { layout, logits, interpretation } = tensors;
  const { rows, channels } = layout;
  const { ignoreIndex } = interpretation;
  const oneHot = storedInRows(tensors);
  const targets = Float64Array.from({ length: rows }, (_, row) => {
    const own = oneHot.subarray(row * channels, (row + 1) * channels);
    return ignoreIndex !== null && own.includes(ignoreIndex) ? ignoreIndex : Math.max(0, own.indexOf(1));
  });
  const { input, target } = shapesOf(rows, channels);
  return {
    inputs: inRows(logits, layout),
    inputShape: input,
    targets,
    targetShape: target,
    targetType: 'int64',
    isInRows: true,
    rows: null,
  };
}
