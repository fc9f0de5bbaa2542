import { TensorFileError } from '../tensor-file';
import type { RandomAccessFile } from './random-access-file';

/** A file of a browser, as an input element or a drop gives it. */
export function blobFile(name: string, blob: Blob): RandomAccessFile {
  return {
    name,
    size: blob.size,
    async read(offset, target) {
      try {
        const part = new Uint8Array(await blob.slice(offset, offset + target.byteLength).arrayBuffer());
        target.set(part);
        return part.byteLength;
      } catch (error) {
        // Browsers refuse to read a file that changed after it was chosen.
        const reason = error instanceof Error ? error.message : null;
        throw new TensorFileError(
          name,
          { id: 'changed-or-went-away', facts: { reason } },
          {
            byteOffset: offset,
          },
        );
      }
    },
    async close() {
      // A blob needs no closing.
    },
  };
}
