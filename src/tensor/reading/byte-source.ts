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

/** A run of an array's bytes in the file. */
export interface FilePiece {
  readonly begin: number;
  readonly byteLength: number;
}

/** Bytes that lie in the file in pieces, one piece after the other. */
export function joinedBytes(file: RandomAccessFile, array: string, pieces: readonly FilePiece[]): ByteSource {
  let length = 0;
  const placed = pieces.map((piece) => {
    const offset = length;
    length += piece.byteLength;
    return { ...piece, offset, end: length };
  });
  return {
    openReader: () => ({
      async read(offset, target, signal) {
        let done = 0;
        let at = pieceAt(placed, offset);
        while (done < target.byteLength) {
          signal?.throwIfAborted();
          const piece = placed[at];
          if (piece === undefined) {
            throw new RangeError(`bytes past the ${length} of "${array}" were asked for`);
          }
          const within = offset + done - piece.offset;
          const part = target.subarray(done, done + piece.byteLength - within);
          await readFully(file, piece.begin + within, part, array);
          done += part.byteLength;
          at += 1;
        }
      },
    }),
  };
}

/** The first piece that ends behind `offset`, by halving. */
function pieceAt(pieces: readonly { readonly end: number }[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.end ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
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
      { id: 'truncated', facts: { expected: target.byteLength, found: read } },
      { ...(array === undefined ? {} : { array }), byteOffset: offset },
    );
  }
}
