import { type Batch, valuesOf } from '../check/input/batches';
import type { Layout } from '../check/input/layout';
import type { TensorValues } from '../tensor/tensor-file';
import { rowsPerChunk, rowsPerJob } from './jobs';

export interface Part extends Pick<Batch, 'firstRow' | 'rows'> {
  /** One entry per array of `columnsOf`. */
  readonly values: readonly TensorValues[];
  /** Rows of the chunk that come before. */
  readonly before: number;
}

/**
 * Cuts a batch at the ends of chunks, and those at the ends of jobs: rows are added in the same groups, and so to the
 * same sums, however the data were read.
 */
export function* partsOf(batch: Batch, { channels }: Pick<Layout, 'channels'>): Generator<Part> {
  const columns = valuesOf(batch);
  const inJob = rowsPerJob(channels);
  const inChunk = rowsPerChunk(channels);
  let from = 0;
  while (from < batch.rows) {
    const firstRow = batch.firstRow + from;
    const before = (firstRow % inJob) % inChunk;
    const rows = Math.min(batch.rows - from, inChunk - before, inJob - (firstRow % inJob));
    const first = from;
    const values = columns.map((column) => {
      const perRow = column.length / batch.rows;
      return column.subarray(first * perRow, (first + rows) * perRow);
    });
    yield { before, firstRow, rows, values };
    from += rows;
  }
}

export function bytesOf({ buffer, byteOffset, byteLength }: TensorValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
