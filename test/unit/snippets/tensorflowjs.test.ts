import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { focalLossGradient, focalLoss as reference } from '../../../src/loss/binary';
import { asymmetric } from '../../../src/loss/kinds/asymmetric';
import { softmaxFocalLossGradient, softmaxFocalLoss as softmaxReference } from '../../../src/loss/softmax';
import { asymmetricLoss } from '../../../src/snippets/frameworks/tensorflowjs/asymmetric-loss';
import { focalLoss } from '../../../src/snippets/frameworks/tensorflowjs/focal-loss';
import { softmaxFocalLoss } from '../../../src/snippets/frameworks/tensorflowjs/softmax-focal-loss';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const alphas = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1, noNaN: true }));
const gammas = fc.oneof(fc.constantFrom(0, 0.5, 1, 2, 5), fc.double({ min: 0, max: 5, noNaN: true }));
/** Values that float32 holds exactly, so that both sides see the same logit. */
const logits = fc.double({ min: -30, max: 30, noNaN: true }).map(Math.fround);
const targets = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }).map(Math.fround));

/** TensorFlow.js computes in float32; `expected` is float64. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(3e-5 * Math.abs(expected) + 1e-6);
}

describe('the sigmoid snippet', () => {
  it('equals the loss of each element', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(logits, targets), { minLength: 1, maxLength: 8 }),
        alphas,
        gammas,
        (pairs, alpha, gamma) => {
          const x = tf.tensor1d(pairs.map(([logit]) => logit));
          const y = tf.tensor1d(pairs.map(([, target]) => target));
          const losses = focalLoss(x, y, alpha, gamma, 'none').arraySync();
          pairs.forEach(([logit, target], index) => {
            expectClose(
              (losses as number[])[index] ?? Number.NaN,
              reference(logit, target, { alpha, gamma }),
            );
          });
        },
      ),
    );
  });

  it('has the gradient of the loss', () => {
    fc.assert(
      fc.property(logits, fc.constantFrom(0, 1), alphas, gammas, (logit, target, alpha, gamma) => {
        const gradient = tf.grad((x) => focalLoss(x, tf.tensor1d([target]), alpha, gamma, 'sum').asScalar());
        const [slope = Number.NaN] = gradient(tf.tensor1d([logit])).dataSync();
        expectClose(slope, focalLossGradient(logit, target, { alpha, gamma }));
      }),
    );
  });

  it('has the gradient of the loss where the logit is 0, as before training', () => {
    for (const target of [0, 1, 0.3]) {
      const gradient = tf.grad((x) => focalLoss(x, tf.tensor1d([target]), 0.25, 2, 'sum').asScalar());
      const [slope = Number.NaN] = gradient(tf.tensor1d([0])).dataSync();
      expectClose(slope, focalLossGradient(0, target, { alpha: 0.25, gamma: 2 }));
    }
  });

  it('is finite for logits whose probabilities round to 0 and 1', () => {
    for (const gamma of [0, 0.5, 1, 2, 5]) {
      for (const target of [0, 1]) {
        const gradient = tf.grad((x) => focalLoss(x, tf.fill([4], target), 0.25, gamma, 'sum').asScalar());
        const slopes = gradient(tf.tensor1d([-1e4, -120, 120, 1e4])).dataSync();
        expect([...slopes].every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('reduces the losses by every reduction', () => {
    const x = tf.tensor2d([
      [2, -1, 0.5],
      [-3, 1, 4],
    ]);
    const y = tf.tensor2d(
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      [2, 3],
      'int32',
    );
    const total = [
      [2, 1],
      [-1, 0],
      [0.5, 0],
      [-3, 0],
      [1, 1],
      [4, 0],
    ]
      .map(([logit = 0, target = 0]) => reference(logit, target, { alpha: 0.25, gamma: 2 }))
      .reduce((sum, loss) => sum + loss, 0);
    const value = (...rest: [reduction?: 'sum' | 'mean']) =>
      focalLoss(x, y, 0.25, 2, ...rest).dataSync()[0] ?? 0;
    expectClose(value('sum'), total);
    expectClose(value('mean'), total / 6);
    expectClose(value(), total / 2);
    expectClose(
      focalLoss(x, tf.zerosLike(y)).dataSync()[0] ?? 0,
      focalLoss(x, tf.zerosLike(y), 0.25, 2, 'sum').dataSync()[0] ?? 1,
    );
  });

  it('is accurate for confident predictions', () => {
    const margins = Array.from({ length: 15 }, (_, step) => 4 + step);
    for (const gamma of [0, 1, 2]) {
      const losses = focalLoss(tf.tensor1d(margins), tf.onesLike(margins), null, gamma, 'none').dataSync();
      margins.forEach((margin, index) => {
        const exact = reference(margin, 1, { alpha: null, gamma });
        expect(Math.abs((losses[index] ?? 0) / exact - 1)).toBeLessThan(2e-6);
      });
    }
  });

  it('is zero for an infinite logit on the right side', () => {
    for (const gamma of [0, 0.5, 2]) {
      const y = tf.tensor1d([1, 0]);
      const x = tf.tensor1d([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
      expect(focalLoss(x, y, 0.25, gamma, 'sum').dataSync()[0]).toBeCloseTo(0, 30);
      const slopes = tf
        .grad((logits) => focalLoss(logits, y, 0.25, gamma, 'sum').asScalar())(x)
        .dataSync();
      expect([...slopes].every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses shapes that only broadcast, and leaks no tensor', () => {
    expect(() => focalLoss(tf.zeros([4, 1]), tf.zeros([4]))).toThrow(/focalLoss/);
    const [x, y] = [tf.zeros([4]), tf.ones([4])];
    const before = tf.memory().numTensors;
    focalLoss(x, y).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the softmax snippet', () => {
  const classes = 4;
  const example = fc.tuple(
    fc.array(fc.double({ min: -15, max: 15, noNaN: true }).map(Math.fround), {
      minLength: classes,
      maxLength: classes,
    }),
    fc.integer({ min: 0, max: classes - 1 }),
  );
  const weights = fc.oneof(
    fc.constant(null),
    fc.array(fc.double({ min: 0, max: 3, noNaN: true }).map(Math.fround), {
      minLength: classes,
      maxLength: classes,
    }),
  );

  it('equals the loss of each example, and its mean', () => {
    fc.assert(
      fc.property(
        fc.array(example, { minLength: 1, maxLength: 5 }),
        weights,
        gammas,
        (examples, alpha, gamma) => {
          const x = tf.tensor2d(examples.map(([row]) => row));
          const y = tf.oneHot(
            examples.map(([, label]) => label),
            classes,
          );
          const expected = examples.map(([row, label]) => softmaxReference(row, label, { alpha, gamma }));
          const losses = softmaxFocalLoss(x, y, gamma, alpha, 'none').dataSync();
          expected.forEach((loss, index) => {
            expectClose(losses[index] ?? Number.NaN, loss);
          });
          const mean = expected.reduce((sum, loss) => sum + loss, 0) / expected.length;
          expectClose(softmaxFocalLoss(x, y, gamma, alpha).dataSync()[0] ?? Number.NaN, mean);
        },
      ),
    );
  });

  it('is accurate for confident predictions', () => {
    for (const gamma of [0, 1, 2]) {
      for (let margin = 4; margin <= 18; margin++) {
        const x = tf.tensor2d([[margin, 0, 0]]);
        const [loss = 0] = softmaxFocalLoss(x, tf.tensor2d([[1, 0, 0]]), gamma).dataSync();
        const exact = softmaxReference([margin, 0, 0], 0, { alpha: null, gamma });
        expect(Math.abs(loss / exact - 1)).toBeLessThan(2e-6);
      }
    }
  });

  it('has the gradient of the loss, also where classes have the same logit', () => {
    const rows = fc.oneof(
      example,
      fc.integer({ min: 0, max: classes - 1 }).map((label): [number[], number] => [[0, 0, 0, 0], label]),
      fc.integer({ min: 0, max: classes - 1 }).map((label): [number[], number] => [[1, 3, 3, -2], label]),
    );
    fc.assert(
      fc.property(rows, weights, gammas, ([row, label], alpha, gamma) => {
        const y = tf.oneHot([label], classes);
        const loss = (x: tf.Tensor) => softmaxFocalLoss(x, y, gamma, alpha, 'sum').asScalar();
        const slopes = tf
          .grad(loss)(tf.tensor2d([row]))
          .dataSync();
        const shares = row.map((_, index) => (index === label ? 1 : 0));
        softmaxFocalLossGradient(row, shares, { alpha, gamma }).forEach((slope, index) => {
          expectClose(slopes[index] ?? Number.NaN, slope);
        });
      }),
    );
  });

  it('ignores a class masked by a logit of −∞', () => {
    // −(1 − p)² log p with p = σ(1.5).
    const p = 1 / (1 + Math.exp(-1.5));
    const y = tf.tensor2d([[1, 0, 0]]);
    const x = tf.tensor2d([[2, 0.5, Number.NEGATIVE_INFINITY]]);
    const [loss = Number.NaN] = softmaxFocalLoss(x, y).dataSync();
    expect(loss).toBeCloseTo(-((1 - p) ** 2) * Math.log(p), 6);
    const slopes = tf
      .grad((logits) => softmaxFocalLoss(logits, y, 2, null, 'sum').asScalar())(x)
      .dataSync();
    expect([...slopes].every(Number.isFinite)).toBe(true);
  });
});

describe('the asymmetric snippet', () => {
  const clips = fc.constantFrom(0, 0.05, 0.2);

  it('equals the loss of each element', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(logits, fc.constantFrom(0, 1)), { minLength: 1, maxLength: 8 }),
        gammas,
        gammas,
        clips,
        (pairs, gammaPositive, gammaNegative, clip) => {
          const x = tf.tensor1d(pairs.map(([logit]) => logit));
          const y = tf.tensor1d(pairs.map(([, target]) => target));
          const losses = asymmetricLoss(x, y, gammaPositive, gammaNegative, clip, 'none').dataSync();
          pairs.forEach(([logit, target], index) => {
            const expected = asymmetric.loss(logit, target, { gammaPositive, gammaNegative, clip });
            expectClose(losses[index] ?? Number.NaN, expected);
          });
        },
      ),
    );
  });

  it('has the gradient of the loss', () => {
    fc.assert(
      fc.property(logits, fc.constantFrom(0, 1), gammas, gammas, clips, (logit, target, up, down, clip) => {
        // The margin is a kink, and a power below 1 is steep beside it.
        const p = 1 / (1 + Math.exp(-logit));
        fc.pre(target === 1 || clip === 0 || Math.abs(p - clip) > 0.01);
        const parameters = { gammaPositive: up, gammaNegative: down, clip };
        const loss = (x: tf.Tensor) =>
          asymmetricLoss(x, tf.tensor1d([target]), up, down, clip, 'sum').asScalar();
        const [slope = Number.NaN] = tf
          .grad(loss)(tf.tensor1d([logit]))
          .dataSync();
        expectClose(slope, asymmetric.gradient(logit, target, parameters));
      }),
    );
  });

  it('has the gradient of the loss where the logit is 0, as before training', () => {
    const loss = (x: tf.Tensor) => asymmetricLoss(x, tf.tensor1d([1]), 1, 4, 0.05, 'sum').asScalar();
    const [slope = Number.NaN] = tf
      .grad(loss)(tf.tensor1d([0]))
      .dataSync();
    expectClose(slope, asymmetric.gradient(0, 1, { gammaPositive: 1, gammaNegative: 4, clip: 0.05 }));
  });

  it('is finite for sure predictions, and refuses shapes that only broadcast', () => {
    for (const target of [0, 1, 0.3]) {
      const loss = (x: tf.Tensor) => asymmetricLoss(x, tf.fill([4], target), 1, 4, 0.05, 'sum').asScalar();
      const slopes = tf
        .grad(loss)(tf.tensor1d([-1e4, -120, 120, 1e4]))
        .dataSync();
      expect([...slopes].every(Number.isFinite)).toBe(true);
    }
    expect(() => asymmetricLoss(tf.zeros([4, 1]), tf.zeros([4]))).toThrow(/asymmetricLoss/);
  });

  it('reduces by the mean of all elements', () => {
    const [x, y] = [tf.tensor1d([2, -1, 0.5]), tf.tensor1d([1, 0, 0])];
    const [mean = 0] = asymmetricLoss(x, y).dataSync();
    const [sum = 0] = asymmetricLoss(x, y, 0, 4, 0.05, 'sum').dataSync();
    expectClose(mean, sum / 3);
  });
});
