import type { Problem } from '../../../messages/problem';
import { readFully } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError } from '../../tensor-file';
import { crc32 } from './crc32';
import type { ZipEntryData } from './zip-directory';

/** Bytes that are read at a time. */
const PIECE = 1_048_576;

/**
 * The check of the CRC of an entry that is stored uncompressed, whose data is read here and there and not always by
 * this thread: the check reads the entry once more by itself, the first time that it is asked for.
 */
export function verifierOf(
  file: RandomAccessFile,
  entry: ZipEntryData,
): (signal?: AbortSignal) => Promise<void> {
  let isVerified = false;
  return async (signal) => {
    if (!isVerified) {
      await verify(file, entry, signal);
      isVerified = true;
    }
  };
}

/** @throws TensorFileError when the CRC differs from that in the zip directory */
async function verify(
  file: RandomAccessFile,
  { name, dataOffset, uncompressedSize, crc32: expected }: ZipEntryData,
  signal?: AbortSignal,
): Promise<void> {
  const buffer = new Uint8Array(Math.min(PIECE, uncompressedSize));
  let crc = 0;
  for (let at = 0; at < uncompressedSize; at += PIECE) {
    signal?.throwIfAborted();
    const piece = buffer.subarray(0, Math.min(PIECE, uncompressedSize - at));
    await readFully(file, dataOffset + at, piece, name);
    crc = crc32(piece, crc);
  }
  if (crc !== expected) {
    throw new TensorFileError(file.name, crcProblem(expected, crc), { array: name, byteOffset: dataOffset });
  }
}

/** Says that the bytes of an entry have another CRC than the zip directory states. */
export function crcProblem(expected: number, found: number): Problem {
  const hexadecimal = (value: number) => value.toString(16).padStart(8, '0');
  return {
    id: 'crc-mismatch',
    facts: { expected: hexadecimal(expected), found: hexadecimal(found) },
  };
}
