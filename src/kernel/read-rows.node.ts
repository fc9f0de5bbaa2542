import { closeSync, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { describeFailure } from '../tensor/node-file';
import { TensorFileError } from '../tensor/tensor-file';
import type { FileRange } from './file-range';
import type { SlotColumn } from './run';
import type { OpenRows, ReadRows } from './worker-service';

const readBytes = promisify(read);

/** So few bytes take less time than asking another thread for them, and on any disk were read ahead with those before. */
const FEW_BYTES = 16_384;

/**
 * Opens the files of a check for reads of rows, straight into the kernel's memory.
 * @throws TensorFileError when one of them cannot be opened
 */
export function openRows(ranges: readonly FileRange[]): OpenRows {
  const open: ReturnType<typeof openRange>[] = [];
  const close = () => {
    for (const { descriptor } of open) closeSync(descriptor);
  };
  try {
    for (const range of ranges) open.push(openRange(range));
  } catch (error) {
    close();
    throw error;
  }
  const read: ReadRows = async (slot, firstRow, rows) => {
    await Promise.all(slot.columns.map((column, at) => open[at]?.read(column, firstRow, rows)));
  };
  return { read, close };
}

/** Positioned reads of the elements of one array. */
function openRange({ path, name, array, byteOffset }: FileRange) {
  const descriptor = openFile(path, name, array);
  return {
    descriptor,
    async read(data: SlotColumn, firstRow: number, rows: number): Promise<void> {
      const length = data.bytes(rows).byteLength;
      const start = byteOffset + firstRow * (length / rows);
      let done = 0;
      while (done < length) {
        // Anew each time: growing the kernel's memory detaches what was taken of it before.
        const target = data.bytes(rows);
        const left = length - done;
        const bytesRead = await readAt(descriptor, target, done, left, start + done);
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

/** At most `length` bytes, to `offset` of the target; returns how many there were. */
async function readAt(
  descriptor: number,
  target: Uint8Array,
  offset: number,
  length: number,
  position: number,
): Promise<number> {
  if (length <= FEW_BYTES) return readSync(descriptor, target, offset, length, position);
  return (await readBytes(descriptor, target, offset, length, position)).bytesRead;
}

function openFile(path: string, name: string, array: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new TensorFileError(name, describeFailure(error), { array });
  }
}
