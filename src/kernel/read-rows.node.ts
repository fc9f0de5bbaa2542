import { closeSync, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { describeFailure } from '../tensor/node-file';
import { TensorFileError } from '../tensor/tensor-file';
import type { FileRange } from './file-range';
import type { SlotColumn } from './run';
import type { OpenRows, ReadRows } from './worker-service';

const readBytes = promisify(read);

/** So few bytes are read at once: on any disk they were read ahead with those before. */
const FEW_BYTES = 16_384;
/** From memory a byte takes a fifth of it, in milliseconds; what takes longer comes from a disk. */
const LONGEST = 1e-6;
/** Reads of which the mean is taken: one may be held up by something else. */
const MEAN_OF = 8;

/**
 * Opens the files of a check for reads of rows, straight into the kernel's memory.
 * @param now milliseconds since any fixed moment
 * @throws TensorFileError when one of them cannot be opened
 */
export function openRows(ranges: readonly FileRange[], now = () => performance.now()): OpenRows {
  const open: ReturnType<typeof openRange>[] = [];
  const close = () => {
    for (const { descriptor } of open) closeSync(descriptor);
  };
  try {
    for (const range of ranges) open.push(openRange(range, now));
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
function openRange({ path, name, array, byteOffset }: FileRange, now: () => number) {
  const descriptor = openFile(path, name, array);
  const readAt = readerOf(descriptor, now);
  return {
    descriptor,
    async read(data: SlotColumn, firstRow: number, rows: number): Promise<void> {
      const length = data.bytes(rows).byteLength;
      const start = byteOffset + firstRow * (length / rows);
      let done = 0;
      while (done < length) {
        const bytesRead = await readAt(() => data.bytes(rows), done, length - done, start + done);
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

/**
 * Reads at most `length` bytes to `offset` of the target, and returns how many there were. The target is taken when it is
 * needed: growing the kernel's memory detaches what was taken of it before.
 */
type ReadAt = (target: () => Uint8Array, offset: number, length: number, position: number) => Promise<number>;

/**
 * Reads in this thread, as long as the file is in the system's memory: it takes less time than to ask another thread for
 * it, and the bytes are in this processor's cache then. A disk is waited for by another thread.
 */
function readerOf(descriptor: number, now: () => number): ReadAt {
  let millisecondsPerByte = 0;
  return async (target, offset, length, position) => {
    if (length <= FEW_BYTES) return readSync(descriptor, target(), offset, length, position);
    if (millisecondsPerByte > LONGEST) {
      return (await readBytes(descriptor, target(), offset, length, position)).bytesRead;
    }
    // Messages and timers get their turn.
    await turn();
    const started = now();
    const bytesRead = readSync(descriptor, target(), offset, length, position);
    millisecondsPerByte += ((now() - started) / Math.max(1, bytesRead) - millisecondsPerByte) / MEAN_OF;
    return bytesRead;
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function openFile(path: string, name: string, array: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new TensorFileError(name, describeFailure(error), { array });
  }
}
