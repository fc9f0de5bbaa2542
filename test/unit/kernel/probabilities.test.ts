import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sigmoid } from '../../../src/numerics/stable';
import { randomNumbers } from '../check/tensors';
import { bothReports, type ComparableReport } from './both-reports';
import { type Difference, differences } from './compare';
import { booleans, bytes, float32, float64, type NamedArray, safetensors } from './tensors';

/** Both ends of the probabilities, what float32 hardly holds, and what is none. */
const ODD = [0, 1, 2 ** -149, 2 ** -126, 1 - 2 ** -24, Number.NaN, Infinity, -0.5, 1.25] as const;

const choices = { link: 'sigmoid', targets: 'binary', input: 'probabilities', ignoreIndex: 255 } as const;

async function reportsOf(
  values: NamedArray,
  targets: readonly number[] | Uint8Array,
  more: Readonly<Record<string, NamedArray>> = {},
  gamma = 2,
) {
  const arrays = { logits: values, targets: bytes(values.shape, targets), ...more };
  return bothReports([await safetensors(arrays)], {
    choices: values.shape.length === 1 ? choices : { ...choices, classAxis: 1 },
    parameters: { gamma },
  });
}

/** Probabilities of a detector, with values at both ends, a few that are none and a few targets that are none. */
function probabilities(length: number, seed: number) {
  const random = randomNumbers(seed);
  const targets = Uint8Array.from({ length }, () => (random() < 0.1 ? 1 : 0));
  const values = Float64Array.from(targets, (target) => sigmoid(12 * (random() - 0.65) + 2 * target));
  const place = () => Math.floor(random() * length);
  for (const value of [0, 1, 0, 1, 1e-40, 1e-50, 1 - 1e-7, 0.5, 1e-20]) {
    values[place()] = value;
  }
  for (const value of [-0.25, 1.5, Number.NaN, Infinity, -Infinity, 40, 70_000]) {
    values[place()] = value;
  }
  for (const value of [255, 255, 2]) {
    targets[place()] = value;
  }
  return { values, targets, random };
}

/**
 * The logit of a probability comes from float32 logarithms, with an error of about 1e-7, which each element adds to sums
 * of signed distances within bins.
 */
function unexplained(apart: readonly Difference[]): Difference[] {
  return apart.filter(
    ({ path, one, other }) =>
      !(path.includes('.margins.') && Math.abs(Number(one) - Number(other)) < 1e-3 && !/\.[01]$/.test(path)),
  );
}

function floats(
  isWide: boolean,
  shape: readonly number[],
  values: readonly number[] | Float64Array,
): NamedArray {
  return isWide ? float64(shape, values) : float32(shape, Float32Array.from(values));
}

function expectSameSums(kernel: ComparableReport, reference: ComparableReport): void {
  expect(differences(kernel.counts, reference.counts, 0)).toEqual([]);
  const [one, other] = [kernel.statistics, reference.statistics];
  expect(differences(one.values, other.values, 1e-12, 1e-12)).toEqual([]);
  expect(differences(one.leftOut, other.leftOut, 0)).toEqual([]);
  expect(differences(one.losses, other.losses, 1e-6, 3e-7)).toEqual([]);
}

