import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../../../src/check/check';
import { focalLossGradient } from '../../../../src/loss/binary';
import { softmaxFocalLossGradient } from '../../../../src/loss/softmax';
import { expectSaidInEveryLanguage } from '../../messages/every-language';
import { type ArrayText, check, findingOf, randomNumbers, vector } from '../tensors';

type Arrays = Readonly<Record<string, ArrayText>>;
type Parameters = CheckRequest['parameters'];

interface Case {
  readonly id: string;
  readonly what: string;
  readonly fault: Arrays;
  readonly faultParameters?: Parameters;
  readonly nearly: Arrays;
  readonly nearlyParameters?: Parameters;
}

const random = randomNumbers(11);
const uniform = (count: number, low: number, high: number) =>
  Array.from({ length: count }, () => low + (high - low) * random());
const repeated = (count: number, value: number) => Array.from({ length: count }, () => value);

/** A model's answers: so many positives and negatives with logits from the given ranges. */
function sides(
  positives: readonly [count: number, low: number, high: number],
  negatives: readonly [count: number, low: number, high: number],
): Arrays {
  return {
    logits: vector([...uniform(...positives), ...uniform(...negatives)]),
    targets: vector([...repeated(positives[0], 1), ...repeated(negatives[0], 0)], 'uint8'),
  };
}

const wellSorted = sides([100, 2, 4], [100, -4, -2]);
/** The last positive has the given logit. */
const lastPositive = (logit: number): Arrays => ({
  logits: vector([...uniform(99, 2, 4), logit, ...uniform(100, -4, -2)]),
  targets: vector([...repeated(100, 1), ...repeated(100, 0)], 'uint8'),
});
const oneContradicted = lastPositive(-6);
const examples = sides([20, -3, 3], [40, -3, 3]);
const xs = examples.logits?.data ?? [];
const ys = examples.targets?.data ?? [];
const gradientOf = (gamma: number) =>
  vector(xs.map((x, at) => focalLossGradient(x, ys[at] ?? 0, { alpha: 0.25, gamma }) / 60));
const rows = Array.from({ length: 40 }, () => uniform(3, -3, 3));
const oneHot = (label: number) => [0, 1, 2].map((index) => (index === label ? 1 : 0));
const rowLabels = rows.map((_, at) => at % 3);
const classExamples: Arrays = {
  logits: { shape: [40, 3], data: rows.flat() },
  labels: vector(rowLabels, 'int64'),
};
/** The gradient of the mean over the examples, each entry with a relative error. */
const softmaxGradientOf = (gamma: number, error: number): ArrayText => ({
  shape: [40, 3],
  data: rows.flatMap((row, at) =>
    Array.from(softmaxFocalLossGradient(row, oneHot(rowLabels[at] ?? 0), { alpha: null, gamma })).map(
      (slope) => (slope * (1 + error * (random() - 0.5))) / 40,
    ),
  ),
});
/** True with the probability σ((x − shift) / temperature): calibrated at that temperature. */
const calibratedAt = (temperature: number, shift = 0): Arrays => {
  const logits = uniform(4000, -4, 4);
  const targets = logits.map((x) => (random() < 1 / (1 + Math.exp((shift - x) / temperature)) ? 1 : 0));
  return { logits: vector(logits), targets: vector(targets, 'uint8') };
};
const calibrated = calibratedAt(1);
/** Answers of that size, right as often as not. */
const guesses = (size: number): Arrays => ({
  logits: vector(Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? size : -size))),
  targets: vector(
    Array.from({ length: 400 }, (_, at) => (at % 4 < 2 ? 1 : 0)),
    'uint8',
  ),
});
/** Margins around 4 with deviation 1 (a sum of twelve uniform numbers is nearly normal). */
const normalPositives: Arrays = {
  logits: vector([
    ...Array.from({ length: 5000 }, () => 4 - 6 + uniform(12, 0, 1).reduce((sum, one) => sum + one, 0)),
    ...uniform(100, -3, 3),
  ]),
  targets: vector([...repeated(5000, 1), ...repeated(100, 0)], 'uint8'),
};

