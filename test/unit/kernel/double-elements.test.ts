import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../../src/check/check';
import { randomNumbers } from '../check/tensors';
import { bothReports } from './both-reports';
import { differences } from './compare';
import { bytes, float32, float64, type NamedArray, safetensors } from './tensors';

type Arrays = Readonly<Record<string, NamedArray>>;
type Request = Omit<CheckRequest, 'files'>;

const binary = { link: 'sigmoid', targets: 'binary', input: 'logits' } as const;
const soft = { link: 'sigmoid', targets: 'soft', input: 'logits' } as const;
const GAMMAS = [0, 0.5, 1, 1.7, 2, 3, 5, 12];

/** Both compute in float64, with functions whose last digits differ. */
async function expectAgreement(arrays: Arrays, request: Request, tolerance = 1e-12): Promise<void> {
  const { kernel, reference } = await bothReports([await safetensors(arrays)], request);
  expect(differences(kernel, reference, tolerance, 0.1 * tolerance)).toEqual([]);
}

const random = randomNumbers(23);

function uniform(length: number, low: number, high: number): number[] {
  return Array.from({ length }, () => low + (high - low) * random());
}

/** Targets and logits of a detector, with all that can be wrong with them. */
function scores(length: number, step = 1) {
  const targets: number[] = uniform(length, 0, 1).map((value) => (value < 0.1 ? 1 : 0));
  const logits = targets.map((target) => 10 * (random() - 0.6) + 3 * target);
  const strange = [Number.NaN, Infinity, -Infinity, 70_000, -70_000, 16, -16, 20, 16_384, 0, -0, 900, -900];
  for (const [at, value] of strange.entries()) {
    logits[7 * step * at + 3] = value;
  }
  for (const [at, value] of [255, 2, 255, 3].entries()) {
    targets[11 * step * at + 5] = value;
  }
  return { logits, targets };
}

/** Lin et al. 2017, equation 5, for logits that are not extreme. */
function focalLoss(logit: number, target: number, alpha: number, gamma: number): number {
  const p = 1 / (1 + Math.exp(target === 1 ? -logit : logit));
  return -(target === 1 ? alpha : 1 - alpha) * (1 - p) ** gamma * Math.log(p);
}

describe('a sigmoid’s elements are added in float64 as the reference does', () => {
  const length = 3_001;
  const shape = [length];
  const { logits, targets } = scores(length);
  const weights = uniform(length, 0, 3);
  for (const [at, value] of [0, Number.NaN, Infinity, -0.5, 1e-300, 1e30].entries()) {
    weights[13 * at + 1] = value;
  }
  const elements = { logits: float32(shape, logits), targets: bytes(shape, targets) };
  const ignoring = { ...binary, ignoreIndex: 255 };

  it.each(GAMMAS)('with weights, γ = %s', async (gamma) => {
    const arrays = { ...elements, weight: float32(shape, weights) };
    await expectAgreement(arrays, { choices: ignoring, parameters: { gamma, alpha: 0.25 } });
  });

  it.each([null, 0, 0.75, [0.3, 0.9]])('with weights and a mask, α = %s', async (alpha) => {
    const mask = uniform(length, 0, 1.4).map(Math.floor);
    const arrays = { ...elements, weight: float64(shape, weights), mask: bytes(shape, mask) };
    await expectAgreement(arrays, { choices: ignoring, parameters: { alpha } });
  });

  it.each(GAMMAS)('with soft targets, γ = %s', async (gamma) => {
    const shares = targets.map((target, at) => (at % 3 === 0 ? target : 0.1 + 0.8 * random()));
    const arrays = { logits: float64(shape, logits), targets: float64(shape, shares) };
    await expectAgreement(arrays, { choices: soft, parameters: { gamma } });
    const weight = float32(shape, weights);
    await expectAgreement({ ...arrays, weight }, { choices: soft, parameters: { gamma, alpha: null } });
  });

  it.each([
    ['focal loss', (logit: number, target: number) => focalLoss(logit, target, 0.25, 2)],
    ['focal loss without α', (logit: number, target: number) => 2 * focalLoss(logit, target, 0.5, 2)],
    ['cross-entropy', (logit: number, target: number) => 2 * focalLoss(logit, target, 0.5, 0)],
    ['cross-entropy with α', (logit: number, target: number) => focalLoss(logit, target, 0.25, 0)],
  ])('beside losses and gradients that were given: %s', async (_, lossOf) => {
    const loss = logits.map((logit, at) => lossOf(logit, targets[at] ?? 0) * (at % 500 === 7 ? 1.1 : 1));
    const gradient = uniform(length, -1, 1);
    gradient[100] = Number.NaN;
    const arrays = { ...elements, loss: float32(shape, loss), gradient: float64(shape, gradient) };
    await expectAgreement(arrays, { choices: ignoring, parameters: { gamma: 2, alpha: 0.25 } });
    const weight = float32(shape, weights);
    await expectAgreement(
      { ...arrays, weight },
      { choices: ignoring, parameters: { gamma: 2, alpha: 0.25 } },
    );
  });

  it.each(['probabilities', 'squashed-twice'] as const)('of %s', async (input) => {
    const once = logits.map((logit) => 1 / (1 + Math.exp(-logit)));
    const values = input === 'probabilities' ? once : once.map((value) => 1 / (1 + Math.exp(-value)));
    for (const [at, value] of [0, 1, -0.2, 1.5].entries()) {
      values[17 * at + 2] = value;
    }
    const arrays = { ...elements, logits: float64(shape, values), weight: float32(shape, weights) };
    // Two logarithms after each other make the most of a last digit.
    await expectAgreement(arrays, { choices: { ...ignoring, input } }, 1e-9);
  });
});

