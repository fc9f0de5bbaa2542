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
      worker.on('messageerror', (error) => failure(error.message));
      worker.on('error', (error) => failure(error.message));
      worker.on('exit', (code) => failure(`the worker exited with code ${code}`));
      return {
        post: (sent, transfer) => worker.postMessage(sent, transfer),
        end: () => void worker.terminate(),
      };
    },
  };
}