/** Targets of the first two classes. */
const twoOf = (count: number) => Array.from({ length: count }, (_, at) => at % 2);
/** The same, beside probabilities that give the third class such a share. */
const thirds = (count: number, third: number): Arrays => ({
  probs: {
    shape: [count, 3],
    data: Array.from({ length: count }, (_, at) => 0.1 * Math.sin(at)).flatMap((more) => [
      (1 - third) / 2 + more,
      (1 - third) / 2 - more,
      third,
    ]),
  },
  targets: vector(twoOf(count)),
});

const cases: readonly Case[] = [
  {
    id: 'no-positives',
    what: 'not one positive',
    fault: { logits: vector([1, -1, -2]), targets: vector([0, 0, 0]) },
    nearly: { logits: vector([1, -1, -2]), targets: vector([0, 0, 1]) },
  },
  {
    id: 'positives-without-weight',
    what: 'a mask over every positive',
    fault: { ...wellSorted, mask: vector([...repeated(100, 0), ...repeated(100, 1)], 'uint8') },
    nearly: { ...wellSorted, mask: vector([...repeated(99, 0), ...repeated(101, 1)], 'uint8') },
  },
  {
    id: 'absent-class',
    what: 'a class without an example',
    fault: { logits: { shape: [40, 3], data: uniform(120, -2, 2) }, targets: vector(twoOf(40)) },
    nearly: { logits: { shape: [40, 3], data: uniform(120, -2, 2) }, targets: vector([...twoOf(39), 2]) },
  },
  {
    id: 'absent-class',
    what: 'a class that a small batch leaves out',
    fault: { logits: { shape: [40, 3], data: uniform(120, -2, 2) }, targets: vector(twoOf(40)) },
    nearly: { logits: { shape: [4, 3], data: uniform(12, -2, 2) }, targets: vector(twoOf(4)) },
  },
  {
    id: 'absent-class',
    what: 'a class that the probabilities do not foretell',
    fault: thirds(60, 1 / 3),
    nearly: thirds(60, 0.02),
  },
  {
    id: 'soft-targets',
    what: 'targets between 0 and 1',
    fault: { logits: vector([1, -1, 2]), targets: vector([0.9, 0, 1]) },
    nearly: { logits: vector([1, -1, 2]), targets: vector([1, 0, 1]) },
  },
  {
    id: 'prior-bias-missing',
    what: 'rare positives and p ≈ 0.5 everywhere',
    fault: sides([10, -0.3, 0.3], [990, -0.3, 0.3]),
    nearly: sides([10, -4.9, -4.3], [990, -4.9, -4.3]),
  },
  {
    id: 'alpha-on-wrong-side',
    what: 'a small α on starved positives',
    fault: sides([20, 0, 2], [980, -2, 1]),
    faultParameters: { alpha: 0.25, gamma: 0 },
    nearly: sides([20, 0, 2], [980, -2, 1]),
    nearlyParameters: { alpha: 0.75, gamma: 0 },
  },
  {
    id: 'alpha-on-wrong-side',
    what: 'the paper’s α, which γ = 2 makes right',
    fault: sides([20, -6, -4], [980, -4, -3]),
    faultParameters: { alpha: 0.25, gamma: 0 },
    nearly: sides([20, -6, -4], [980, -4, -3]),
    nearlyParameters: { alpha: 0.25, gamma: 2 },
  },
  {
    id: 'gamma-too-small',
    what: 'easy negatives that carry the loss',
    fault: sides([10, -3, 0], [5000, -3, -2]),
    faultParameters: { gamma: 0.5 },
    nearly: sides([10, -3, 0], [5000, -3, -2]),
    nearlyParameters: { gamma: 4 },
  },
  {
    id: 'gamma-too-small',
    what: 'negatives that carry the loss, by their number or by α alone',
    fault: sides([40, 2, 4], [960, -4, -2]),
    nearly: sides([500, 2, 4], [500, -4, -2]),
  },
  {
    id: 'gamma-too-large',
    what: 'a handful of positives with all the gradient',
    fault: normalPositives,
    faultParameters: { gamma: 5 },
    nearly: normalPositives,
    nearlyParameters: { gamma: 2 },
  },
  {
    id: 'label-noise',
    what: 'one positive that a good model contradicts',
    fault: oneContradicted,
    nearly: lastPositive(-4.4),
  },
  {
    id: 'gradient-disagrees',
    what: 'a gradient of another γ',
    fault: { ...examples, grad: gradientOf(0) },
    nearly: { ...examples, grad: gradientOf(2) },
  },
  {
    id: 'gradient-disagrees',
    what: 'a softmax gradient of another γ',
    fault: { ...classExamples, grad: softmaxGradientOf(1, 0) },
    faultParameters: { alpha: null, gamma: 2 },
    nearly: { ...classExamples, grad: softmaxGradientOf(2, 0.01) },
    nearlyParameters: { alpha: null, gamma: 2 },
  },
  {
    id: 'over-confidence',
    what: 'logits twice too large',
    fault: calibratedAt(3),
    nearly: calibrated,
  },
  {
    id: 'under-confidence',
    what: 'logits too small',
    fault: calibratedAt(0.3),
    nearly: calibrated,
  },
  {
    id: 'under-confidence',
    what: 'not of negatives alone',
    fault: sides([1, -0.2, 0.2], [999, -1, -0.6]),
    nearly: sides([0, 0, 0], [999, -1, -0.6]),
  },
  {
    id: 'over-confidence',
    what: 'answers that are no better than a guess, so that no temperature is fitted',
    fault: guesses(3),
    nearly: guesses(0.1),
  },
  {
    id: 'biased-probabilities',
    what: 'a bias that is shifted',
    fault: calibratedAt(1, 2),
    nearly: calibratedAt(1, 0.2),
  },
  {
    id: 'alpha-on-wrong-side',
    what: 'not of a model that has just begun, whose γ is right',
    fault: sides([20, -1, 1], [980, -1, 1]),
    nearly: sides([20, -0.3, 0.3], [980, -0.3, 0.3]),
  },
];

