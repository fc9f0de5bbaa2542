import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../../../src/check/check';
import { expectSaidInEveryLanguage } from '../../messages/every-language';
import { type ArrayText, check, findingOf, randomNumbers, vector } from '../tensors';

type Arrays = Readonly<Record<string, ArrayText>>;
type Request = Omit<CheckRequest, 'files'>;

interface Case {
  readonly id: string;
  readonly fault: Arrays;
  readonly nearly: Arrays;
  readonly request?: Request;
}

const random = randomNumbers(7);
const uniform = (count: number, low: number, high: number) =>
  Array.from({ length: count }, () => low + (high - low) * random());
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softmax = (row: readonly number[]) => {
  const sum = row.reduce((total, x) => total + Math.exp(x), 0);
  return row.map((x) => Math.exp(x) / sum);
};
const half = vector([0, 1, 0, 1, 0, 1]);
const logits = uniform(6, -4, 4);
/** Logits of a sure and of a weak model, and targets drawn with their probabilities. */
const sure = uniform(200, -5, 5);
const weak = uniform(200, 0.05, 0.95);
const drawn = (x: number) => (random() < sigmoid(x) ? 1 : 0);
const tops = Array.from({ length: 40 }, (_, at) => at % 3);
const confidentRows = tops.map((top) => softmax([0, 1, 2].map((k) => (k === top ? 9 : -1))));

