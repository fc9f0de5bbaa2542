import type { ArrayInfo, TensorChunk, TensorFile, TensorValues } from '../tensor/tensor-file';
import { TensorFileError } from '../tensor/tensor-file';
import type { Layout } from './layout';

/** An array of an open tensor file. */
export interface ArraySource {
  readonly file: TensorFile;
  readonly array: ArrayInfo;
}

/** Consecutive rows, in row-major order (row, channel) whatever the order of the axes in the file. */
export interface Batch {
  readonly firstRow: number;
  readonly rows: number;
  /** rows · channels values. */
  readonly logits: TensorValues;
  /** rows · targetsPerRow values. */
  readonly targets: TensorValues;
}

/** Values in a batch, unless a single row is longer. */
const BATCH_VALUES = 262_144;
/** Values of one example (C · H · W) that are held to be turned around in memory. */
const SLAB_VALUES = 8_388_608;

/** Walks logits and targets together, in constant memory. */
export async function* batches(
  logits: ArraySource,
  targets: ArraySource,
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  if (layout.rows === 0 || layout.channels === 0) return;
  if (layout.inner === 1) yield* contiguousBatches(logits, targets, layout, signal);
  else if (layout.channels * layout.inner <= SLAB_VALUES) yield* slabBatches(logits, targets, layout, signal);
  else yield* scatteredBatches(logits, targets, layout, signal);
}

function rowsPerBatch(layout: Layout): number {
  return Math.max(1, Math.floor(BATCH_VALUES / layout.channels));
}

/** Class axis last: the file's order is the rows' order. */
async function* contiguousBatches(
  logits: ArraySource,
  targets: ArraySource,
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const rows = rowsPerBatch(layout);
  let firstRow = 0;
  for await (const [values, labels] of together(
    chunksOf(logits, rows * layout.channels, signal),
    chunksOf(targets, rows * layout.targetsPerRow, signal),
  )) {
    const batchRows = values.length / layout.channels;
    yield { firstRow, rows: batchRows, logits: values, targets: labels };
    firstRow += batchRows;
  }
}

/** Class axis before others: one outer entry (C, H, W) is read whole and turned to rows of C. */
async function* slabBatches(
  logits: ArraySource,
  targets: ArraySource,
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const { channels, inner, targetsPerRow } = layout;
  let firstRow = 0;
  for await (const [values, labels] of together(
    chunksOf(logits, channels * inner, signal),
    chunksOf(targets, targetsPerRow * inner, signal),
  )) {
    const rowsAtOnce = Math.min(inner, rowsPerBatch(layout));
    for (let first = 0; first < inner; first += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, inner - first);
      yield {
        firstRow: firstRow + first,
        rows,
        logits: transposed(values, channels, inner, first, rows),
        targets: transposed(labels, targetsPerRow, inner, first, rows),
      };
    }
    firstRow += inner;
  }
}

/** As `slabBatches`, for an outer entry too large to hold: each channel's run is read by itself. */
async function* scatteredBatches(
  logits: ArraySource,
  targets: ArraySource,
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const { channels, inner, targetsPerRow } = layout;
  for (let outer = 0; outer < layout.rows / inner; outer++) {
    const rowsAtOnce = Math.min(inner, rowsPerBatch(layout));
    for (let first = 0; first < inner; first += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, inner - first);
      const values = await readRuns(logits, channels, outer * channels, inner, first, rows, signal);
      const labels = await readRuns(
        targets,
        targetsPerRow,
        outer * targetsPerRow,
        inner,
        first,
        rows,
        signal,
      );
      yield { firstRow: outer * inner + first, rows, logits: values, targets: labels };
    }
  }
}

async function readRuns(
  source: ArraySource,
  channels: number,
  firstPlane: number,
  inner: number,
  first: number,
  rows: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const target = new Float64Array(rows * channels);
  for (let channel = 0; channel < channels; channel++) {
    const start = (firstPlane + channel) * inner + first;
    const options = signal === undefined ? {} : { signal };
    for await (const chunk of source.file.chunks(source.array, { start, end: start + rows, ...options })) {
      const offset = chunk.start - start;
      for (let at = 0; at < chunk.values.length; at++) {
        target[(offset + at) * channels + channel] = chunk.values[at] ?? Number.NaN;
      }
    }
  }
  return target;
}

function transposed(
  values: TensorValues,
  channels: number,
  inner: number,
  first: number,
  rows: number,
): TensorValues {
  if (channels === 1) return values.subarray(first, first + rows);
  const turned = new Float64Array(rows * channels);
  for (let channel = 0; channel < channels; channel++) {
    const plane = channel * inner + first;
    for (let row = 0; row < rows; row++) turned[row * channels + channel] = values[plane + row] ?? Number.NaN;
  }
  return turned;
}

async function* chunksOf(
  { file, array }: ArraySource,
  chunkElements: number,
  signal?: AbortSignal,
): AsyncGenerator<TensorValues> {
  let read = 0;
  const chunks: AsyncIterable<TensorChunk> = file.chunks(array, {
    chunkElements,
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const { values } of chunks) {
    read += values.length;
    yield values;
  }
  if (read !== array.elements) {
    throw new TensorFileError(
      file.name,
      `expected ${array.elements} values, found ${read}: the file was cut off or changed while it was read.`,
      { array: array.name },
    );
  }
}

/** Both streams side by side; when the consumer stops early both are closed. */
async function* together<A, B>(first: AsyncGenerator<A>, second: AsyncGenerator<B>): AsyncGenerator<[A, B]> {
  try {
    while (true) {
      const [a, b] = await Promise.all([first.next(), second.next()]);
      if (a.done === true || b.done === true) return;
      yield [a.value, b.value];
    }
  } finally {
    await Promise.all([first.return(undefined), second.return(undefined)]);
  }
}