describe('findings about the training', () => {
  it.each(cases)('$id: $what', async ({ id, fault, faultParameters, nearly, nearlyParameters }) => {
    expectSaidInEveryLanguage(findingOf(await check(fault, { parameters: faultParameters ?? {} }), id));
    expect(findingOf(await check(nearly, { parameters: nearlyParameters ?? {} }), id)).toBeUndefined();
  });

  it('do not depend on the rounding of probabilities of one half', async () => {
    const targets = vector([...repeated(16, 1), ...repeated(4, 0)], 'uint8');
    const idsAt = async (last: number) => {
      const { findings } = await check({
        logits: vector([-1e-15, ...repeated(9, 0), ...repeated(10, last)]),
        targets,
      });
      return findings.map(({ id }) => id);
    };
    expect(await idsAt(-1e-14)).toEqual(await idsAt(1e-14));
  });

  it('name the expected bias', async () => {
    const report = await check(sides([10, -0.3, 0.3], [990, -0.3, 0.3]));
    // −log((1 − 0.01) / 0.01) as the paper's section 4.1 has it for π = 0.01: −4.595.
    expect(findingOf(report, 'prior-bias-missing')?.fix).toContain('−4.595');
    // Without γ, α shifts the constant that minimises the loss by its own logit: here by −log 3.
    const balanced = await check(sides([10, -0.3, 0.3], [990, -0.3, 0.3]), {
      parameters: { alpha: 0.25, gamma: 0 },
    });
    const { lossConstant } = findingOf(balanced, 'prior-bias-missing')?.facts ?? {};
    expect(lossConstant).toBeCloseTo(Math.log(1 / 99) - Math.log(3), 9);
  });

  it('name the indices of suspect labels', async () => {
    expect(findingOf(await check(oneContradicted), 'label-noise')?.seen).toContain('[99]');
  });
});

describe('a weight', () => {
  it('multiplies the losses and leaves out elements with weight zero', async () => {
    const weighted = await check({
      logits: vector([2, -1, 3]),
      targets: vector([1, 0, 0]),
      weight: vector([2, 0.5, 0]),
    });
    const first = await check({ logits: vector([2]), targets: vector([1]) });
    const second = await check({ logits: vector([-1]), targets: vector([0]) });
    expect(weighted.counts).toMatchObject({ positives: 1, negatives: 1, ignored: 1 });
    const sum = 2 * (first.losses.focal.sum ?? 0) + 0.5 * (second.losses.focal.sum ?? 0);
    expect(weighted.losses.focal.sum).toBeCloseTo(sum, 12);
  });
});
