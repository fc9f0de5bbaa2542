import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CheckProgress } from '../../../src/check/check';
import { ParameterError } from '../../../src/check/input/parameter-error';
import { MissingArraysError } from '../../../src/check/input/select-arrays';
import type { CheckInput } from '../../../src/services/check-input';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { CHECK, type FileContent } from '../../../src/workers/jobs';
import {
  READY_LIMIT,
  runInWorker,
  WorkerCrashedError,
  WorkerNotStartedError,
} from '../../../src/workers/run-job';
import { nodeWorkers } from '../../../src/workers/start-worker.node';
import { writeZeros } from '../tensor/zeros-file';
import { WorkerFiles } from './worker-files';

const CLEAN = '{"logits": [-2, 1.5, -1, 2.5], "targets": [0, 1, 0, 1]}';

let files: WorkerFiles;

beforeAll(async () => {
  files = await WorkerFiles.create();
  await files.write('clean.json', CLEAN);
  await files.write('logits.json', '{"logits": [-2, 1.5]}');
  await files.write('crash.js', CRASHING);
  await writeZeros(files.path('logits.npy'), '<f4', 1_000_000_000);
  await writeZeros(files.path('targets.npy'), '|u1', 1_000_000_000);
});
afterAll(() => files.remove());

/** Says that it is ready, and dies of its first message. */
const CRASHING = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', () => { throw new Error('out of order'); });
parentPort.postMessage({ type: 'ready' });`;

function onDisk(...names: string[]): FileContent[] {
  return names.map((name) => ({ uri: `file:///${name}`, name, content: { path: files.path(name) } }));
}

interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
  readonly script?: string;
}

function run(contents: FileContent[], parameters: CheckInput['parameters'] = {}, options: RunOptions = {}) {
  const { script = 'check-worker.js', signal = new AbortController().signal, onProgress = ignore } = options;
  const input = { files: contents.map(({ uri }) => uri), choices: {}, parameters };
  const contentOf = async (uri: string) => {
    const content = contents.find((one) => one.uri === uri);
    if (content === undefined) {
      throw new Error(`Nothing is known of ${uri}.`);
    }
    return content;
  };
  const workers = nodeWorkers(files.path(script));
  return runInWorker({ workers, contentOf }, CHECK, input, { signal, onProgress });
}

function ignore(): void {
  // Most tests are not about progress.
}

describe('a check in a worker', () => {
  it('reads a file of the disk by its path', async () => {
    const report = await run(onDisk('clean.json'));
    expect(report.counts).toMatchObject({ elements: 4, positives: 2 });
    expect(report.inputs.map(({ file }) => file)).toEqual(['clean.json', 'clean.json']);
  });

  it('transfers the bytes of a file without a copy', async () => {
    const bytes = Uint8Array.from(Buffer.from(CLEAN));
    const report = await run([{ uri: 'memory:/clean.json', name: 'clean.json', content: { bytes } }]);
    expect(report.counts.elements).toBe(4);
    expect(bytes.byteLength).toBe(0);
  });

  it('copies bytes that are part of a larger buffer', async () => {
    const bytes = Uint8Array.from(Buffer.from(`  ${CLEAN}`)).subarray(2);
    await run([{ uri: 'memory:/clean.json', name: 'clean.json', content: { bytes } }]);
    expect(bytes.byteLength).toBe(CLEAN.length);
  });

  it('fails with the errors of the check', async () => {
    await expect(run(onDisk('nowhere.npy'))).rejects.toThrow(TensorFileError);
    await expect(run(onDisk('nowhere.npy'))).rejects.toThrow('nowhere.npy: there is no such file');
    await expect(run(onDisk('logits.json'))).rejects.toThrow(MissingArraysError);
    await expect(run(onDisk('clean.json'), { gamma: -1 })).rejects.toThrow(ParameterError);
  });

  it('rejects with an error that says that the worker crashed', async () => {
    const crashed = run(onDisk('clean.json'), {}, { script: 'crash.js' });
    await expect(crashed).rejects.toThrow(WorkerCrashedError);
    await expect(crashed).rejects.toThrow('ended unexpectedly (out of order)');
  });

  it('rejects before any transfer if no worker starts', async () => {
    const bytes = Uint8Array.from(Buffer.from(CLEAN));
    const content = [{ uri: 'memory:/clean.json', name: 'clean.json', content: { bytes } }];
    await expect(run(content, {}, { script: 'nowhere.js' })).rejects.toThrow(WorkerNotStartedError);
    expect(bytes.byteLength).toBe(CLEAN.length);
  });

  it('rejects if the worker does not become ready in time', async () => {
    vi.useFakeTimers();
    let isEnded = false;
    const silent = {
      openFiles: true,
      start: async () => ({
        post: () => {
          throw new Error('Nothing is to be handed over.');
        },
        end: () => {
          isEnded = true;
        },
      }),
    };
    const contentOf = () => Promise.reject(new Error('Nothing is to be asked for.'));
    const input = { files: ['file:///clean.json'], choices: {}, parameters: {} };
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const checking = expect(
      runInWorker({ workers: silent, contentOf }, CHECK, input, options),
    ).rejects.toThrow(WorkerNotStartedError);
    await vi.advanceTimersByTimeAsync(READY_LIMIT);
    await checking;
    vi.useRealTimers();
    expect(isEnded).toBe(true);
  });

  it('ends the worker when it is cancelled', async () => {
    const started: Promise<Worker[]> = once(process, 'worker');
    const cancel = new AbortController();
    const told: CheckProgress[] = [];
    const onProgress = (progress: CheckProgress) => {
      told.push(progress);
      cancel.abort(new Error('enough'));
    };
    const running = run(onDisk('logits.npy', 'targets.npy'), {}, { signal: cancel.signal, onProgress });
    const [worker] = await started;
    const ended = worker === undefined ? undefined : once(worker, 'exit');
    await expect(running).rejects.toThrow('enough');
    await ended;
    expect(told).toHaveLength(1);
    expect(told[0]?.bytes).toBeLessThan(told[0]?.totalBytes ?? 0);
  });

  it('does not start when it was cancelled before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(run(onDisk('clean.json'), {}, { signal })).rejects.toThrow('too late');
  });
});
