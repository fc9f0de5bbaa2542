import { expect, it } from 'vitest';
import { rowsPerChunk } from '../../../src/kernel/jobs';
import bytes from '../../../src/kernel/kernel.wasm';
import type { FromWorker } from '../../../src/kernel/messages';
import { WorkerService } from '../../../src/kernel/worker-service';
import { elementType } from '../../../src/tensor/element-type';
import { TensorFileError } from '../../../src/tensor/tensor-file';

const task = {
  channels: 1,
  targetsPerRow: 1,
  gamma: 2,
  input: 'logits',
  logits: elementType('float32'),
  targets: elementType('uint8'),
  weights: [{ type: elementType('float32'), perRow: 1, isMask: false }],
  ignoreIndex: null,
  channelAlphas: null,
  softmax: null,
} as const;

/** Something that one side waits for and the other brings about. */
function gate(): { readonly isOpen: Promise<void>; open(): void } {
  let resolve: (() => void) | undefined;
  const isOpen = new Promise<void>((resolveOpen) => {
    resolve = resolveOpen;
  });
  return { isOpen, open: () => resolve?.() };
}

/** One job, of as many rows as are read at a time and so many again. */
async function giveTwoPieces(service: WorkerService): Promise<void> {
  const work = { by: 'kernel', module: await WebAssembly.compile(bytes), task } as const;
  service.receive({ type: 'setup', work, ranges: [] });
  const job = { number: 0, firstRow: 0, rows: 2 * rowsPerChunk(1) };
  service.receive({ type: 'job', job, data: null });
}

it('a worker that gives up says so only after its read ahead has ended, when its files are closed', async () => {
  const posted: FromWorker[] = [];
  const startedAhead = gate();
  const released = gate();
  const service = new WorkerService({
    post: (message) => posted.push(message),
    openRows: () => ({
      async read(buffers, firstRow, rows) {
        if (firstRow === 0) {
          const [, , weights] = buffers.columns;
          weights?.bytes(rows).set(new Uint8Array(new Float32Array(rows).fill(0.5).buffer));
          return;
        }
        startedAhead.open();
        await released.isOpen;
      },
      close: () => undefined,
    }),
  });
  await giveTwoPieces(service);
  await startedAhead.isOpen;
  await new Promise((resolve) => setImmediate(resolve));
  expect(posted).toEqual([]);
  released.open();
  await new Promise((resolve) => setImmediate(resolve));
  expect(posted).toMatchObject([{ type: 'failure', failure: { isUnsuited: true } }]);
});

it('a read ahead that fails makes the check fail, not the process', async () => {
  const hasFailed = gate();
  const posted: FromWorker[] = [];
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  const service = new WorkerService({
    post(message) {
      posted.push(message);
      if (message.type === 'failure') {
        hasFailed.open();
      }
    },
    openRows: () => ({
      async read(buffers, firstRow, rows) {
        if (firstRow > 0) {
          throw new TensorFileError('cut.npy', { id: 'ends-while-read', facts: {} });
        }
        const [, , weights] = buffers.columns;
        weights?.bytes(rows).set(new Uint8Array(new Float32Array(rows).fill(1).buffer));
      },
      close: () => undefined,
    }),
  });
  await giveTwoPieces(service);
  await hasFailed.isOpen;
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
  expect(posted).toMatchObject([{ type: 'failure', failure: { tensorFile: { file: 'cut.npy' } } }]);
});
