import { closeSync, openSync } from 'node:fs';
import { describeFailure } from '../../tensor/reading/node-file';
import { readerHere } from '../../tensor/reading/read-here.node';
import { TensorFileError } from '../../tensor/tensor-file';
import type { BufferColumn } from '../run';
import type { OpenRows, ReadRows } from '../worker-service';
import type { FileRange } from './file-range';

/**
 * Opens the files of a check for reads of rows, straight into the kernel's memory.
 * @param now milliseconds since any fixed moment
 * @throws TensorFileError when one of them cannot be opened
 */
export function openRows(ranges: readonly FileRange[], now?: () => number): OpenRows {
  const open: ReturnType<typeof openRange>[] = [];
  const close = () => {
    for (const { descriptor } of open) {
      closeSync(descriptor);
    }
  };
  try {
    for (const range of ranges) {
      open.push(openRange(range, now));
    }
  } catch (error) {
    close();
    throw error;
  }
  const read: ReadRows = async (buffers, firstRow, rows) => {
    await Promise.all(buffers.columns.map((column, at) => open[at]?.read(column, firstRow, rows)));
  };
  return { read, close };
}

/** Positioned reads of the elements of one array. */
function openRange({ path, name, array, byteOffset }: FileRange, now?: () => number) {
  const descriptor = openFile(path, name, array);
  const readAt = readerHere(descriptor, now);
  return {
    descriptor,
    async read(data: BufferColumn, firstRow: number, rows: number): Promise<void> {
      const length = data.bytes(rows).byteLength;
      const start = byteOffset + firstRow * (length / rows);
      let done = 0;
      while (done < length) {
        const bytesRead = await readAt(() => data.bytes(rows), done, length - done, start + done);
        if (bytesRead === 0) {
          throw new TensorFileError(
            name,
            { id: 'ends-while-read', facts: {} },
            { array, byteOffset: start + done },
          );
        }
        done += bytesRead;
      }
    },
  };
}

function openFile(path: string, name: string, array: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new TensorFileError(name, describeFailure(error), { array });
  }
}
