import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { ProblemError } from '../messages/problem-error';
import { openRows } from './inputs/read-rows.node';
import type { FromWorker } from './messages';
import type { KernelWorkers } from './worker-pool';
import { WorkerService } from './worker-service';

/** Workers keep little on the heap; a small young generation keeps memory flat. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };

/**
 * Workers of Node: as many as there are processors. One of them is the calling thread.
 * @param folder folder with the bundle of worker.node.ts
 * @param threads Node's module `worker_threads`, passed in so that it is loaded only when needed
 */
export function nodeWorkers(folder: string, threads: { readonly Worker: typeof Worker }): KernelWorkers {
  return {
    count: availableParallelism(),
    opensFiles: true,
    start({ message, failure }) {
      const worker = new threads.Worker(join(folder, 'kernel-worker.js'), {
        resourceLimits: RESOURCE_LIMITS,
      });
      worker.on('message', (received: FromWorker) => message(received));
      worker.on('error', ({ message: reason }) =>
        failure(new ProblemError({ id: 'worker-crashed', facts: { end: { kind: 'error', reason } } })),
      );
      return {
        post: (sent, transfer = []) => worker.postMessage(sent, transfer),
        end: () => void worker.terminate(),
      };
    },
    startHere({ message }) {
      const service = new WorkerService({ post: message, openRows });
      return { post: (sent) => service.receive(sent), end: () => service.end() };
    },
  };
}
