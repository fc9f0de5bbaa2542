import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import type { StatisticsEngine } from '../../../src/check/statistics/engine';
import { openRows } from '../../../src/kernel/inputs/read-rows.node';
import { KernelEngine, type KernelOptions } from '../../../src/kernel/kernel-engine';
import type { KernelWorkers } from '../../../src/kernel/worker-pool';
import { nodeWorkers } from '../../../src/kernel/workers.node';
import { sigmoid } from '../../../src/numerics/stable';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { openNodeFile } from '../../../src/tensor/reading/node-file';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { randomNumbers } from '../check/tensors';
import { booleans, bytes, float32, type NamedArray, npyBytes, safetensorsBytes } from './tensors';
import { bundleWorker } from './worker-bundle';

const LENGTH = 3_300_007;
const SOFTMAX_ROWS = 275_003;
const CLASSES = 12;
let folder: string;
let paths: string[];
let softmaxPaths: string[];
let multiLabelPaths: string[];
let widePaths: string[];
let wideSoftmaxPaths: string[];
let probabilityPaths: string[];
let oneHotPaths: string[];
let maskedPath: string;
let maskedRowsPath: string;
let weightedRowsPath: string;
let weightedPaths: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-kernel-'));
  await bundleWorker(folder);
  const random = randomNumbers(5);
  const targets = Uint8Array.from({ length: LENGTH }, () => (random() < 0.02 ? 1 : 0));
  const logits = Float32Array.from(targets, (target) => 12 * (random() - 0.5) + 4 * target);
  for (const [at, value] of [
    [1_500_000, Number.NaN],
    [2_800_000, 1e5],
    [3_000_001, -Infinity],
  ] as const) {
    logits[at] = value;
  }
  targets[900_000] = 7;
  paths = [join(folder, 'logits.npy'), join(folder, 'targets.npy')];
  await writeFile(paths[0] ?? '', npyBytes('<f4', [LENGTH], logits.buffer));
  await writeFile(paths[1] ?? '', npyBytes('|u1', [LENGTH], targets.buffer));
  softmaxPaths = [join(folder, 'softmax_logits.npy'), join(folder, 'softmax_targets.npy')];
  const classes = Uint8Array.from({ length: SOFTMAX_ROWS }, () => Math.floor(CLASSES * random() ** 2));
  const rows = Float32Array.from({ length: SOFTMAX_ROWS * CLASSES }, (_, at) => {
    return 8 * (random() - 0.5) + (at % CLASSES === classes[Math.floor(at / CLASSES)] ? 2 : 0);
  });
  rows[1_234_567] = Number.NaN;
  await writeFile(softmaxPaths[0] ?? '', npyBytes('<f4', [SOFTMAX_ROWS, CLASSES], rows.buffer));
  await writeFile(softmaxPaths[1] ?? '', npyBytes('|u1', [SOFTMAX_ROWS], classes.buffer));
  multiLabelPaths = [softmaxPaths[0] ?? '', join(folder, 'multi_label_targets.npy')];
  const oneHot = Uint8Array.from(rows, (_, at) =>
    at % CLASSES === classes[Math.floor(at / CLASSES)] ? 1 : 0,
  );
  widePaths = [join(folder, 'wide_logits.npy'), paths[1] ?? ''];
  await writeFile(
    widePaths[0] ?? '',
    npyBytes('>f8', [LENGTH], bigEndian(Float64Array.from(logits, widened))),
  );
  wideSoftmaxPaths = [join(folder, 'wide_softmax_logits.npy'), softmaxPaths[1] ?? ''];
  const wideRows = bigEndian(Float64Array.from(rows, widened));
  await writeFile(wideSoftmaxPaths[0] ?? '', npyBytes('>f8', [SOFTMAX_ROWS, CLASSES], wideRows));
  oneHotPaths = [softmaxPaths[0] ?? '', multiLabelPaths[1] ?? ''];
  probabilityPaths = [join(folder, 'probabilities.npy'), paths[1] ?? ''];
  const probabilities = Float32Array.from(logits, (logit) => (Number.isFinite(logit) ? sigmoid(logit) : -1));
  await writeFile(probabilityPaths[0] ?? '', npyBytes('<f4', [LENGTH], probabilities.buffer));
  const mask = Uint8Array.from({ length: LENGTH }, () => (random() < 0.3 ? 0 : 1));
  const elements = { logits: float32([LENGTH], logits), targets: bytes([LENGTH], targets) };
  maskedPath = await write('masked', { ...elements, mask: booleans([LENGTH], mask) });
  weightedPaths = await Promise.all(
    [5, LENGTH - 5].map((place) => {
      const weight = Float32Array.from(mask);
      weight[place] = 0.5;
      return write(`weighted_${place}`, { ...elements, weight: float32([LENGTH], weight) });
    }),
  );
  const ofClasses = {
    logits: float32([SOFTMAX_ROWS, CLASSES], rows),
    targets: bytes([SOFTMAX_ROWS], classes),
    mask: bytes([SOFTMAX_ROWS], mask.slice(0, SOFTMAX_ROWS)),
  };
  maskedRowsPath = await write('masked_rows', ofClasses);
  const uniform = (high: number) => Float32Array.from({ length: SOFTMAX_ROWS }, () => high * random());
  const weight = uniform(3).map((value, row) => (row % 5 === 0 ? 1 : value));
  weight[200_000] = Number.NaN;
  weightedRowsPath = await write('weighted_rows', { ...ofClasses, weight: float32([SOFTMAX_ROWS], weight) });
  await writeFile(multiLabelPaths[1] ?? '', npyBytes('|u1', [SOFTMAX_ROWS, CLASSES], oneHot.buffer));
});

