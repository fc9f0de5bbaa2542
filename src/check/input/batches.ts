import type { ArrayInfo, TensorFile, TensorValues } from '../../tensor/tensor-file';
import { TensorFileError } from '../../tensor/tensor-file';
import type { Layout } from './layout';

/** An array of an open tensor file. */
export interface ArraySource {
  readonly file: TensorFile;
  readonly array: ArrayInfo;
}

/** The arrays that are read together. */
export interface Sources {
  readonly logits: ArraySource;
  readonly targets: ArraySource;
  /** The optional arrays; see `optional-arrays.ts`. */
  readonly weight?: Column;
  readonly mask?: Column;
  readonly gradient?: Column;
  readonly loss?: Column;
}

/** An array with one value per row, or one per channel. */
export interface Column {
  readonly source: ArraySource;
  readonly perRow: number;
}

/** Consecutive rows, in the order (row, channel) for any order of the axes in the file. */
export interface Batch {
  readonly firstRow: number;
  readonly rows: number;
  /** Logits: rows · channels values. */
  readonly logits: TensorValues;
  /** Targets: rows · targetsPerRow values. */
  readonly targets: TensorValues;
  readonly weight?: BatchColumn;
  readonly mask?: BatchColumn;
  readonly gradient?: BatchColumn;
  readonly loss?: BatchColumn;
}

export interface BatchColumn {
  readonly values: TensorValues;
  readonly perRow: number;
}

/** Logits per batch, unless `LEAST_ROWS` rows have more. */
const BATCH_VALUES = 262_144;
/** Fewest rows per batch: merging a batch's sums, class by class, must take little time beside summing its rows. */
const LEAST_ROWS = 32;
/** So many values are in memory at once: with more channels than that gives `LEAST_ROWS`, batches have fewer rows. */
const MOST_VALUES = 2_097_152;
/** With more channels the data are summed in one part, for the sums of one take much memory. */
export const MOST_CHANNELS_IN_PARTS = MOST_VALUES / LEAST_ROWS;
/** Most values of one example (C · H · W) that are transposed in memory. */
const SLAB_VALUES = 8_388_608;

/** Reads all arrays together, in constant memory. */
export async function* batches(
  sources: Sources,
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  if (layout.rows === 0 || layout.channels === 0) {
    return;
  }
  const walk =
    layout.inner === 1 ? contiguous : layout.channels * layout.inner <= SLAB_VALUES ? slabs : scattered;
  for await (const { firstRow, rows, values } of walk(columnsOf(sources, layout), layout, signal)) {
    yield batchOf(sources, firstRow, rows, values);
  }
}

/** All arrays, in the order in which `batchOf` expects their values. */
export function columnsOf(
  { logits, targets, weight, mask, gradient, loss }: Sources,
  layout: Layout,
): Column[] {
  return [
    { source: logits, perRow: layout.channels },
    { source: targets, perRow: layout.targetsPerRow },
    ...[weight, mask, gradient, loss].filter((column) => column !== undefined),
  ];
}

/** Values per row of the optional columns that exist. */
export type ColumnSizes = {
  readonly [Role in 'weight' | 'mask' | 'gradient' | 'loss']?: Pick<Column, 'perRow'> | undefined;
};

/** @param values values of the arrays, in the order of `columnsOf` */
export function batchOf(
  { weight, mask, gradient, loss }: ColumnSizes,
  firstRow: number,
  rows: number,
  values: readonly TensorValues[],
): Batch {
  const [logits, targets, ...rest] = values;
  if (logits === undefined || targets === undefined) {
    throw new RangeError('Logits and targets are always walked.');
  }
  const take = (column: Pick<Column, 'perRow'> | undefined) => {
    const taken = column === undefined ? undefined : rest.shift();
    return column === undefined || taken === undefined ? undefined : { values: taken, perRow: column.perRow };
  };
  const columns = { weight: take(weight), mask: take(mask), gradient: take(gradient), loss: take(loss) };
  return {
    firstRow,
    rows,
    logits,
    targets,
    ...(columns.weight === undefined ? {} : { weight: columns.weight }),
    ...(columns.mask === undefined ? {} : { mask: columns.mask }),
    ...(columns.gradient === undefined ? {} : { gradient: columns.gradient }),
    ...(columns.loss === undefined ? {} : { loss: columns.loss }),
  };
}

/** The values of a batch, in the order in which `batchOf` takes them. */
export function valuesOf({ logits, targets, weight, mask, gradient, loss }: Batch): TensorValues[] {
  const optional = [weight, mask, gradient, loss].filter((column) => column !== undefined);
  return [logits, targets, ...optional.map(({ values }) => values)];
}

interface Walked {
  readonly firstRow: number;
  readonly rows: number;
  /** One entry per column. */
  readonly values: readonly TensorValues[];
}

/** Rows per batch if the class axis is the last one. */
export function rowsPerBatch({ channels }: Pick<Layout, 'channels'>): number {
  const least = Math.min(LEAST_ROWS, Math.max(1, Math.floor(MOST_VALUES / channels)));
  return Math.max(least, Math.floor(BATCH_VALUES / channels));
}

