import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TERM_VARIANTS, type TermVariantId } from '../../../src/loss/variants/variants';
import { softmaxFocalGradients, softmaxFocalLosses } from '../../reference/softmax-batch';
import { differences } from './compare';
import { CLASSES, ROWS, random, reportsOf, rows, softmax, weightsOf } from './row-companions';
import { expectSame, softmaxData } from './softmax-reports';
import { bytes, float32, float64 } from './tensors';

/** Losses under each convention, as their definitions in `src/loss/` say. */
function lossesOf(
  { logits, targets }: ReturnType<typeof softmaxData>,
  classes: number,
  {
    alpha,
    gamma,
    weight,
  }: { readonly alpha: readonly number[]; readonly gamma: number; readonly weight: readonly number[] },
): Readonly<Record<TermVariantId, number[]>> {
  const of = (parameters: { readonly alpha: readonly number[] | null; readonly gamma: number }) =>
    softmaxFocalLosses(logits, classes, { kind: 'index', values: targets }, parameters);
  const weighted = (losses: Float64Array) => Array.from(losses, (loss, row) => loss * (weight[row] ?? 1));
  return {
    focal: weighted(of({ alpha, gamma })),
    focalWithoutWeight: Array.from(of({ alpha, gamma })),
    focalWithoutAlpha: weighted(of({ alpha: null, gamma })),
    alphaBalancedCrossEntropy: weighted(of({ alpha, gamma: 0 })),
    crossEntropy: weighted(of({ alpha: null, gamma: 0 })),
  };
}

describe('the kernel agrees with the reference on a loss of each row', () => {
  const alpha = [0.5, 1, 2, 0.25, 1.5, 0.75];
  const conventions = TERM_VARIANTS.map(({ id }) => id);

  it.each(conventions)('that is %s', async (convention) => {
    const data = rows(11);
    for (const gamma of [0.7, 2]) {
      const weight = weightsOf(ROWS);
      const losses = lossesOf(data, CLASSES, { alpha, gamma, weight })[convention];
      for (const loss of [float32([ROWS], losses), float64([ROWS], losses)]) {
        const { kernel, reference } = await reportsOf(
          { ...data.arrays, loss, weight: float64([ROWS], weight) },
          { parameters: { alpha, gamma } },
        );
        expect(kernel.statistics.loss?.disagreements[convention]).toBe(0);
        expect(kernel.statistics.loss?.disagreements).toEqual(reference.statistics.loss?.disagreements);
        expectSame(kernel, reference);
      }
    }
  });

  it('at the edges of what is taken for the same', async () => {
    const data = rows(12);
    const weight = new Array<number>(ROWS).fill(1);
    const byConvention = lossesOf(data, CLASSES, { alpha, gamma: 2, weight });
    for (const convention of conventions) {
      const losses = byConvention[convention].map((loss, row) => {
        const tolerance = 5e-3 * loss + 1e-6;
        const nearly = 1 + (row % 2 === 0 ? 1 : -1) * 10 ** -(8 + (row % 5));
        return loss + (row % 3 === 0 ? -1 : 1) * tolerance * nearly;
      });
      const { kernel, reference } = await reportsOf(
        { ...data.arrays, loss: float64([ROWS], losses) },
        { parameters: { alpha, gamma: 2 } },
      );
      const disagreements = kernel.statistics.loss?.disagreements;
      expect(disagreements?.[convention]).toBeGreaterThan(100);
      expect(disagreements?.[convention]).toBeLessThan(ROWS - 100);
      expect(disagreements).toEqual(reference.statistics.loss?.disagreements);
      expectSame(kernel, reference);
    }
  });

  it('of which some are not finite, where α of a class is zero, and rows are as sure as can be', async () => {
    const { logits, targets } = softmaxData(ROWS, CLASSES, 13);
    for (const row of [0, 5, 17, 100, 101]) {
      logits[CLASSES * row + (targets[row] ?? 0)] = 90 + 160 * (row % 5);
    }
    const loss = Array.from({ length: ROWS }, () => random());
    loss.splice(3, 4, Number.NaN, Infinity, -Infinity, 0);
    loss.splice(100, 3, 0, 0, 0);
    const { kernel, reference } = await reportsOf(
      {
        logits: float32([ROWS, CLASSES], logits),
        targets: bytes([ROWS], targets),
        loss: float32([ROWS], loss),
      },
      { parameters: { alpha: [0, 1, 0, 0.5, 1, 1] } },
    );
    expect(kernel.statistics.loss?.disagreements).toEqual(reference.statistics.loss?.disagreements);
    expectSame(kernel, reference);
  });
});

