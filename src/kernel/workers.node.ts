import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from './messages';
import type { KernelWorkers } from './worker-pool';

/** A worker's heap holds little but what it found; small generations keep it from growing for nothing. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };

/**
 * Workers of Node.
 * @param folder where the bundle of worker.node.ts lies
 */
export function nodeWorkers(folder: string): KernelWorkers {
  return {
    count: availableParallelism(),
    opensFiles: true,
    start({ message, failure }) {
      const worker = new Worker(join(folder, 'kernel-worker.js'), { resourceLimits: RESOURCE_LIMITS });
      worker.on('message', (received: FromWorker) => message(received));
      worker.on('error', failure);
      return {
        post: (sent, transfer = []) => worker.postMessage(sent, transfer),
        end: () => void worker.terminate(),
      };
    },
  };
}
