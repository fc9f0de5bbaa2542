import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveValue, logitOfProbability } from '../../../src/loss/curve';
import { type CurveParameters, INITIAL_VALUES, KINDS } from '../../../src/loss/kinds/kinds';
import { anyLogit, close, gamma } from './arbitrary';

const focal: CurveParameters = { ...INITIAL_VALUES, kind: 'focal', beta: 0 };

describe('curves', () => {
  it('have a ratio that equals the loss divided by the cross-entropy', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        gamma,
        fc.constantFrom(...KINDS.map(({ id }) => id)),
        (x, g, kind) => {
          const parameters: CurveParameters = { ...focal, kind, alpha: 0.3, gamma: g + 0.1 };
          const loss = curveValue(parameters, 'loss', x);
          const plain = curveValue({ ...focal, kind: 'crossEntropy' }, 'loss', x);
          expect(close(curveValue(parameters, 'ratioToCrossEntropy', x), loss / plain, 1e-12)).toBe(true);
        },
      ),
    );
  });

  it('are NaN if a quantity does not exist', () => {
    expect(curveValue({ ...focal, kind: 'focalStar' }, 'modulatingFactor', 1)).toBeNaN();
    expect(curveValue({ ...focal, kind: 'focalStar', gamma: 0 }, 'loss', 1)).toBeNaN();
    expect(curveValue({ ...focal, kind: 'focalStar', gamma: 0 }, 'gradientMagnitude', 1)).toBeNaN();
  });

  it('have a finite loss for |x| up to 1e4', () => {
    fc.assert(
      fc.property(anyLogit, gamma, (x, g) => {
        expect(Number.isFinite(curveValue({ ...focal, gamma: g }, 'loss', x))).toBe(true);
        expect(Number.isFinite(curveValue({ ...focal, gamma: g }, 'ratioToCrossEntropy', x))).toBe(true);
      }),
    );
  });

  it('reach their limits at p_t = 0 and p_t = 1', () => {
    const at = (x: number, change: Partial<CurveParameters>) =>
      (['loss', 'gradientMagnitude', 'ratioToCrossEntropy'] as const).map((quantity) =>
        curveValue({ ...focal, ...change }, quantity, x),
      );
    const [zero, one] = [logitOfProbability(0), logitOfProbability(1)];
    expect(at(zero, { gamma: 0.5 })).toEqual([Number.POSITIVE_INFINITY, 1, 1]);
    expect(at(one, { gamma: 0.5 })).toEqual([0, 0, 0]);
    expect(at(zero, { kind: 'focalStar' })).toEqual([Number.POSITIVE_INFINITY, 1, 1]);
    expect(at(one, { kind: 'focalStar' })).toEqual([0, 0, 0]);
    // FL* with γ = 1 shifts the cross-entropy by β, so far out it is e^(−β) of it.
    expect(at(one, { kind: 'focalStar', gamma: 1, beta: 2 })).toEqual([0, 0, Math.exp(-2)]);
    expect(at(one, { kind: 'labelSmoothedCrossEntropy', labelSmoothing: 0 })).toEqual([0, 0, 1]);
    expect(at(zero, { kind: 'labelSmoothedCrossEntropy', labelSmoothing: 0.5 })).toEqual([
      Number.POSITIVE_INFINITY,
      0.75,
      0.75,
    ]);
  });

  it('have a smooth ratio for FL* even if the losses underflow', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 2000, noNaN: true }),
        fc.double({ min: 0.7, max: 1.3, noNaN: true }),
        fc.constantFrom(-1, 0, 2),
        (x, g, beta) => {
          // e^(−γ x − β) / γ over e^(−x), up to e^(−x).
          const tail = Math.exp((1 - g) * x - beta) / g;
          const ratio = curveValue({ ...focal, kind: 'focalStar', gamma: g, beta }, 'ratioToCrossEntropy', x);
          expect(close(ratio, tail, 1e-5)).toBe(true);
        },
      ),
    );
  });
});
