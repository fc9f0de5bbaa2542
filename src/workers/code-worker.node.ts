// Entry of the worker that runs losses of the code, in Node.
import { parentPort } from 'node:worker_threads';
import { CodeService } from './code-service';

const port = parentPort;
if (port === null) {
  throw new Error('This file is started as a worker.');
}

const service = new CodeService((message) => port.postMessage(message));
port.on('message', (message: unknown) => service.receive(message));
