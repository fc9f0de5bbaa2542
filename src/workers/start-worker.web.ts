import type { Workers } from './start-worker';

/** The used part of a browser's worker; declared here because the extension is typed for Node. */
declare class Worker {
  constructor(address: string);
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onmessageerror: (() => void) | null;
  /** The event has no message when the script was not loaded. */
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  terminate(): void;
}

/**
 * Workers of the browser. They receive the bytes of files.
 * @param script reads the bundle that they run
 */
export function webWorkers(script: () => Promise<Uint8Array>): Workers {
  return {
    openFiles: false,
    async start({ message, failure }) {
      // A worker's script must have the page's own origin, and the extension has another.
      const blob = new Blob([await script()], { type: 'text/javascript' });
      const address = URL.createObjectURL(blob);
      const worker = new Worker(address);
      worker.onmessage = ({ data }) => message(data);
      worker.onmessageerror = () => failure({ kind: 'unreadable-message' });
      worker.onerror = ({ message: reason }) =>
        failure(reason === undefined ? { kind: 'no-script' } : { kind: 'error', reason });
      return {
        post: (sent, transfer) => worker.postMessage(sent, transfer),
        end: () => {
          worker.terminate();
          URL.revokeObjectURL(address);
        },
      };
    },
  };
}
