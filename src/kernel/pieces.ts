import type { Batch } from '../check/batches';
import type { Layout } from '../check/layout';
import type { TensorValues } from '../tensor/tensor-file';
import { rowsPerJob } from './jobs';

/** Values that are added at a time: they and their targets fit into the processor's second cache. */
export const PIECE_VALUES = 131_072;

/** Rows that are added at a time. */
export function rowsPerPiece(channels: number): number {
  return Math.max(1, Math.floor(PIECE_VALUES / channels));
}

export interface Part extends Pick<Batch, 'firstRow' | 'rows' | 'logits' | 'targets'> {
  /** Rows of the piece that come before. */
  readonly before: number;
}

/**
 * Cuts a batch at the ends of pieces, and those at the ends of jobs: rows are added in the same groups, and so to the
 * same sums, however the data were read.
 */
export function* partsOf(
  batch: Batch,
  { channels, targetsPerRow }: Pick<Layout, 'channels' | 'targetsPerRow'>,
): Generator<Part> {
  const inJob = rowsPerJob(channels);
  const inPiece = rowsPerPiece(channels);
  let from = 0;
  while (from < batch.rows) {
    const firstRow = batch.firstRow + from;
    const before = (firstRow % inJob) % inPiece;
    const rows = Math.min(batch.rows - from, inPiece - before, inJob - (firstRow % inJob));
    yield {
      before,
      firstRow,
      rows,
      logits: batch.logits.subarray(from * channels, (from + rows) * channels),
      targets: batch.targets.subarray(from * targetsPerRow, (from + rows) * targetsPerRow),
    };
    from += rows;
  }
}

export function bytesOf({ buffer, byteOffset, byteLength }: TensorValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