describe('the kernel agrees with the reference on a gradient of each logit', () => {
  it.each([0, 1.5, 2])('γ = %s', async (gamma) => {
    const data = rows(14);
    const targets = { kind: 'index', values: data.targets } as const;
    const exact = softmaxFocalGradients(data.logits, CLASSES, targets, { alpha: 0.25, gamma });
    const gradient = Float32Array.from(exact, (one) => 0.5 * one + 1e-3 * (random() - 0.5));
    gradient[40] = Number.NaN;
    gradient[CLASSES * 50 + (data.targets[50] ?? 0)] = Infinity;
    const weight = float32([ROWS], weightsOf(ROWS));
    for (const more of [{}, { weight }]) {
      const { kernel, reference } = await reportsOf(
        { ...data.arrays, ...more, gradient: float32([ROWS, CLASSES], gradient) },
        { parameters: { alpha: 0.25, gamma } },
      );
      expect(differences(kernel.statistics.gradient, reference.statistics.gradient, 1e-6)).toEqual([]);
      expectSame(kernel, reference);
    }
  });
});

it('the kernel agrees with the reference on any rows with weights, losses and gradients', async () => {
  const row = fc.record({
    logits: fc.array(fc.integer({ min: -240, max: 240 }), { minLength: 3, maxLength: 3 }),
    target: fc.constantFrom(0, 1, 2, 2, 255, 7),
    mask: fc.constantFrom(0, 1, 1, 1),
    weight: fc.oneof(
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.constantFrom(0, 1, 1, Number.NaN, Infinity),
    ),
    loss: fc.oneof(fc.double({ min: 0, max: 20, noNaN: true }), fc.constantFrom(0, Number.NaN)),
    gradient: fc.double({ min: -1, max: 1, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0, 0.5, 1, 2, 3.3),
      fc.constantFrom(null, 0, 1),
      async (all, gamma, backgroundClass) => {
        const shape = [all.length];
        const column = (name: 'target' | 'mask' | 'weight' | 'loss' | 'gradient') =>
          all.map((one) => one[name]);
        // What they are apart is off the edges of the bins, which are multiples of a sixty-fourth.
        const logits = all.flatMap((one) =>
          one.logits.map((sixteenths, at) => sixteenths / 16 + 0.0043 * at),
        );
        const gradient = column('gradient').flatMap((one) => [one, 2 * one, -one]);
        const { kernel, reference } = await reportsOf(
          {
            logits: float32([all.length, 3], logits),
            targets: bytes(shape, column('target')),
            mask: bytes(shape, column('mask')),
            weight: float64(shape, column('weight')),
            loss: float64(shape, column('loss')),
            gradient: float64([all.length, 3], gradient),
          },
          {
            choices: { ...softmax, targets: 'index', ignoreIndex: 255, backgroundClass },
            parameters: { gamma, alpha: [0.25, 1, 3] },
          },
        );
        expect(kernel.counts).toEqual(reference.counts);
        const [one, other] = [kernel.statistics, reference.statistics];
        expect(one.leftOut).toEqual(other.leftOut);
        expect(one.loss?.disagreements).toEqual(other.loss?.disagreements);
        expect(differences(one.losses, other.losses, 3e-6, 1e-6)).toEqual([]);
        expect(differences(one.loss, other.loss, 1e-6, 1e-9)).toEqual([]);
        expect(differences(one.gradient, other.gradient, 3e-6, 1e-6)).toEqual([]);
        expect(differences(one.lossMargins, other.lossMargins, 1e-6, 1e-2)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
