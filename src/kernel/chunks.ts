import type { Batch } from '../check/input/batches';
import type { Layout } from '../check/input/layout';
import type { TensorValues } from '../tensor/tensor-file';
import { rowsPerChunk, rowsPerJob } from './jobs';

export interface Part extends Pick<Batch, 'firstRow' | 'rows'> {
  /** One entry per array of `kernelSources`. */
  readonly values: readonly TensorValues[];
  /** Rows of the chunk that come before. */
  readonly before: number;
}

/**
 * Cuts a batch at the ends of chunks, and those at the ends of jobs: rows are added in the same groups, and so to the
 * same sums, however the data were read.
 */
export function* partsOf(
  batch: Batch,
  { channels, targetsPerRow }: Pick<Layout, 'channels' | 'targetsPerRow'>,
): Generator<Part> {
  const columns = [
    { values: batch.logits, perRow: channels },
    { values: batch.targets, perRow: targetsPerRow },
    ...[batch.mask, batch.weight].filter((column) => column !== undefined),
  ];
  const inJob = rowsPerJob(channels);
  const inChunk = rowsPerChunk(channels);
  let from = 0;
  while (from < batch.rows) {
    const firstRow = batch.firstRow + from;
    const before = (firstRow % inJob) % inChunk;
    const rows = Math.min(batch.rows - from, inChunk - before, inJob - (firstRow % inJob));
    const [first, end] = [from, from + rows];
    const cut = columns.map(({ values, perRow }) => values.subarray(first * perRow, end * perRow));
    yield { before, firstRow, rows, values: cut };
    from = end;
  }
}

export function bytesOf({ buffer, byteOffset, byteLength }: TensorValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
