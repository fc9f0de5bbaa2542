import { TensorFileError } from '../tensor-file';
import type { RandomAccessFile } from './random-access-file';

/**
 * Reads the uncompressed bytes of one array. A compressed source keeps its place: rising offsets are quick, and a falling
 * offset makes it start over.
 */
export interface ByteReader {
  /** Fills the whole of `target` from `offset` (0 is the array's first byte) on. */
  read(offset: number, target: Uint8Array, signal?: AbortSignal): Promise<void>;
}

/** Opens readers of one array's bytes. */
export interface ByteSource {
  openReader(): ByteReader;
}

/** Bytes that are stored uncompressed in the file, from `begin` on. */
export function storedBytes(file: RandomAccessFile, array: string, begin: number): ByteSource {
  return {
    openReader: () => ({
      async read(offset, target, signal) {
        signal?.throwIfAborted();
        await readFully(file, begin + offset, target, array);
      },
    }),
  };
}

/**
 * Reads exactly `target.byteLength` bytes at `offset`.
 * @throws TensorFileError when the file ends too early.
 */
export async function readFully(
  file: RandomAccessFile,
  offset: number,
  target: Uint8Array,
  array?: string,
): Promise<void> {
  const read = await file.read(offset, target);
  if (read < target.byteLength) {
    throw new TensorFileError(
      file.name,
      `expected ${target.byteLength} bytes here, but the file ends after ${read} of them: it is truncated`,
      { ...(array === undefined ? {} : { array }), byteOffset: offset },
    );
  }
}