describe('rows of several channels are added in float64 as the reference does', () => {
  const [rows, channels] = [611, 5];
  const values = rows * channels;
  const { logits, targets } = scores(values);

  it.each([['a row', 1] as const, ['a logit', channels] as const])(
    'with one weight %s',
    async (_, perRow) => {
      const companionShape = perRow === 1 ? [rows] : [rows, channels];
      const arrays = {
        logits: float32([rows, channels], logits),
        targets: bytes([rows, channels], targets),
        weight: float32(companionShape, uniform(rows * perRow, 0, 2)),
        loss: float32([rows, channels], uniform(values, 0, 2)),
      };
      const choices = { ...binary, ignoreIndex: 255 };
      await expectAgreement(arrays, { choices });
      await expectAgreement(arrays, { choices, parameters: { alpha: [0.1, 0.3, 0.5, 0.7, 0.9] } });
    },
  );

  it('with targets that are indices, of which one is the background', async () => {
    const labels = uniform(rows, 0, channels + 1).map(Math.floor);
    for (const [at, label] of [255, 7, 255].entries()) {
      labels[at + 20] = label;
    }
    const arrays = {
      logits: float64([rows, channels], logits),
      targets: bytes([rows], labels),
      weight: float32([rows], uniform(rows, 0, 2)),
      gradient: float32([rows, channels], uniform(values, -1, 1)),
    };
    await expectAgreement(arrays, { choices: { link: 'sigmoid', input: 'logits', ignoreIndex: 255 } });
  });
});

it('whatever the elements are', async () => {
  const element = fc.record({
    // Nearer to 0 but not at it, the last digit of p_t decides on which side of the bins' edge at ½ it is.
    logit: fc
      .oneof(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 1e300),
      )
      .filter((logit) => logit === 0 || !(Math.abs(logit) <= 1e-12)),
    // Nearer to 0 and 1, the last digit of p_t decides in which bin its logit is counted.
    target: fc.oneof(
      fc.constantFrom(0, 1, 2, 255, Number.NaN),
      fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
    ),
    weight: fc.oneof(
      fc.double({ min: -1, max: 1e6, noNaN: true }),
      fc.constantFrom(0, 1, Infinity, Number.NaN),
    ),
    mask: fc.constantFrom(0, 1, 1, 1),
    loss: fc.double({ min: -1, max: 100 }),
    gradient: fc.double({ min: -100, max: 100 }),
  });
  const parameters = fc.record({
    gamma: fc.oneof(fc.constantFrom(0, 1, 2), fc.double({ min: 0, max: 20, noNaN: true })),
    alpha: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(element, { minLength: 1, maxLength: 70 }),
      parameters,
      async (elements, given) => {
        const columnOf = (name: 'logit' | 'target' | 'weight' | 'mask' | 'loss' | 'gradient') =>
          float64(
            [elements.length],
            elements.map((one) => one[name]),
          );
        const arrays = {
          logits: columnOf('logit'),
          targets: columnOf('target'),
          weight: columnOf('weight'),
          mask: columnOf('mask'),
          loss: columnOf('loss'),
          gradient: columnOf('gradient'),
        };
        const request = { choices: { ...soft, ignoreIndex: 255 }, parameters: given };
        const { kernel, reference } = await bothReports([await safetensors(arrays)], request);
        expect(differences(kernel.counts, reference.counts, 0)).toEqual([]);
        expect(differences(kernel.statistics, reference.statistics, 1e-9, 1e-9)).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});
