// Entry of the check's worker in Node.
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import { memoryFile } from '../tensor/reading/memory-file';
import { openNodeFile } from '../tensor/reading/node-file';
import { nativeTensorFlow } from '../tensorflow/native.node';
import { JobService } from './job-service';

const port = threads.parentPort;
if (port === null) {
  throw new Error('This file is started as a worker.');
}

const service = new JobService({
  engine: new KernelEngine({ workers: nodeWorkers(__dirname, threads) }),
  native: nativeTensorFlow(join(__dirname, 'tensorflow-process.js')),
  post: (message) => port.postMessage(message),
  open: async ({ name, content }) =>
    'path' in content ? openNodeFile(content.path, name, 'here') : memoryFile(name, content.bytes),
});
port.on('message', (message: unknown) => service.receive(message));
