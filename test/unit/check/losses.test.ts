import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as binary from '../../../src/loss/binary';
import { softmaxFocalLoss, softmaxFocalLossOfDistribution, softmaxTerms } from '../../../src/loss/softmax';
import { check, vector } from './tensors';

const logit = fc.double({ min: -1000, max: 1000, noNaN: true });
const gamma = fc.oneof(fc.constantFrom(0, 0.5, 1, 2, 5), fc.double({ min: 0.01, max: 10, noNaN: true }));
const alpha = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));

function total(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0);
}

function expectClose(actual: number | null, expected: number): void {
  expect(actual).not.toBeNull();
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    1e-11 * Math.abs(expected) + 1e-300,
  );
}

describe('sums agree with the loss functions', () => {
  it('for a sigmoid with binary targets', async () => {
    const element = fc.tuple(logit, fc.constantFrom(0, 1));
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, { minLength: 1, maxLength: 30 }),
        alpha,
        gamma,
        async (elements, a, g) => {
          const report = await check(
            { logits: vector(elements.map(([x]) => x)), targets: vector(elements.map(([, y]) => y)) },
            { parameters: { alpha: a, gamma: g }, choices: { input: 'logits', targets: 'binary' } },
          );
          expectClose(
            report.losses.crossEntropy.sum,
            total(elements.map(([x, y]) => binary.crossEntropy(x, y))),
          );
          expectClose(
            report.losses.alphaBalancedCrossEntropy.sum,
            total(elements.map(([x, y]) => binary.alphaBalancedCrossEntropy(x, y, a))),
          );
          const focal = total(elements.map(([x, y]) => binary.focalLoss(x, y, { alpha: a, gamma: g })));
          expectClose(report.losses.focal.sum, focal);
          if (g === 0) {
            expect(report.losses.focalStar.sum).toBeNull();
          } else {
            expectClose(
              report.losses.focalStar.sum,
              total(elements.map(([x, y]) => binary.focalLossStar(x, y, g))),
            );
          }
        },
      ),
    );
  });

  it('for a sigmoid with soft targets', async () => {
    const element = fc.tuple(logit, fc.double({ min: 0.01, max: 0.99, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, { minLength: 1, maxLength: 30 }),
        alpha,
        gamma,
        async (elements, a, g) => {
          const report = await check(
            { logits: vector(elements.map(([x]) => x)), targets: vector(elements.map(([, y]) => y)) },
            { parameters: { alpha: a, gamma: g }, choices: { input: 'logits' } },
          );
          expect(report.interpretation.targets).toBe('soft');
          expectClose(
            report.losses.focal.sum,
            total(elements.map(([x, y]) => binary.focalLoss(x, y, { alpha: a, gamma: g }))),
          );
        },
      ),
    );
  });

  it('for a softmax with index targets and a weight for each class', async () => {
    const example = fc.tuple(fc.array(logit, { minLength: 3, maxLength: 3 }), fc.nat({ max: 2 }));
    const weights = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(example, { minLength: 2, maxLength: 20 }),
        weights,
        gamma,
        async (examples, a, g) => {
          const report = await check(
            {
              logits: { shape: [examples.length, 3], data: examples.flatMap(([x]) => x) },
              targets: vector(examples.map(([, y]) => y)),
            },
            {
              parameters: { alpha: a, gamma: g },
              choices: { input: 'logits', link: 'softmax', classAxis: 1 },
            },
          );
          const focal = total(examples.map(([x, y]) => softmaxFocalLoss(x, y, { alpha: a, gamma: g })));
          expectClose(report.losses.focal.sum, focal);
          expectClose(
            report.losses.crossEntropy.sum,
            total(examples.map(([x, y]) => softmaxTerms(x).crossEntropy[y] ?? Number.NaN)),
          );
        },
      ),
    );
  });

  it('for a softmax with soft targets', async () => {
    const example = fc.tuple(
      fc.array(logit, { minLength: 3, maxLength: 3 }),
      fc.tuple(
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.double({ min: 0.01, max: 0.45, noNaN: true }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(example, { minLength: 2, maxLength: 20 }), gamma, async (examples, g) => {
        const targets = examples.map(([, [first, second]]) => [first, second, 1 - first - second]);
        const report = await check(
          {
            logits: { shape: [examples.length, 3], data: examples.flatMap(([x]) => x) },
            targets: { shape: [examples.length, 3], data: targets.flat() },
          },
          { parameters: { alpha: null, gamma: g }, choices: { input: 'logits', classAxis: 1 } },
        );
        expect(report.interpretation).toMatchObject({ link: 'softmax', targets: 'soft' });
        const focal = examples.map(([x], at) =>
          softmaxFocalLossOfDistribution(x, targets[at] ?? [], { alpha: null, gamma: g }),
        );
        expectClose(report.losses.focal.sum, total(focal));
      }),
    );
  });
});

describe('reductions', () => {
  it('divide by the count in their name', async () => {
    const { losses, counts, reducedLoss } = await check({
      logits: vector([2, -1, 0.5, -3, 7]),
      targets: vector([1, 0, 0, 0, -1]),
    });
    expect(counts).toEqual({
      elements: 5,
      positives: 1,
      negatives: 3,
      ignored: 1,
      nonFinite: 0,
      invalidTargets: 0,
    });
    const sum = losses.focal.sum ?? Number.NaN;
    expect(losses.focal).toEqual({ sum, mean: sum / 4, meanOverPositives: sum, meanOverAll: sum / 5 });
    expect(reducedLoss).toBe(sum);
  });
});
