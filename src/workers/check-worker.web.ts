// Entry of the check's worker in a browser.
import { KernelEngine } from '../kernel/kernel-engine';
import { memoryFile } from '../tensor/reading/memory-file';
import { JobService } from './job-service';

/** The used part of a web worker's global scope; declared here because the extension is typed for Node. */
declare const self: {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
};

const service = new JobService({
  engine: new KernelEngine(),
  post: (message) => self.postMessage(message),
  open: async ({ name, content }) => {
    if ('bytes' in content) {
      return memoryFile(name, content.bytes);
    }
    throw new RangeError(`The path of ${name} was handed to a browser, which opens no files.`);
  },
});
self.onmessage = ({ data }) => service.receive(data);
