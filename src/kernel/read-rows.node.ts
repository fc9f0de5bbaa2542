import { closeSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';
import { describeFailure } from '../tensor/node-file';
import { TensorFileError } from '../tensor/tensor-file';
import type { FileRange } from './kernel-task';
import type { FileRanges } from './messages';
import type { OpenRows, ReadRows } from './worker-service';

const readBytes = promisify(read);

interface Rows {
  bytes(rows: number): Uint8Array;
}

/**
 * Opens the files of a check for reads of rows, straight into the kernel's memory.
 * @throws TensorFileError when one of them cannot be opened
 */
export function openRows({ logits, targets }: FileRanges): OpenRows {
  const logitRange = openRange(logits);
  const targetRange = openOrClose(targets, logitRange.descriptor);
  const read: ReadRows = async (slot, firstRow, rows) => {
    await Promise.all([
      logitRange.read(slot.logits, firstRow, rows),
      targetRange.read(slot.targets, firstRow, rows),
    ]);
  };
  return {
    read,
    close() {
      closeSync(logitRange.descriptor);
      closeSync(targetRange.descriptor);
    },
  };
}

/** Closes another file when this one cannot be opened. */
function openOrClose(range: FileRange, other: number) {
  try {
    return openRange(range);
  } catch (error) {
    closeSync(other);
    throw error;
  }
}

/** Positioned reads of the elements of one array. */
function openRange({ path, name, array, byteOffset }: FileRange) {
  const descriptor = open(path, name, array);
  return {
    descriptor,
    async read(data: Rows, firstRow: number, rows: number): Promise<void> {
      const length = data.bytes(rows).byteLength;
      const start = byteOffset + firstRow * (length / rows);
      let done = 0;
      while (done < length) {
        // Anew each time: growing the kernel's memory detaches what was taken of it before.
        const target = data.bytes(rows);
        const left = length - done;
        const { bytesRead } = await readBytes(descriptor, target, done, left, start + done);
        if (bytesRead === 0) {
          throw new TensorFileError(name, 'the file ends while it is read: it was cut off', {
            array,
            byteOffset: start + done,
          });
        }
        done += bytesRead;
      }
    },
  };
}

function open(path: string, name: string, array: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new TensorFileError(name, describeFailure(error), { array });
  }
}
