// Entry of the worker that runs losses of the code, in Node and in a browser.
import { CodeService } from './code-service';

/** The used part of a web worker's global scope; declared here because the extension is typed for Node. */
declare const self:
  | {
      postMessage(message: unknown): void;
      onmessage: ((event: { readonly data: unknown }) => void) | null;
    }
  | undefined;

if (typeof self === 'undefined') {
  // An import would not load in a browser.
  const port = process.getBuiltinModule('node:worker_threads').parentPort;
  if (port === null) {
    throw new Error('This file is started as a worker.');
  }
  const service = new CodeService((message) => port.postMessage(message));
  port.on('message', (message: unknown) => service.receive(message));
} else {
  const scope = self;
  const service = new CodeService((message) => scope.postMessage(message));
  scope.onmessage = ({ data }) => service.receive(data);
}