/** A float64 that is no float32. */
function widened(value: number): number {
  return value * (1 + 1e-12);
}

function bigEndian(values: Float64Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(values.byteLength));
  for (const [at, value] of values.entries()) {
    view.setFloat64(8 * at, value, false);
  }
  return view.buffer;
}

async function write(name: string, arrays: Readonly<Record<string, NamedArray>>): Promise<string> {
  const path = join(folder, `${name}.safetensors`);
  await writeFile(path, safetensorsBytes(arrays));
  return path;
}

afterAll(() => rm(folder, { recursive: true }));

function workers(count: number, opensFiles = true): KernelWorkers {
  return { ...nodeWorkers(folder, threads), count, opensFiles };
}

/** The kernel, where it leaves nothing to the reference. */
function kernel(options: KernelOptions = {}): StatisticsEngine {
  const engine = new KernelEngine(options);
  return {
    async gather(task) {
      const statistics = await engine.gather(task);
      expect(statistics).toHaveProperty('values');
      return statistics;
    },
  };
}

async function withFiles<Result>(
  use: (files: readonly TensorFile[]) => Promise<Result>,
  from: readonly string[] = paths,
): Promise<Result> {
  const files: TensorFile[] = [];
  try {
    for (const path of from) {
      files.push(await openTensorFile(await openNodeFile(path)));
    }
    return await use(files);
  } finally {
    for (const file of files) {
      await file.close();
    }
  }
}

async function report(engine: StatisticsEngine, from: readonly string[] = paths): Promise<Partial<Report>> {
  return withFiles(async (files) => {
    const input = from === probabilityPaths ? 'probabilities' : 'logits';
    const choices = { targets: 'binary', input } as const;
    const { timing: _, ...rest } = await checkTensors({ files, engine, choices });
    return rest;
  }, from);
}

async function rowsReport(
  engine: StatisticsEngine,
  link: 'softmax' | 'sigmoid',
  paths: readonly string[],
): Promise<Partial<Report>> {
  return withFiles(async (files) => {
    const { timing: _, ...rest } = await checkTensors({ files, engine, choices: { link } });
    return rest;
  }, paths);
}

/** One, two and three workers that open the files, and two that are handed the data. */
function kernelsInWorkers(): StatisticsEngine[] {
  return [workers(1), workers(2), workers(3), workers(2, false)].map((host) =>
    kernel({ workers: host, leastElementsForWorkers: 0 }),
  );
}