const cases: readonly Case[] = [
  {
    id: 'empty',
    fault: { logits: vector([]), targets: vector([]) },
    nearly: { logits: vector([1, -1]), targets: vector([1, 0]) },
  },
  {
    id: 'empty',
    fault: { logits: vector([1, 2]), targets: vector([-1, -1]) },
    nearly: { logits: vector([1, 2]), targets: vector([-1, 1]) },
  },
  {
    id: 'non-finite',
    fault: { logits: vector([1, Number.NaN, -2]), targets: vector([1, 0, 0]) },
    nearly: { logits: vector([1, 1e300, -2]), targets: vector([1, 0, 0]) },
  },
  {
    id: 'missing-labels',
    fault: { logits: vector([1, 2, -2]), targets: vector([1, Number.NaN, 0]) },
    nearly: { logits: vector([1, 2, -2]), targets: vector([1, 0.5, 0]) },
  },
  {
    id: 'targets-out-of-range',
    fault: { logits: { shape: [4, 3], data: uniform(12, -3, 3) }, targets: vector([0, 1, 2, 4]) },
    nearly: { logits: { shape: [4, 3], data: uniform(12, -3, 3) }, targets: vector([0, 1, 2, 2]) },
  },
  {
    id: 'targets-out-of-range',
    fault: { logits: vector(logits), targets: vector([0, 1, 2, 0, 1, 0]) },
    nearly: { logits: vector(logits), targets: vector([0, 1, -1, 0, 1, 0]) },
  },
  {
    id: 'targets-not-one-hot',
    request: { choices: { link: 'softmax' } },
    fault: {
      logits: { shape: [2, 3], data: uniform(6, -3, 3) },
      targets: { shape: [2, 3], data: [1, 0, 0, 1, 1, 0] },
    },
    nearly: {
      logits: { shape: [2, 3], data: uniform(6, -3, 3) },
      targets: { shape: [2, 3], data: [1, 0, 0, 0.9, 0.05, 0.05] },
    },
  },
  {
    id: 'shapes-broadcast',
    fault: { logits: { shape: [6, 1], data: logits }, targets: half },
    nearly: { logits: { shape: [6, 1], data: logits }, targets: { ...half, shape: [6, 1] } },
  },
  {
    id: 'probabilities-as-logits',
    fault: { logits: vector(logits.map(sigmoid)), targets: half },
    nearly: { probabilities: vector(logits.map(sigmoid)), targets: half },
  },
  {
    id: 'probabilities-as-logits',
    request: { choices: { input: 'logits' } },
    fault: { x: vector([0.1, 0.9, 0.2, 0.4, 0.3, 0.6]), targets: half },
    nearly: { x: vector([0.1, 1.01, 0.2, 0.4, 0.3, 0.6]), targets: half },
  },
  {
    id: 'logits-as-probabilities',
    fault: { probs: vector(logits), targets: half },
    nearly: { probs: vector(logits.map(sigmoid)), targets: half },
  },
  {
    id: 'double-sigmoid',
    fault: { scores: vector(sure.map((x) => sigmoid(sigmoid(x)))), targets: vector(sure.map(drawn)) },
    nearly: { scores: vector([0.49, 0.52, 0.6, 0.7, 0.55, 0.73]), targets: half },
  },
  {
    // Probabilities of a weak model that is calibrated lie in the same range.
    id: 'double-sigmoid',
    fault: { scores: vector(sure.map((x) => sigmoid(sigmoid(x)))), targets: vector(sure.map(drawn)) },
    nearly: { scores: vector(weak.map(sigmoid)), targets: vector(weak.map(drawn)) },
  },
  {
    id: 'double-softmax',
    fault: { scores: { shape: [40, 3], data: confidentRows.flatMap(softmax) }, targets: vector(tops) },
    nearly: { scores: { shape: [40, 3], data: confidentRows.flat() }, targets: vector(tops) },
  },
  {
    // Probabilities of a weak model that is right about as often as it says reach as far.
    id: 'double-softmax',
    fault: { scores: { shape: [40, 3], data: confidentRows.flatMap(softmax) }, targets: vector(tops) },
    nearly: {
      scores: { shape: [40, 3], data: confidentRows.flatMap(softmax) },
      targets: vector(tops.map((top, at) => (at % 2 === 0 ? top : (top + 1) % 3))),
    },
  },
  {
    id: 'saturated-logits',
    fault: { logits: vector([1, -30.1, 2]), targets: vector([1, 0, 0]) },
    nearly: { logits: vector([1, -29.9, 2]), targets: vector([1, 0, 0]) },
  },
  {
    id: 'float16-overflow',
    fault: { logits: vector([1, 65_504, 2]), targets: vector([1, 0, 0]) },
    nearly: { logits: vector([1, 65_503, 2]), targets: vector([1, 0, 0]) },
  },
  {
    id: 'float16-overflow',
    fault: { logits: vector([1, Number.POSITIVE_INFINITY, 2], 'float16'), targets: vector([1, 0, 0]) },
    nearly: { logits: vector([1, Number.POSITIVE_INFINITY, 2], 'float32'), targets: vector([1, 0, 0]) },
  },
  {
    id: 'constant-output',
    fault: { logits: vector([0.3, 0.3, 0.3]), targets: vector([1, 0, 0]) },
    nearly: { logits: vector([0.3, 0.3, 0.300001]), targets: vector([1, 0, 0]) },
  },
  {
    id: 'dead-channel',
    fault: {
      logits: { shape: [3, 2], data: [0.5, -2, 0.5, 3, 0.5, 1] },
      targets: { shape: [3, 2], data: [1, 1, 0, 1, 0, 0] },
    },
    nearly: {
      logits: { shape: [3, 2], data: [0.5, -2, 0.6, 3, 0.5, 1] },
      targets: { shape: [3, 2], data: [1, 1, 0, 1, 0, 0] },
    },
  },
];

describe('findings about the arrays', () => {
  it.each(cases)(
    '$id is reported for its fault and not for a near miss',
    async ({ id, fault, nearly, request }) => {
      expectSaidInEveryLanguage(findingOf(await check(fault, request), id));
      expect(findingOf(await check(nearly, request), id)).toBeUndefined();
    },
  );

  it('name the first index of the fault', async () => {
    const report = await check({
      logits: { shape: [2, 2], data: [1, 2, Number.NaN, 4] },
      targets: { shape: [2, 2], data: [1, 1, 0, 0] },
    });
    expect(findingOf(report, 'non-finite')?.seen).toContain('NaN at index [1, 0]');
    expect(report.counts.nonFinite).toBe(1);
  });

  it('are errors if the shapes broadcast to a matrix', async () => {
    const report = await check({ logits: { shape: [6, 1], data: logits }, targets: half });
    expect(findingOf(report, 'shapes-broadcast')).toMatchObject({ severity: 'error' });
    expect(findingOf(report, 'shapes-broadcast')?.means).toContain('(6, 6)');
  });
});
