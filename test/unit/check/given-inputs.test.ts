import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import expectations from '../../fixtures/tensors/expected.json';
import { findingOf, validateReport } from './tensors';

/** Small inputs, and what PyTorch, NumPy and scikit-learn make of them (`expected.json`). */
const FOLDER = 'test/fixtures/tensors';

async function open(name: string): Promise<TensorFile> {
  return openTensorFile(memoryFile(name, new Uint8Array(await readFile(`${FOLDER}/${name}`))));
}

async function checkFiles(...names: readonly string[]): Promise<Report> {
  const report = await checkTensors({ files: await Promise.all(names.map(open)) });
  validateReport(report);
  return report;
}

interface Numbers {
  readonly elements?: number;
  readonly crossEntropySum?: number;
  readonly focalSum?: number;
  readonly expectedCalibrationError?: number;
}

/** Compares what is given of the numbers, relatively. */
function expectNumbers(report: Report, expected: Numbers, tolerance = 1e-6): void {
  const { counts, losses, calibration } = report;
  const measured: Readonly<Record<keyof Numbers, number | null | undefined>> = {
    elements: counts.positives + counts.negatives,
    crossEntropySum: losses.crossEntropy.sum,
    focalSum: losses.focal.sum,
    expectedCalibrationError: calibration?.expectedCalibrationError,
  };
  for (const key of Object.keys(measured) as (keyof Numbers)[]) {
    const value = expected[key];
    if (value !== undefined) {
      expect(Math.abs((measured[key] ?? Number.NaN) / value - 1), key).toBeLessThan(tolerance);
    }
  }
}

describe('a file that would be read in part only', () => {
  it('arrays that were saved one after the other are all read, and said', async () => {
    const report = await checkFiles('appended_logits.npy', 'appended_targets.npy');
    const [, numbers] = expectations['appended_logits.npy'].expected.either;
    expectNumbers(report, numbers as Numbers);
    expect(findingOf(report, 'joined-arrays')?.seen).toContain('4 arrays');
  });

  it('a stored entry whose bytes do not have its CRC is refused', async () => {
    await expect(checkFiles('stored-bad-crc.npz')).rejects.toThrow(
      /array "logits".* expected the CRC-32 .* damaged/,
    );
  });

  it('what the Finder puts into a zip does not refuse the arrays beside it', async () => {
    expectNumbers(await checkFiles('finder.npz'), expectations['finder.npz'].expected);
  });
});

describe('a file of another kind', () => {
  it.each([
    ['lfs-pointer.npy', 'Git LFS pointer', 'git lfs pull'],
    ['logits.npy.gz', 'gzip', 'gunzip'],
  ])('%s is named, and how to read it', async (name, kind, line) => {
    await expect(open(name)).rejects.toThrow(kind);
    await expect(open(name)).rejects.toThrow(line);
  });
});

describe('the choice of arrays', () => {
  it('probabilities are preferred to decisions', async () => {
    const report = await checkFiles('y_true-y_prob-y_pred.npz');
    const { logits, ...numbers } = expectations['y_true-y_prob-y_pred.npz'].expected;
    expect(report.inputs[0]?.array).toBe(logits);
    expectNumbers(report, numbers);
  });

  it('the loss of one part of the data is not compared with the logits of another', async () => {
    const report = await checkFiles('loss-of-another-split.json');
    expectNumbers(report, expectations['loss-of-another-split.json'].expected);
    expect(report.findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });
});

describe('tables of pandas', () => {
  it.each(['pandas-columns.json', 'pandas-split.json'] as const)('%s', async (name) => {
    const [, numbers] = expectations[name].expected.either;
    expectNumbers(await checkFiles(name), numbers as Numbers);
  });
});

describe('arrays without a value', () => {
  it('2^52 classes cost no memory', async () => {
    const report = await checkFiles('no-rows-2e52_logits.npy', 'no-rows-2e52_targets.npy');
    expect(report.findings.map(({ id }) => id)).toEqual(['empty']);
    expect(report.interpretation.classes).toBe(2 ** 52);
    expect(JSON.stringify(report).length).toBeLessThan(20_000);
  });
});

describe('what the values are', () => {
  it.each([
    ['probs-rounded3.npz', 1e-3],
    ['probs-one-zero-row.npz', 1e-6],
    ['probs-class-axis.npz', 1e-6],
    ['masked-minus-infinity.npz', 1e-6],
    ['log-probs.npz', 1e-6],
    ['labels-1-2.npz', 1e-6],
  ] as const)('%s has the losses of PyTorch', async (name, tolerance) => {
    expectNumbers(await checkFiles(name), expectations[name].expected, tolerance);
  });

  it.each(['probs-rounded3.npz', 'probs-one-zero-row.npz', 'probs-class-axis.npz'])(
    '%s holds probabilities over the classes',
    async (name) => {
      const { interpretation } = await checkFiles(name);
      expect(interpretation).toMatchObject({ input: 'probabilities', link: 'softmax' });
    },
  );

  it('the class axis is the one over which the values sum to one', async () => {
    const report = await checkFiles('probs-class-axis.npz');
    expect(report.interpretation.classAxis).toBe(expectations['probs-class-axis.npz'].expected.classAxis);
  });

  it('a row of zeros is named', async () => {
    const report = await checkFiles('probs-one-zero-row.npz');
    expect(findingOf(report, 'not-probabilities')?.seen).toContain('1 of 400 rows');
  });

  it.each(['log-probs.npz', 'masked-minus-infinity.npz'])('%s raises no alarm', async (name) => {
    const report = await checkFiles(name);
    expect(report.findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  it('masked classes are counted', async () => {
    const { interpretation } = await checkFiles('masked-minus-infinity.npz');
    expect(interpretation.whyFacts?.map((reason) => reason?.id)).toContain('masked-classes');
  });

  it('decisions are named as such, and nothing else is said of them', async () => {
    const report = await checkFiles('decisions-index.npz');
    expect(report.findings.map(({ id }) => id)).toEqual(['decisions']);
    expect(report.findings[0]?.seen).toContain('whole numbers from 0 to 4');
  });

  it('labels that count from 1 are said', async () => {
    const report = await checkFiles('labels-1-2.npz');
    expect(findingOf(report, 'labels-count-from-one')?.fix).toContain('targets - 1');
  });
});

describe('predictions beside targets of other rows', () => {
  it('are said to be at chance', async () => {
    const report = await checkFiles('targets-shuffled.npz');
    expect(report.findings.map(({ id }) => id)).toEqual(['unmatched-targets']);
    expect(findingOf(report, 'unmatched-targets')?.title).toBe('The targets are not those of these rows');
  });

  it('are restored by the permutation of the classes', async () => {
    const report = await checkFiles('labels-permuted.npz');
    expect(report.findings.map(({ id }) => id)).toEqual(['unmatched-targets']);
    expect(findingOf(report, 'unmatched-targets')?.title).toBe('The classes are numbered differently');
  });
});

describe('models that are right', () => {
  it.each([
    'weak-but-calibrated.npz',
    'calibrated-64.npz',
    'small-batch-20-classes.npz',
    'few-saturated-right.npz',
  ] as const)('%s raises no alarm', async (name) => {
    const report = await checkFiles(name);
    expectNumbers(report, expectations[name].expected);
    expect(report.findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });
});
