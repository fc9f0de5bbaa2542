// Entry of the worker that runs losses of the code, in a browser.
import { CodeService } from './code-service';

/** The used part of a web worker's global scope; declared here because the extension is typed for Node. */
declare const self: {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
};

const service = new CodeService((message) => self.postMessage(message));
self.onmessage = ({ data }) => service.receive(data);
