import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CurveParameters,
  INITIAL_VALUES,
  KINDS,
  kindOf,
  PARAMETERS,
  withinRanges,
} from '../../../../src/loss/kinds/kinds';
import { sigmoid } from '../../../../src/numerics/stable';
import { close, derivative, hardTarget, moderateLogit, softTarget } from '../arbitrary';

/** Values of all parameters, within the ranges that a loss gives them. */
function valuesOf(kind: CurveParameters['kind']): fc.Arbitrary<CurveParameters> {
  const values = Object.fromEntries(
    kindOf(kind).parameters.map(({ name, minimum, maximum }) => [
      name,
      fc.double({ min: minimum, max: maximum, noNaN: true }),
    ]),
  );
  return fc.record(values).map((own) => ({ ...INITIAL_VALUES, ...own, kind }));
}

describe.each(KINDS.map(({ id }) => id))('the loss %s', (id) => {
  const kind = kindOf(id);

  it('has the derivative by the logit as its gradient', () => {
    fc.assert(
      fc.property(
        moderateLogit,
        fc.oneof(hardTarget, softTarget),
        valuesOf(id),
        (logit, target, parameters) => {
          // The margin of the asymmetric loss is a kink.
          fc.pre(id !== 'asymmetric' || Math.abs(sigmoid(logit) - parameters.clip) > 0.01);
          const slope = derivative((x) => kind.loss(x, target, parameters), logit);
          const size = kind.loss(logit, target, parameters);
          expect(
            close(kind.gradient(logit, target, parameters), slope, 1e-6, 1e-6 * Math.max(size, 1e-3)),
          ).toBe(true);
        },
      ),
    );
  });

  it('has the quotient of itself and cross-entropy as its ratio', () => {
    fc.assert(
      fc.property(moderateLogit, valuesOf(id), (logit, parameters) => {
        const { drawnTarget = 1 } = kind;
        const drawn = drawnTarget === 1 ? logit : -logit;
        const quotient =
          kind.loss(drawn, drawnTarget, parameters) /
          kindOf('crossEntropy').loss(drawn, drawnTarget, parameters);
        expect(close(kind.ratioToCrossEntropy(logit, parameters), quotient, 1e-10)).toBe(true);
      }),
    );
  });

  it('is the focal loss that it says it is', () => {
    fc.assert(
      fc.property(moderateLogit, hardTarget, valuesOf(id), (logit, target, parameters) => {
        const focal = kind.asFocal(parameters);
        const loss = kind.loss(logit, target, parameters);
        expect(focal === null ? loss : kindOf('focal').loss(logit, target, { ...parameters, ...focal })).toBe(
          loss,
        );
      }),
    );
  });

  it('takes every value of a parameter that another loss left behind', () => {
    const widest = fc.record(
      Object.fromEntries(
        PARAMETERS.map(({ name, minimum, maximum }) => [
          name,
          fc.double({ min: minimum, max: maximum, noNaN: true }),
        ]),
      ),
    );
    fc.assert(
      fc.property(widest, moderateLogit, (values, logit) => {
        const parameters = withinRanges({ ...INITIAL_VALUES, ...values, kind: id });
        expect(Number.isFinite(kind.loss(logit, 1, parameters))).toBe(true);
      }),
    );
  });
});
