import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logProbabilities, probabilityLogit } from '../../../../src/calibration/focal-map';
import { mapCode, softmaxMapCode } from '../../../../src/check/answers/map-code';
import { sigmoid } from '../../../../src/numerics/stable';

const loss = fc.record({
  alpha: fc.option(fc.double({ min: 0.05, max: 0.95, noNaN: true })),
  gamma: fc.double({ min: 0, max: 5, noNaN: true }),
});

/** The function that copied TypeScript exports. */
function functionIn(copies: readonly { readonly label: string; readonly code: string }[], name: string) {
  const { code = '' } = copies.find(({ label }) => label === 'TypeScript') ?? {};
  const { code: script } = transformSync(code, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} as Record<string, (logits: number | readonly number[]) => number | number[]> };
  new Function('module', script)(module);
  return module.exports[name] ?? (() => Number.NaN);
}

describe('the copied TypeScript', () => {
  it('maps a logit as the map does', () => {
    fc.assert(
      fc.property(
        loss,
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -60, max: 60, noNaN: true }),
        (trained, shift, logit) => {
          const found = functionIn(mapCode(trained, shift), 'probabilityOf')(logit);
          expect(found).toBeCloseTo(sigmoid(probabilityLogit(logit, trained) + shift), 10);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('maps the logits of a softmax as the map does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.option(fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 })),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (logits, alpha, gamma) => {
          const found = functionIn(softmaxMapCode({ alpha, gamma }), 'probabilitiesOf')(logits) as number[];
          const expected = logProbabilities(logits, { alpha, gamma });
          for (const [at, probability] of found.entries()) {
            expect(probability).toBeCloseTo(Math.exp(expected[at] ?? Number.NaN), 8);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