describe('the kernel, compared with the reference on probabilities of a sigmoid,', () => {
  const { values, targets, random } = probabilities(3_004, 7);
  const mask = {
    mask: booleans(
      [3_004],
      targets.map(() => (random() < 0.5 ? 1 : 0)),
    ),
  };

  it.each([
    ['float32', float32([3_004], Float32Array.from(values)), {}],
    ['float64', float64([3_004], values), {}],
    ['float32 with a mask', float32([3_004], Float32Array.from(values)), mask],
    ['float64 with a mask', float64([3_004], values), mask],
  ] as const)('agrees on probabilities of a sigmoid, %s', async (_, array, more) => {
    for (const gamma of [0, 0.5, 2]) {
      const { kernel, reference } = await reportsOf(array, targets, more, gamma);
      expect(kernel.statistics.values).toMatchObject({ notANumber: 1, saturated: 2, beyondHalf: 3 });
      expect(unexplained(differences(kernel, reference, 2e-6, 1e-7))).toEqual([]);
    }
  });

  it.each([
    ['float32', 2],
    ['float32', 5],
    ['float64', 4],
    ['float64', 7],
  ] as const)(
    'agrees on %s probabilities of a multi-label sigmoid with %s channels',
    async (type, channels) => {
      const shape = [Math.floor(values.length / channels), channels];
      const [rows = 0] = shape;
      const taken = values.slice(0, rows * channels);
      const array = floats(type === 'float64', shape, taken);
      const { kernel, reference } = await reportsOf(array, targets.slice(0, taken.length));
      expect(unexplained(differences(kernel, reference, 2e-6, 1e-7))).toEqual([]);
    },
  );

  it('agrees on arbitrary probabilities of a sigmoid', async () => {
    const value = fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...ODD, -Infinity, 40));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, fc.constantFrom(0, 0, 1, 2, 255)), { minLength: 1, maxLength: 70 }),
        fc.boolean(),
        async (elements, isWide) => {
          const shape = [elements.length];
          const given = elements.map(([one]) => one);
          const { kernel, reference } = await reportsOf(
            floats(isWide, shape, given),
            elements.map(([, target]) => target),
          );
          expectSameSums(kernel, reference);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Probabilities of rows of classes: sure and unsure ones, with zeros, and values that are none. */
function rowsOfProbabilities(rows: number, classes: number, seed: number) {
  const random = randomNumbers(seed);
  const targets = Uint8Array.from({ length: rows }, () => Math.floor(random() * classes));
  const values = new Float64Array(rows * classes);
  for (const [row, target] of targets.entries()) {
    const scale = row % 5 === 0 ? 30 : 3;
    const shares = Array.from({ length: classes }, (_, at) =>
      Math.exp(scale * random() + (at === target ? 2 : 0)),
    );
    const sum = shares.reduce((total, share) => total + share, 0);
    values.set(
      shares.map((share) => share / sum),
      row * classes,
    );
  }
  const set = (row: number, one: readonly number[]) => values.set(one.slice(0, classes), row * classes);
  set(7, [1, 0, 0, 0]);
  set(8, [0, 1, 0, 0]);
  set(9, [0, 0, 0, 0]);
  set(10, [0.25, 0.25, 0.25, 0.25]);
  set(11, [1e-20, 1e-40, 1e-50, 1 - 1e-7]);
  set(12, [-0.25, 1.5, 0, 0]);
  set(13, [Number.NaN, 1, 0, 0]);
  set(14, [Infinity, 1, 0, 0]);
  set(15, [-0, 1, 0, 0]);
  set(16, [-1e-60, 0.5, 0.5, 0]);
  set(17, [0.5, 0.5, Infinity, 0]);
  set(18, [1e-20, 1e30, 1e-30, 0]);
  return { values, targets };
}

describe('the kernel, compared with the reference on probabilities of a softmax,', () => {
  it.each([
    ['float32', 4],
    ['float32', 7],
    ['float64', 4],
    ['float64', 9],
  ] as const)('agrees on %s probabilities of a softmax with %s classes', async (type, classes) => {
    const { values, targets } = rowsOfProbabilities(1_203, classes, classes);
    const shape = [targets.length, classes];
    const array = floats(type === 'float64', shape, values);
    const files = [await safetensors({ logits: array, targets: bytes([targets.length], targets) })];
    for (const gamma of [0, 0.5, 2, 3.3]) {
      const { kernel, reference } = await bothReports(files, {
        choices: { link: 'softmax', input: 'probabilities' },
        parameters: { gamma },
      });
      // One of the rows of four classes is all zeros.
      expect(kernel.statistics.leftOut.nonFinite).toBe(classes === 4 ? 5 : 4);
      expect(differences(kernel.statistics.values, reference.statistics.values, 1e-12, 1e-12)).toEqual([]);
      expect(unexplained(differences(kernel, reference, 3e-6, 2e-7))).toEqual([]);
    }
  });

  it('agrees on arbitrary probabilities of a softmax', async () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...ODD, 1e-60, 1e38));
    const row = fc.tuple(fc.tuple(value, value, value), fc.constantFrom(0, 1, 2, 3, 255));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), fc.boolean(), async (rows, isWide) => {
        const shape = [rows.length, 3];
        const given = rows.flatMap(([values]) => values);
        const files = [
          await safetensors({
            logits: floats(isWide, shape, given),
            targets: bytes(
              [rows.length],
              rows.map(([, target]) => target),
            ),
          }),
        ];
        const { kernel, reference } = await bothReports(files, {
          choices: { link: 'softmax', input: 'probabilities', ignoreIndex: 255 },
        });
        expectSameSums(kernel, reference);
      }),
      { numRuns: 100 },
    );
  });
});
