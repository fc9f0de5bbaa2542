import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crossEntropy,
  crossEntropyGradient,
  focalLoss,
  focalLossGradient,
  focalLossStar,
  focalLossStarGradient,
} from '../../../src/loss/binary';
import { reduceSum, reductionDivisor, SINGLE_REDUCTIONS } from '../../../src/loss/reduction';
import {
  type BinaryLoss,
  binaryGradients,
  binaryLosses,
  countBinaryTargets,
} from '../../reference/binary-batch';
import { sumOfLosses } from '../../reference/sum-of-losses';
import {
  alpha,
  anyLogit,
  close,
  derivative,
  gamma,
  hardTarget,
  moderateLogit,
  softTarget,
} from './arbitrary';

const IGNORED = 255;
const focal: BinaryLoss = { kind: 'focal', alpha: 0.25, gamma: 2 };
const elements = fc.array(fc.tuple(anyLogit, fc.oneof(hardTarget, softTarget, fc.constant(IGNORED))), {
  maxLength: 20,
});

function columns(pairs: readonly (readonly [number, number])[]): [number[], number[]] {
  return [pairs.map(([logit]) => logit), pairs.map(([, target]) => target)];
}

describe('a batch of sigmoid losses', () => {
  it('holds the loss and gradient of every element, and zeros for ignored ones', () => {
    fc.assert(
      fc.property(elements, alpha, gamma, (pairs, a, g) => {
        const [logits, targets] = columns(pairs);
        const beta = 0.5;
        const steep = g + 0.1;
        const losses: readonly [
          BinaryLoss,
          (x: number, y: number) => number,
          (x: number, y: number) => number,
        ][] = [
          [{ kind: 'crossEntropy' }, crossEntropy, crossEntropyGradient],
          [
            { kind: 'focal', alpha: a, gamma: g },
            (x, y) => focalLoss(x, y, { alpha: a, gamma: g }),
            (x, y) => focalLossGradient(x, y, { alpha: a, gamma: g }),
          ],
          [
            { kind: 'focalStar', gamma: steep, beta },
            (x, y) => focalLossStar(x, y, steep, beta),
            (x, y) => focalLossStarGradient(x, y, steep, beta),
          ],
        ];
        for (const [loss, lossOf, slopeOf] of losses) {
          const options = { ignoreIndex: IGNORED };
          expect([...binaryLosses(logits, targets, loss, options)]).toEqual(
            pairs.map(([x, y]) => (y === IGNORED ? 0 : lossOf(x, y))),
          );
          expect([...binaryGradients(logits, targets, loss, options)]).toEqual(
            pairs.map(([x, y]) => (y === IGNORED ? 0 : slopeOf(x, y))),
          );
        }
      }),
    );
  });

  it('smooths targets towards 1/2', () => {
    fc.assert(
      fc.property(anyLogit, hardTarget, fc.integer({ min: 0, max: 8 }), (x, y, eighths) => {
        const labelSmoothing = eighths / 8;
        const [loss] = binaryLosses([x], [y], focal, { labelSmoothing });
        const smoothed = y === 1 ? 1 - labelSmoothing / 2 : labelSmoothing / 2;
        expect(loss).toBe(focalLoss(x, smoothed, { alpha: 0.25, gamma: 2 }));
      }),
    );
  });

  it('accepts the typed arrays that files give', () => {
    const losses = binaryLosses(Float32Array.of(0, 0), Uint8Array.of(1, 0), { kind: 'crossEntropy' });
    expect([...losses]).toEqual([Math.LN2, Math.LN2]);
  });

  it('counts positives by a target of at least 1/2', () => {
    expect(countBinaryTargets([1, 0, 0.5, 0.49, IGNORED, IGNORED], IGNORED)).toEqual({
      elements: 6,
      positives: 2,
      takingPart: 4,
    });
    expect(countBinaryTargets([])).toEqual({ elements: 0, positives: 0, takingPart: 0 });
  });

  it('has a reduced loss whose derivative is the gradient over the same divisor', () => {
    const batch = fc.array(fc.tuple(moderateLogit, fc.constantFrom(0, 1, IGNORED)), { minLength: 1 });
    fc.assert(
      fc.property(batch, fc.constantFrom(...SINGLE_REDUCTIONS), fc.nat(), (pairs, reduction, which) => {
        const [logits, targets] = columns(pairs);
        const options = { ignoreIndex: IGNORED };
        const counts = countBinaryTargets(targets, IGNORED);
        fc.pre(counts.takingPart > 0);
        const reduced = (values: number[]) =>
          reduceSum(sumOfLosses(binaryLosses(values, targets, focal, options)), reduction, counts);
        const at = which % logits.length;
        const slope =
          (binaryGradients(logits, targets, focal, options)[at] ?? Number.NaN) /
          reductionDivisor(reduction, counts);
        const along = (x: number) => reduced(logits.with(at, x));
        // The rounding of all terms adds up in the sum.
        expect(close(slope, derivative(along, logits[at] ?? 0), 1e-6, 1e-6 * reduced(logits))).toBe(true);
      }),
    );
  });

  it('refuses invalid input and names it', () => {
    expect(() => binaryLosses([1, 2], [1], focal)).toThrow(/ask for 2 target values; there are 1/);
    expect(() => binaryLosses([1, 2], [1, 255], focal)).toThrow(/targets\[1\] is 255/);
    expect(() => binaryLosses([1], [Number.NaN], focal)).toThrow(/targets\[0\] is NaN/);
    expect(() => binaryLosses([1], [-0.1], focal)).toThrow(RangeError);
    expect(() => binaryLosses([1], [1], focal, { labelSmoothing: 1.1 })).toThrow(/label smoothing.*1\.1/);
    expect(() => binaryGradients([1], [1], { kind: 'focal', alpha: -1, gamma: 2 })).toThrow(/alpha.*-1/);
    expect(() => binaryLosses([1], [1], { kind: 'alphaBalancedCrossEntropy', alpha: 2 })).toThrow(/alpha.*2/);
    expect(() => binaryLosses([1], [1], { kind: 'focalStar', gamma: 0, beta: 0 })).toThrow(/gamma of FL\*/);
    expect(() => binaryLosses([1], [1], { kind: 'focalStar', gamma: 1, beta: Number.NaN })).toThrow(/beta/);
  });
});
