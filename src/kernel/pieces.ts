import type { Batch } from '../check/batches';
import type { TensorValues } from '../tensor/tensor-file';
import { rowsPerJob } from './jobs';

/** Values that are added at a time: they and their targets fit into the processor's second cache. */
export const PIECE_VALUES = 131_072;

/** Rows that are added at a time. */
export function rowsPerPiece(channels: number): number {
  return Math.max(1, Math.floor(PIECE_VALUES / channels));
}

export type Piece = Pick<Batch, 'firstRow' | 'rows' | 'logits' | 'targets'>;

/** Cuts a batch into parts that fit into a slot and do not cross from one job into the next. */
export function* piecesOf(batch: Batch, channels: number): Generator<Piece> {
  const inJob = rowsPerJob(channels);
  const most = rowsPerPiece(channels);
  let from = 0;
  while (from < batch.rows) {
    const firstRow = batch.firstRow + from;
    const rows = Math.min(batch.rows - from, most, inJob - (firstRow % inJob));
    yield {
      firstRow,
      rows,
      logits: batch.logits.subarray(from * channels, (from + rows) * channels),
      targets: batch.targets.subarray(from, from + rows),
    };
    from += rows;
  }
}

export function bytesOf({ buffer, byteOffset, byteLength }: TensorValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Writes values, which transposing may have widened, as float32. */
export function copyFloats(values: TensorValues, { buffer, byteOffset, byteLength }: Uint8Array): void {
  new Float32Array(buffer, byteOffset, byteLength / 4).set(values);
}
