// Measures the limits of the check of a pair of files, and how soon a cancel takes effect: limits.ts LOGITS TARGETS.
// Prints seconds.
import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { devNull } from 'node:os';
import * as threads from 'node:worker_threads';
import { type CheckProgress, checkTensors } from '../../src/check/check';
import { ProgressLine } from '../../src/cli/progress-line';
import { KernelEngine } from '../../src/kernel/kernel-engine';
import { nodeWorkers } from '../../src/kernel/workers.node';
import { en } from '../../src/messages/en';
import { openTensorFile } from '../../src/tensor/formats/open';
import { openNodeFile } from '../../src/tensor/reading/node-file';
import { median } from './median';

const ROUNDS = 25;
const CANCEL_AFTER = 120;
const READ_BYTES = 524_288;
const EXPONENTIALS = 10_000_000;

const [logits = '', targets = ''] = process.argv.slice(2);
const workers = nodeWorkers(__dirname, threads);
const engine = new KernelEngine({ workers });
const engineOfOne = new KernelEngine({ workers: { ...workers, count: 1 } });

async function measure(): Promise<void> {
  const files = await Promise.all(
    [logits, targets].map(async (path) => openTensorFile(await openNodeFile(path))),
  );
  const elements = files[0]?.arrays[0]?.elements ?? 0;
  const silent: number[] = [];
  const alone: number[] = [];
  const progress: number[] = [];
  const cancelled: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    silent.push(await secondsOf(() => checkTensors({ files, engine })));
    alone.push(await secondsOf(() => checkTensors({ files, engine: engineOfOne })));
    progress.push(await secondsOfProgress((onProgress) => checkTensors({ files, engine, onProgress })));
    cancelled.push(await secondsToCancel((signal) => checkTensors({ files, engine, signal })));
  }
  const measured = {
    elements,
    check: median(silent),
    checkOfOne: median(alone),
    progress: median(progress),
    cancel: median(cancelled),
    slowestCancel: Math.max(...cancelled),
    read: await secondsToRead(),
    scalarExponentials: secondsOfExponentials() * (elements / EXPONENTIALS),
  };
  process.stdout.write(JSON.stringify(measured));
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1000;
}

/** Time spent on showing the progress of a check, as in the command line. */
async function secondsOfProgress(
  act: (onProgress: (progress: CheckProgress) => void) => Promise<unknown>,
): Promise<number> {
  const nowhere = openSync(devNull, 'w');
  const line = new ProgressLine({ columns: 120, write: (text) => writeSync(nowhere, text) }, en);
  let milliseconds = 0;
  await act((progress) => {
    const started = performance.now();
    line.show(progress);
    milliseconds += performance.now() - started;
  });
  closeSync(nowhere);
  return milliseconds / 1000;
}

/** Time from a cancel in the middle of the pass to the rejection. */
async function secondsToCancel(act: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const cancel = new AbortController();
  let cancelledAt = Number.NaN;
  setTimeout(() => {
    cancelledAt = performance.now();
    cancel.abort();
  }, CANCEL_AFTER);
  const finished = await act(cancel.signal).then(
    () => true,
    () => false,
  );
  if (finished) {
    throw new Error('The check was over before it was cancelled.');
  }
  return (performance.now() - cancelledAt) / 1000;
}

/** Time to copy both files out of the cache in one thread, without using them. */
async function secondsToRead(): Promise<number> {
  const buffer = new Uint8Array(READ_BYTES);
  return secondsOf(async () => {
    for (const path of [logits, targets]) {
      const file = await open(path);
      let bytesRead: number;
      do {
        ({ bytesRead } = await file.read(buffer, 0, READ_BYTES));
      } while (bytesRead > 0);
      await file.close();
    }
  });
}

function secondsOfExponentials(): number {
  let sum = 0;
  const started = performance.now();
  for (let at = 0; at < EXPONENTIALS; at++) {
    sum += Math.exp(-at / EXPONENTIALS);
  }
  const seconds = (performance.now() - started) / 1000;
  if (!(sum > 0)) {
    throw new Error('The exponentials were not computed.');
  }
  return seconds;
}

measure().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 2;
});
