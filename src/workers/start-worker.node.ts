import { Worker } from 'node:worker_threads';
import type { Workers } from './start-worker';

/**
 * Workers of Node. They open files of the disk themselves.
 * @param script path of the bundle that they run
 */
export function nodeWorkers(script: string): Workers {
  return {
    openFiles: true,
    async start({ message, failure }) {
      const worker = new Worker(script);
      worker.on('message', message);
      worker.on('messageerror', () => failure({ kind: 'unreadable-message' }));
      worker.on('error', ({ message: reason }) => failure({ kind: 'error', reason }));
      worker.on('exit', (code) => failure({ kind: 'exited', code }));
      return {
        post: (sent, transfer) => worker.postMessage(sent, transfer),
        end: () => void worker.terminate(),
      };
    },
  };
}
