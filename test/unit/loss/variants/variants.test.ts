import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossEntropyGradient, focalLoss, focalLossGradient } from '../../../../src/loss/binary';
import type { AlphaRole, Variant } from '../../../../src/loss/variants/variant';
import { VARIANTS } from '../../../../src/loss/variants/variants';
import { alpha, close, derivative, gamma, hardTarget, softTarget } from '../arbitrary';

const rows: readonly Variant[] = VARIANTS;
const named = (id: string): Variant => {
  const found = rows.find((variant) => variant.id === id);
  if (found === undefined) {
    throw new Error(`There is no variant ${id}.`);
  }
  return found;
};

/** Off the logits where probabilities begin to be clamped, at which there is no derivative. */
const smoothLogit = (id: string) =>
  id === 'probabilities-loss-on-logits'
    ? fc.double({ min: 0.02, max: 0.98, noNaN: true })
    : fc.double({ min: -9, max: 9, noNaN: true });
/** Near a pole, where the loss bends more, differences have to be nearer. */
const stepOf = (id: string) => (id === 'probabilities-loss-on-logits' ? 2e-5 : 2e-4);
const parametersOf = fc.record({ alpha, gamma: gamma.filter((g) => g === 0 || g > 0.05) });

describe('variants of the loss', () => {
  it('have ids of their own', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('that are mistakes say how to mend them', () => {
    for (const { kind, mend, code } of rows) {
      expect(kind === 'convention' || mend !== null).toBe(true);
      expect(Object.keys(code).length).toBeGreaterThan(0);
    }
  });

  it.each(rows.filter(({ id }) => id !== 'detached-modulation').map(({ id }) => id))(
    '%s has the derivative of its loss',
    (id) => {
      const { loss, gradient } = named(id);
      fc.assert(
        fc.property(
          smoothLogit(id),
          fc.oneof(hardTarget, softTarget),
          parametersOf,
          (logit, target, parameters) => {
            const slope = derivative((x) => loss(x, target, parameters), logit, stepOf(id));
            const size = Math.max(Math.abs(loss(logit, target, parameters)), 1e-6);
            expect([slope, gradient(logit, target, parameters)]).toSatisfy(
              ([one = 0, other = 0]) =>
                (Number.isNaN(one) && Number.isNaN(other)) || close(other, one, 1e-6, 1e-4 * size),
            );
          },
        ),
      );
    },
  );

  it('detached-modulation has the value of the focal loss, and no derivative of its modulating factor', () => {
    const { loss, gradient } = named('detached-modulation');
    fc.assert(
      fc.property(smoothLogit(''), hardTarget, parametersOf, (logit, target, parameters) => {
        const value = focalLoss(logit, target, parameters);
        expect(close(loss(logit, target, parameters), value, 1e-12)).toBe(true);
        const factor = value / focalLoss(logit, target, { alpha: null, gamma: 0 });
        const expected = factor * crossEntropyGradient(logit, target);
        expect(close(gradient(logit, target, parameters), expected, 1e-12)).toBe(true);
      }),
    );
  });

  it('made of terms are the same loss: focal loss has its closed form as a formula too', () => {
    // 1 − σ(−x) twice inverted: the inverted targets of inverted targets.
    const inverted = named('targets-inverted');
    fc.assert(
      fc.property(
        fc.double({ min: -700, max: 700, noNaN: true }),
        fc.oneof(hardTarget, softTarget),
        parametersOf,
        (logit, target, parameters) => {
          const value = inverted.loss(logit, 1 - target, parameters);
          expect(close(value, focalLoss(logit, target, parameters), 1e-12)).toBe(true);
          const slope = inverted.gradient(logit, 1 - target, parameters);
          expect(close(slope, focalLossGradient(logit, target, parameters), 1e-10, 1e-290)).toBe(true);
        },
      ),
    );
  });
});

describe('the role of α', () => {
  const weights: Readonly<Partial<Record<AlphaRole, (alpha: number) => readonly [number, number]>>> = {
    positives: (a) => [1 - a, a],
    classZero: (a) => [a, 1 - a],
    everyClass: (a) => [a, a],
    positivesOnly: (a) => [1, a],
    negativesOnly: (a) => [a, 1],
    off: () => [1, 1],
  };
  /** Their loss is no product with α, or has the α of a smoothed target. */
  const others = /^pt-from-weighted-ce$|^label-smoothing-before/;

  it.each(rows.filter(({ id }) => !others.test(id)).map(({ id, alphaRole }) => [id, alphaRole] as const))(
    'of %s is %s',
    (id, role) => {
      const { loss } = named(id);
      fc.assert(
        fc.property(
          smoothLogit(id),
          hardTarget,
          fc.double({ min: 0.01, max: 0.99, noNaN: true }),
          fc.double({ min: 0.5, max: 4, noNaN: true }),
          (logit, target, a, g) => {
            const weighted = loss(logit, target, { alpha: a, gamma: g });
            const plain = loss(logit, target, { alpha: null, gamma: g });
            expect(close(weighted, (weights[role]?.(a)[target] ?? Number.NaN) * plain, 1e-9)).toBe(true);
          },
        ),
      );
    },
  );
});

describe('clamped probabilities', () => {
  it('have the largest loss that their ε lets them have, and no gradient there', () => {
    const off = { alpha: null, gamma: 0 };
    for (const [epsilon, largest] of [
      ['1e-4', 9.21034037],
      ['1e-7', 16.11809565],
      ['1e-12', 27.63102112],
    ] as const) {
      const { loss, gradient } = named(`clamp-${epsilon}`);
      expect(loss(-60, 1, off)).toBeCloseTo(largest, 7);
      expect(gradient(-60, 1, off)).toBe(0);
      expect(named(`log-of-p-plus-${epsilon}`).loss(-800, 1, off)).toBeCloseTo(largest, 7);
    }
  });
});
