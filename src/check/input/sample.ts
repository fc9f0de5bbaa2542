import type { TensorValues } from '../../tensor/tensor-file';
import { type Batch, batches, batchOf, type Column, columnsOf, readRuns, type Sources } from './batches';
import type { Layout } from './layout';

/** Most logits that are read a second time, which takes a fraction of a second. */
const MOST_VALUES = 1_000_000;
/** Number of logits in a sample of more: a softmax looks at each at about ten temperatures. */
const SAMPLE_VALUES = 262_144;
/** Runs of consecutive rows, evenly spread over the data. Their differences say how far a sample is to be trusted. */
const RUNS = 32;
const LEAST_RUNS = 2;
/** Most reads of a sample. Each channel of a run is a read of its own where the class axis is not the last one. */
const MOST_READS = 4096;

/** True if only some of the logits are read a second time. */
export function isSampled({ rows, channels }: Pick<Layout, 'rows' | 'channels'>): boolean {
  return rows * channels > MOST_VALUES;
}

/**
 * Runs of consecutive rows: of all rows where they have up to a million logits, else of rows from all over the data with as
 * many as a sample has. Gradients and losses are not among their columns.
 * @param mostValues logits of a smaller sample, which is also of all rows only if they have no more
 */
export function sampleOf(
  { gradient: _gradient, loss: _loss, ...sources }: Sources,
  layout: Layout,
  signal?: AbortSignal,
  mostValues?: number,
): AsyncGenerator<Batch> {
  const { rows, channels, inner } = layout;
  const most = Math.max(LEAST_RUNS, Math.floor((mostValues ?? SAMPLE_VALUES) / Math.max(1, channels)));
  if ((mostValues === undefined && !isSampled(layout)) || rows <= most) {
    return batches(sources, layout, signal);
  }
  const columns = columnsOf(sources, layout);
  if (columns.some(({ source: { file, array } }) => file.placement(array)?.fortranOrder !== false)) {
    return beginnings(sources, layout, most / rows, signal);
  }
  const reads = inner === 1 ? RUNS : Math.floor(MOST_READS / channels);
  const count = Math.max(LEAST_RUNS, Math.min(RUNS, reads, most));
  const inRun = Math.min(Math.floor(most / count), inner === 1 ? rows : inner);
  return spreadRuns(sources, layout, count, inRun, signal);
}

async function* spreadRuns(
  sources: Sources,
  layout: Layout,
  count: number,
  rows: number,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const { inner } = layout;
  for (let run = 0; run < count; run++) {
    const near = Math.floor((run * (layout.rows - rows)) / (count - 1));
    // A run ends where its image does.
    const firstRow = inner === 1 ? near : near - Math.max(0, (near % inner) + rows - inner);
    const read = (column: Column) =>
      inner === 1
        ? rowsOf(column, firstRow, rows, signal)
        : readRuns(column, Math.floor(firstRow / inner), inner, firstRow % inner, rows, signal);
    yield batchOf(sources, firstRow, rows, await Promise.all(columnsOf(sources, layout).map(read)));
  }
}

async function rowsOf(
  { source: { file, array }, perRow }: Column,
  firstRow: number,
  rows: number,
  signal?: AbortSignal,
): Promise<TensorValues> {
  const [start, end] = [firstRow * perRow, (firstRow + rows) * perRow];
  const options = { start, end, chunkElements: end - start, ...(signal === undefined ? {} : { signal }) };
  for await (const { values } of file.chunks(array, options)) {
    return values;
  }
  return new Float64Array();
}

/** The first rows of each batch, for files that can only be read from their beginning. */
async function* beginnings(
  sources: Sources,
  layout: Layout,
  share: number,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const columns = columnsOf(sources, layout);
  for await (const { firstRow, rows, logits, targets, weight, mask } of batches(sources, layout, signal)) {
    const kept = Math.max(1, Math.floor(share * rows));
    const optional = [weight, mask].flatMap((column) => (column === undefined ? [] : [column.values]));
    const values = [logits, targets, ...optional].map((all, at) =>
      all.subarray(0, kept * (columns[at]?.perRow ?? 0)),
    );
    yield batchOf(sources, firstRow, kept, values);
  }
}
