import { describe, expect, it } from 'vitest';
import { type CheckRequest, checkTensors } from '../../../src/check/check';
import type { StatisticsEngine } from '../../../src/check/statistics/engine';
import type { StatisticsPart } from '../../../src/check/statistics/statistics';
import { KernelEngine } from '../../../src/kernel/kernel-engine';
import { randomNumbers } from '../check/tensors';
import { differences } from './compare';
import { bytes, float32, type NamedArray, safetensors } from './tensors';

type Arrays = Readonly<Record<string, NamedArray>>;

const ROWS = 801;
const CLASSES = 5;
const LOSSES = ['losses', 'probabilities'] as const;
const OTHERS = ['values', 'leftOut', 'margins', 'hardest', 'reliability'] as const;
const random = randomNumbers(31);

function uniform(length: number, low: number, high: number): number[] {
  return Array.from({ length }, () => low + (high - low) * random());
}

const data: Readonly<Record<'sigmoid' | 'softmax', Arrays>> = {
  sigmoid: {
    logits: float32([ROWS], uniform(ROWS, -6, 4)),
    targets: bytes([ROWS], uniform(ROWS, 0, 1.2).map(Math.floor)),
  },
  softmax: {
    logits: float32([ROWS, CLASSES], uniform(ROWS * CLASSES, -4, 4)),
    targets: bytes([ROWS], uniform(ROWS, 0, CLASSES).map(Math.floor)),
  },
};

/** A loss for each term, and a gradient for each logit. */
const lossAndGradient = (link: 'sigmoid' | 'softmax'): Arrays => {
  const shape = link === 'sigmoid' ? [ROWS] : [ROWS, CLASSES];
  const gradient = uniform(link === 'sigmoid' ? ROWS : ROWS * CLASSES, -1, 1);
  return { gradient: float32(shape, gradient), loss: float32([ROWS], uniform(ROWS, 0, 1)) };
};

/** The report, what the engine answered, and the rows that were counted as done. */
async function checked(arrays: Arrays, request: Omit<CheckRequest, 'files'>) {
  const kernel = new KernelEngine({ leastElements: 0 });
  let answered: StatisticsPart = {};
  const progress: number[] = [];
  const engine: StatisticsEngine = {
    async gather(task) {
      answered = await kernel.gather(task);
      return answered;
    },
  };
  const onProgress = ({ elements }: { readonly elements: number }) => progress.push(elements);
  const files = [await safetensors(arrays)];
  return { report: await checkTensors({ files, engine, onProgress, ...request }), answered, progress };
}

describe('the kernel answers in parts', () => {
  it.each(['sigmoid', 'softmax'] as const)('beside a loss and a gradient of a %s', async (link) => {
    const request = { choices: { link, targets: link === 'sigmoid' ? 'binary' : 'index' } } as const;
    const plain = await checked(data[link], request);
    const arrays = { ...data[link], ...lossAndGradient(link) };
    const { report, answered, progress } = await checked(arrays, request);
    const ofKernel = [...LOSSES, ...OTHERS, ...(link === 'softmax' ? (['confusions'] as const) : [])];
    expect(Object.keys(answered).sort()).toEqual(ofKernel.toSorted());
    // A statistic of the kernel does not depend on whether the reference adds another.
    for (const id of ofKernel) {
      expect(report.statistics[id]).toEqual(plain.report.statistics[id]);
    }
    const byReference = (await checkTensors({ files: [await safetensors(arrays)], ...request })).statistics;
    expect(byReference.gradient).not.toBeNull();
    expect(byReference.loss?.first).not.toBeNull();
    expect(report.statistics.gradient).toEqual(byReference.gradient);
    expect(report.statistics.loss).toEqual(byReference.loss);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  });

  it.each([0.005, 12])('but for the losses of a sigmoid with γ = %s', async (gamma) => {
    const request = { choices: { link: 'sigmoid', targets: 'binary' }, parameters: { gamma } } as const;
    const { report, answered } = await checked(data.sigmoid, request);
    expect(Object.keys(answered).sort()).toEqual([...OTHERS].sort());
    const { statistics } = await checkTensors({ files: [await safetensors(data.sigmoid)], ...request });
    for (const id of LOSSES) {
      expect(report.statistics[id]).toEqual(statistics[id]);
    }
    for (const id of OTHERS) {
      expect(differences(report.statistics[id], statistics[id], 1e-6, 1e-9)).toEqual([]);
    }
  });
});
