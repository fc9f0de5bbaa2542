// Entry of the kernel's worker in Node.
import { parentPort } from 'node:worker_threads';
import { openRows } from './inputs/read-rows.node';
import type { ToWorker } from './messages';
import { WorkerService } from './worker-service';

const port = parentPort;
if (port === null) {
  throw new Error('This file is started as a worker.');
}
const service = new WorkerService({ post: (message) => port.postMessage(message), openRows });
port.on('message', (message: ToWorker) => service.receive(message));
