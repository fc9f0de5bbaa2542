import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { type FileContent, SUMMARISE } from '../../../src/workers/jobs';
import { runInWorker, WorkerNotStartedError } from '../../../src/workers/run-job';
import { nodeWorkers } from '../../../src/workers/start-worker.node';
import { writeZeros } from '../tensor/zeros-file';
import { WorkerFiles } from './worker-files';

let files: WorkerFiles;

beforeAll(async () => {
  files = await WorkerFiles.create();
  await files.write('scores.json', '{"scores": [1, 2, 3, 6, NaN, Infinity, 0], "labels": [1]}');
  await writeZeros(files.path('logits.npy'), '<f4', 1_000_000_000);
});
afterAll(() => files.remove());

interface RunOptions {
  readonly array?: string;
  readonly script?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (elements: number) => void;
}

function run(name: string, options: RunOptions = {}) {
  const {
    array = 'scores',
    script = 'check-worker.js',
    signal = new AbortController().signal,
    onProgress = () => undefined,
  } = options;
  const file: FileContent = { uri: `file:///${name}`, name, content: { path: files.path(name) } };
  const workers = nodeWorkers(files.path(script));
  return runInWorker(
    { workers, contentOf: async () => file },
    SUMMARISE,
    { file: file.uri, array },
    { signal, onProgress: ({ elements }) => onProgress(elements) },
  );
}

describe('statistics in a worker', () => {
  it('summarise the named array', async () => {
    expect(await run('scores.json')).toMatchObject({
      elements: 7,
      nan: 1,
      positiveInfinity: 1,
      zeros: 1,
      minimum: 0,
      maximum: 6,
      mean: 2.4,
    });
  });

  it('fail with the errors of reading', async () => {
    await expect(run('nowhere.npy')).rejects.toThrow(TensorFileError);
    await expect(run('scores.json', { array: 'logits' })).rejects.toThrow(
      'scores.json, array "logits": there is no such array any more',
    );
  });

  it('reject if no worker starts', async () => {
    await expect(run('scores.json', { script: 'nowhere.js' })).rejects.toThrow(WorkerNotStartedError);
  });

  it('end their worker when cancelled', async () => {
    const started: Promise<Worker[]> = once(process, 'worker');
    const cancel = new AbortController();
    const told: number[] = [];
    const running = run('logits.npy', {
      array: 'logits',
      signal: cancel.signal,
      onProgress: (elements) => {
        told.push(elements);
        if (elements > 0) {
          cancel.abort(new Error('enough'));
        }
      },
    });
    const [worker] = await started;
    const ended = worker === undefined ? undefined : once(worker, 'exit');
    await expect(running).rejects.toThrow('enough');
    await ended;
    expect(told.at(-1)).toBeLessThan(1_000_000_000);
  });
});
