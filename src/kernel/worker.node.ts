// Entry of the kernel's worker in Node.
import { openSync, read } from 'node:fs';
import { promisify } from 'node:util';
import { parentPort } from 'node:worker_threads';
import { TensorFileError } from '../tensor/tensor-file';
import type { FileRange } from './kernel-task';
import type { ToWorker } from './messages';
import { type ReadRows, WorkerService } from './worker-service';

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker.');
const service = new WorkerService({ post: (message) => port.postMessage(message), openFiles });
port.on('message', (message: ToWorker) => service.receive(message));

function openFiles({ logits, targets }: { logits: FileRange; targets: FileRange }): ReadRows {
  const readLogits = openRange(logits);
  const readTargets = openRange(targets);
  return async (slot, firstRow, rows) => {
    await Promise.all([readLogits(slot.logits, firstRow, rows), readTargets(slot.targets, firstRow, rows)]);
  };
}

const readBytes = promisify(read);

interface Rows {
  bytes(rows: number): Uint8Array;
}

/** Positioned reads of the elements of one array, straight into the kernel's memory. */
function openRange({ path, name, array, byteOffset }: FileRange) {
  const descriptor = openSync(path, 'r');
  return async (data: Rows, firstRow: number, rows: number): Promise<void> => {
    const target = data.bytes(rows);
    const start = byteOffset + firstRow * (target.byteLength / rows);
    let done = 0;
    while (done < target.byteLength) {
      const { bytesRead } = await readBytes(descriptor, target, done, target.byteLength - done, start + done);
      if (bytesRead === 0) {
        throw new TensorFileError(name, 'the file ends while it is read: it was cut off', {
          array,
          byteOffset: start + done,
        });
      }
      done += bytesRead;
    }
  };
}
