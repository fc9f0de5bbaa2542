import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckRequest, checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import { checkedDataOf, type StatisticsEngine } from '../../../src/check/statistics/engine';
import { gatheredStatistics } from '../../../src/check/statistics/statistics';
import { KernelEngine } from '../../../src/kernel/kernel-engine';
import { nodeWorkers } from '../../../src/kernel/workers.node';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { openNodeFile } from '../../../src/tensor/reading/node-file';
import { randomNumbers } from '../check/tensors';
import { bytes, float32, float64, type NamedArray, safetensorsBytes } from './tensors';
import { bundleWorker } from './worker-bundle';

type Choices = CheckRequest['choices'];

const LENGTH = 700_003;
const CLASSES = 7;
const ROWS = 100_001;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-reference-'));
  await bundleWorker(folder);
});

afterAll(() => rm(folder, { recursive: true }));

const random = randomNumbers(11);

function uniform(length: number, low: number, high: number): number[] {
  return Array.from({ length }, () => low + (high - low) * random());
}

/** Binary logits and targets: a value that is not finite, ignored and invalid targets among them. */
function elements(): { logits: number[]; targets: number[] } {
  const targets: number[] = uniform(LENGTH, 0, 1).map((value) => (value < 0.05 ? 1 : 0));
  const logits = targets.map((target) => 14 * (random() - 0.5) + 4 * target);
  logits[600_000] = Number.NaN;
  targets[300_000] = 7;
  targets[650_000] = 255;
  return { logits, targets };
}

function rows(): { logits: number[]; targets: number[] } {
  const targets = uniform(ROWS, 0, CLASSES).map(Math.floor);
  const logits = uniform(ROWS * CLASSES, -4, 4);
  logits[444_444] = Infinity;
  return { logits, targets };
}

/** Shares of the classes; every third row is left hard. */
function softened(targets: readonly number[]): number[] {
  return targets.flatMap((target, row) => {
    const kept = row % 3 === 0 ? 1 : 0.9;
    return Array.from({ length: CLASSES }, (_, at) => (at === target ? kept : (1 - kept) / (CLASSES - 1)));
  });
}

/** Data of which the float bins know nothing. Those of a sigmoid are added in WebAssembly, unless the engine is told otherwise. */
const DATA: Readonly<Record<string, () => { arrays: Record<string, NamedArray>; choices: Choices }>> = {
  'weights of elements': () => {
    const { logits, targets } = elements();
    const weight = float32([LENGTH], uniform(LENGTH, 0, 2));
    return {
      arrays: { logits: float32([LENGTH], logits), targets: bytes([LENGTH], targets), weight },
      choices: { targets: 'binary', ignoreIndex: 255 },
    };
  },
  'soft targets of a sigmoid': () => {
    const { logits } = elements();
    const targets = float64([LENGTH], uniform(LENGTH, 0, 1));
    return { arrays: { logits: float64([LENGTH], logits), targets }, choices: { targets: 'soft' } };
  },
  'a loss and a gradient': () => {
    const { logits, targets } = elements();
    const loss = logits.map((logit, at) => Math.log1p(Math.exp(targets[at] === 1 ? -logit : logit)));
    return {
      arrays: {
        logits: float32([LENGTH], logits),
        targets: bytes([LENGTH], targets),
        gradient: float32([LENGTH], uniform(LENGTH, -1, 1)),
        loss: float32([LENGTH], loss),
      },
      choices: { targets: 'binary' },
    };
  },
  'weights of rows of classes': () => {
    const { logits, targets } = rows();
    const weight = float32([ROWS], uniform(ROWS, 0, 2));
    return {
      arrays: { logits: float32([ROWS, CLASSES], logits), targets: bytes([ROWS], targets), weight },
      choices: { link: 'softmax' },
    };
  },
  'soft targets of a softmax': () => {
    const { logits, targets } = rows();
    const shares = float32([ROWS, CLASSES], softened(targets));
    return {
      arrays: { logits: float32([ROWS, CLASSES], logits), targets: shares },
      choices: { link: 'softmax', targets: 'soft' },
    };
  },
  'images of classes with weights of their pixels': () => {
    const [images, side] = [23, 65];
    const pixels = images * side * side;
    return {
      arrays: {
        logits: float32([images, CLASSES, side, side], uniform(CLASSES * pixels, -4, 4)),
        targets: bytes([images, side, side], uniform(pixels, 0, CLASSES).map(Math.floor)),
        weight: float32([images, side, side], uniform(pixels, 0, 2)),
      },
      choices: { link: 'softmax', classAxis: 1 },
    };
  },
};

async function report(path: string, request: Omit<CheckRequest, 'files'>): Promise<Omit<Report, 'timing'>> {
  const file = await openTensorFile(await openNodeFile(path));
  try {
    const { timing: _, ...rest } = await checkTensors({ files: [file], ...request });
    return rest;
  } finally {
    await file.close();
  }
}

function inWorkers(count: number, opensFiles = true, leastElements = Infinity): StatisticsEngine {
  const workers = { ...nodeWorkers(folder, threads), count, opensFiles };
  const engine = new KernelEngine({ workers, leastElements, leastElementsInBatches: 0 });
  return {
    async gather(task) {
      const statistics = await engine.gather(task);
      expect(Object.keys(statistics)).toEqual(
        expect.arrayContaining(gatheredStatistics(checkedDataOf(task))),
      );
      return statistics;
    },
  };
}

async function fileOf(name: string): Promise<{ path: string; choices: Choices }> {
  const data = DATA[name]?.();
  if (data === undefined) {
    throw new Error(`There are no data of the name ${name}.`);
  }
  const path = join(folder, `${name}.safetensors`);
  await writeFile(path, safetensorsBytes(data.arrays));
  return { path, choices: data.choices };
}

describe('workers that sum batches', () => {
  it.each(Object.keys(DATA))('sum %s with the reference to the same bits as this thread', async (name) => {
    const { path, choices = {} } = await fileOf(name);
    const here = await report(path, { choices });
    expect(here.interpretation).toMatchObject(choices);
    for (const engine of [inWorkers(1), inWorkers(3), inWorkers(2, false)]) {
      expect(await report(path, { choices, engine })).toEqual(here);
    }
  });

  it.each(Object.keys(DATA))('sum %s in WebAssembly to the same bits as this thread', async (name) => {
    const { path, choices = {} } = await fileOf(name);
    const here = await report(path, { choices, engine: new KernelEngine({ leastElements: 0 }) });
    for (const engine of [inWorkers(1, true, 0), inWorkers(3, true, 0), inWorkers(2, false, 0)]) {
      expect(await report(path, { choices, engine })).toEqual(here);
    }
  });

  it.each([
    ['read by themselves', true],
    ['are handed the data', false],
  ])('stop when the check is cancelled, if they %s', async (_, opensFiles) => {
    const path = join(folder, 'cancelled.safetensors');
    const weight = float32([LENGTH], uniform(LENGTH, 0, 2));
    const { logits, targets } = elements();
    await writeFile(
      path,
      safetensorsBytes({ logits: float32([LENGTH], logits), targets: bytes([LENGTH], targets), weight }),
    );
    const cancel = new AbortController();
    const reason = new Error('no longer wanted');
    const checking = report(path, {
      engine: inWorkers(2, opensFiles),
      signal: cancel.signal,
      onProgress: () => cancel.abort(reason),
    });
    await expect(checking).rejects.toBe(reason);
  });
});