/** Batches for a class axis that is the last one: the file's order is the order of the rows. */
async function* contiguous(
  columns: readonly Column[],
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Walked> {
  const most = rowsPerBatch(layout);
  let firstRow = 0;
  for await (const values of together(
    columns.map(({ source, perRow }) => chunksOf(source, most * perRow, signal)),
  )) {
    const rows = (values[0]?.length ?? 0) / layout.channels;
    yield { firstRow, rows, values };
    firstRow += rows;
  }
}

/** Batches for a class axis before others: whole entries (C, H, W), several if they are small, are transposed to rows of C. */
async function* slabs(
  columns: readonly Column[],
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Walked> {
  const { inner } = layout;
  const entries = Math.max(1, Math.floor(rowsPerBatch(layout) / inner));
  const most = Math.min(entries * inner, rowsPerBatch(layout));
  let firstRow = 0;
  for await (const slab of together(
    columns.map(({ source, perRow }) => chunksOf(source, entries * perRow * inner, signal)),
  )) {
    const rowsOfSlab = (slab[0]?.length ?? 0) / layout.channels;
    for (let first = 0; first < rowsOfSlab; first += most) {
      const rows = Math.min(most, rowsOfSlab - first);
      const values = columns.map(({ perRow }, at) =>
        transposed(slab[at] ?? new Float64Array(), perRow, inner, first, rows),
      );
      yield { firstRow: firstRow + first, rows, values };
    }
    firstRow += rowsOfSlab;
  }
}

/** Like `slabs`, for entries too large to hold: the run of each channel is read separately. */
async function* scattered(
  columns: readonly Column[],
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Walked> {
  const { inner } = layout;
  const most = Math.min(inner, rowsPerBatch(layout));
  for (let outer = 0; outer < layout.rows / inner; outer++) {
    for (let first = 0; first < inner; first += most) {
      const rows = Math.min(most, inner - first);
      const values: TensorValues[] = [];
      for (const column of columns) {
        values.push(await readRuns(column, outer, inner, first, rows, signal));
      }
      yield { firstRow: outer * inner + first, rows, values };
    }
  }
}

/**
 * Reads rows of one outer entry, with one read per channel.
 * @param first index of the first row within the entry
 */
export async function readRuns(
  { source, perRow }: Column,
  outer: number,
  inner: number,
  first: number,
  rows: number,
  signal?: AbortSignal,
): Promise<TensorValues> {
  let target: TensorValues | undefined;
  const abort = signal === undefined ? {} : { signal };
  for (let channel = 0; channel < perRow; channel++) {
    const start = (outer * perRow + channel) * inner + first;
    for await (const chunk of source.file.chunks(source.array, { start, end: start + rows, ...abort })) {
      target ??= sameType(chunk.values, rows * perRow);
      const offset = chunk.start - start;
      for (let at = 0; at < chunk.values.length; at++) {
        target[(offset + at) * perRow + channel] = chunk.values[at] ?? Number.NaN;
      }
    }
  }
  return target ?? new Float64Array();
}

/** Allocates values of the same type: workers are told the type beforehand, so transposing keeps it. */
function sameType(values: TensorValues, length: number): TensorValues {
  const type = values.constructor as new (length: number) => TensorValues;
  return new type(length);
}

/** @param first index of the first row; the rows may be those of several outer entries */
function transposed(
  values: TensorValues,
  perRow: number,
  inner: number,
  first: number,
  rows: number,
): TensorValues {
  if (perRow === 1) {
    return values.subarray(first, first + rows);
  }
  const turned = sameType(values, rows * perRow);
  for (let row = 0; row < rows; ) {
    const within = (first + row) % inner;
    const count = Math.min(inner - within, rows - row);
    const entry = (first + row - within) * perRow;
    for (let channel = 0; channel < perRow; channel++) {
      const plane = entry + channel * inner + within;
      for (let at = 0; at < count; at++) {
        turned[(row + at) * perRow + channel] = values[plane + at] ?? Number.NaN;
      }
    }
    row += count;
  }
  return turned;
}

async function* chunksOf(
  { file, array }: ArraySource,
  chunkElements: number,
  signal?: AbortSignal,
): AsyncGenerator<TensorValues> {
  let read = 0;
  const abort = signal === undefined ? {} : { signal };
  for await (const { values } of file.chunks(array, { chunkElements, ...abort })) {
    read += values.length;
    yield values;
  }
  if (read !== array.elements) {
    throw new TensorFileError(
      file.name,
      { id: 'values-missing', facts: { expected: array.elements, found: read } },
      { array: array.name },
    );
  }
}

/** Iterates over all streams together. If the consumer stops early, all are closed. */
async function* together<Value>(streams: readonly AsyncGenerator<Value>[]): AsyncGenerator<Value[]> {
  try {
    while (true) {
      const next = await Promise.all(streams.map((stream) => stream.next()));
      const values = next.flatMap((one) => (one.done === true ? [] : [one.value]));
      if (values.length < streams.length) {
        return;
      }
      yield values;
    }
  } finally {
    await Promise.all(streams.map((stream) => stream.return(undefined)));
  }
}
