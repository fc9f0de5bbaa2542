import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../../src/calibration/clopper-pearson';
import { incompleteBeta } from '../../../src/calibration/incomplete-beta';

const share = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([trials, part]) => ({ trials, successes: Math.round(part * trials) }));

/** Σ C(n, j) p^j (1 − p)^(n − j) for j ≥ k, term by term from the ratio of neighbours. */
function upperTail(trials: number, successes: number, p: number): number {
  let logTerm = trials * Math.log1p(-p);
  let sum = successes === 0 ? Math.exp(logTerm) : 0;
  for (let j = 1; j <= trials; j++) {
    logTerm += Math.log((trials - j + 1) / j) + Math.log(p) - Math.log1p(-p);
    sum += j >= successes ? Math.exp(logTerm) : 0;
  }
  return sum;
}

describe('the interval of Clopper and Pearson', () => {
  it('leaves 2.5 % of the binomial distribution beyond each end', () => {
    fc.assert(
      fc.property(share, ({ trials, successes }) => {
        const { low, high } = clopperPearson(successes, trials);
        if (successes > 0) {
          expect(upperTail(trials, successes, low)).toBeCloseTo(0.025, 8);
        }
        if (successes < trials) {
          expect(1 - upperTail(trials, successes + 1, high)).toBeCloseTo(0.025, 8);
        }
      }),
    );
  });

  it('holds the share, and mirrors that of the failures', () => {
    fc.assert(
      fc.property(share, ({ trials, successes }) => {
        const { low, high } = clopperPearson(successes, trials);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        const mirrored = clopperPearson(trials - successes, trials);
        expect(mirrored.low).toBeCloseTo(1 - high, 10);
        expect(mirrored.high).toBeCloseTo(1 - low, 10);
      }),
    );
  });

  it('is everything without trials', () => {
    expect(clopperPearson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('the incomplete beta function', () => {
  it('is a power where one parameter is 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, x) => {
          expect(incompleteBeta(a, 1, x)).toBeCloseTo(x ** a, 11);
        },
      ),
    );
  });
});
