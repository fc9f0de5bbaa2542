import { Worker } from 'node:worker_threads';
import type { CheckWorkers } from './check-in-worker';

/**
 * Workers of Node. They open files of the disk themselves.
 * @param script path of the bundle of check-worker.node.ts
 */
export function nodeCheckWorkers(script: string): CheckWorkers {
  return {
    openFiles: true,
    async start({ message, failure }) {
      const worker = new Worker(script);
      worker.on('message', message);
      worker.on('messageerror', (error) => failure(error.message));
      worker.on('error', (error) => failure(error.message));
      worker.on('exit', (code) => failure(`the worker exited with code ${code}`));
      return {
        post: (request, transfer) => worker.postMessage(request, transfer),
        end: () => void worker.terminate(),
      };
    },
  };
}