describe('a pass in workers', () => {
  it.each([
    ['float32', () => paths],
    ['big-endian float64', () => widePaths],
    ['probabilities', () => probabilityPaths],
    ['masked elements', () => [maskedPath]],
  ] as const)('gives the same bits of a sigmoid as this thread: %s', async (_, from) => {
    const here = await report(kernel(), from());
    for (const engine of kernelsInWorkers()) {
      expect(await report(engine, from())).toEqual(here);
    }
  });

  it.each([
    ['softmax', 'index', 'float32', () => softmaxPaths],
    ['softmax', 'index', 'big-endian float64', () => wideSoftmaxPaths],
    ['softmax', 'one-hot', 'one-hot targets', () => oneHotPaths],
    ['softmax', 'index', 'masked rows', () => [maskedRowsPath]],
    ['softmax', 'index', 'weighted rows', () => [weightedRowsPath]],
    ['sigmoid', 'index', 'float32', () => softmaxPaths],
    ['sigmoid', 'index', 'big-endian float64', () => wideSoftmaxPaths],
    ['sigmoid', 'index', 'masked rows', () => [maskedRowsPath]],
    ['sigmoid', 'binary', 'many labels', () => multiLabelPaths],
  ] as const)(
    'gives the same bits of rows of classes as this thread: %s, %s targets, %s',
    async (link, targets, _, from) => {
      const here = await rowsReport(kernel(), link, from());
      expect(here.interpretation).toMatchObject({ link, targets });
      for (const engine of kernelsInWorkers()) {
        expect(await rowsReport(engine, link, from())).toEqual(here);
      }
    },
  );

  it('gives the same bits as this thread for a sigmoid with a weight that is neither zero nor one', async () => {
    const inWorkers = new KernelEngine({ workers: workers(2), leastElementsForWorkers: 0 });
    for (const path of weightedPaths) {
      expect(await report(inWorkers, [path])).toEqual(await report(new KernelEngine(), [path]));
    }
  });

  it('stops when the check is cancelled', async () => {
    const cancel = new AbortController();
    const reason = new Error('no longer wanted');
    const checking = withFiles((files) =>
      checkTensors({
        files,
        engine: new KernelEngine({ workers: workers(2), leastElementsForWorkers: 0 }),
        signal: cancel.signal,
        onProgress: () => cancel.abort(reason),
      }),
    );
    await expect(checking).rejects.toBe(reason);
  });

  it.each([
    ['this thread', true],
    ['another thread', false],
  ])('fails with the error of a listener to its progress in %s', async (_, isHere) => {
    const reason = new Error('the listener failed');
    const { start, startHere = start, ...host } = workers(1);
    const engine = new KernelEngine({
      workers: { ...host, start, startHere: isHere ? startHere : start },
      leastElementsForWorkers: 0,
    });
    const onProgress = () => {
      throw reason;
    };
    await expect(withFiles((files) => checkTensors({ files, engine, onProgress }))).rejects.toBe(reason);
  });

  it('names the file that cannot be opened', () => {
    const range = (path: string) => ({ path, name: path, array: 'targets', byteOffset: 128 });
    const ranges = [range(paths[0] ?? ''), range(join(folder, 'gone.npy'))];
    expect(() => openRows(ranges)).toThrow(/gone\.npy, array "targets": there is no such file/);
  });

  it('names the file that was cut off', async () => {
    const cut = join(folder, 'cut_logits.npy');
    await writeFile(cut, npyBytes('<f4', [LENGTH], new ArrayBuffer(4 * LENGTH)));
    const file = await openTensorFile(await openNodeFile(cut));
    const targets = await openTensorFile(await openNodeFile(paths[1] ?? ''));
    const engine = new KernelEngine({ workers: workers(2), leastElementsForWorkers: 0 });
    const checking = checkTensors({
      files: [file, targets],
      engine,
      onProgress: () => writeFile(cut, npyBytes('<f4', [LENGTH], new ArrayBuffer(4 * 100))),
    });
    await expect(checking).rejects.toThrow(/cut_logits\.npy.*(cut off|changed)/);
    await file.close();
    await targets.close();
  });
});
