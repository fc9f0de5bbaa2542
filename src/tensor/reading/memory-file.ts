import type { RandomAccessFile } from './random-access-file';

/** A file whose bytes are already in memory. */
export function memoryFile(name: string, bytes: Uint8Array): RandomAccessFile {
  return {
    name,
    size: bytes.byteLength,
    async read(offset, target) {
      const part = bytes.subarray(offset, offset + target.byteLength);
      target.set(part);
      return part.byteLength;
    },
    async close() {
      // Nothing to free: the memory belongs to the caller.
    },
  };
}
