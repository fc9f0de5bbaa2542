import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  softmaxFocalLoss,
  softmaxFocalLossGradient,
  softmaxFocalLossOfDistribution,
} from '../../../src/loss/softmax';
import { smoothedOneHot } from '../../reference/label-smoothing';
import {
  countSoftmaxTargets,
  softmaxFocalGradients,
  softmaxFocalLosses,
} from '../../reference/softmax-batch';
import { anyLogit, gamma } from './arbitrary';

const CLASSES = 3;
const IGNORED = -100;
const ALPHA = [0.5, 1, 2];
const row = fc.tuple(anyLogit, anyLogit, anyLogit);
const rows = fc.array(fc.tuple(row, fc.constantFrom(0, 1, 2, IGNORED)), { maxLength: 8 });

describe('a batch of softmax losses', () => {
  it('holds the loss and the gradient of every example, and zeros for ignored ones', () => {
    fc.assert(
      fc.property(rows, gamma, (examples, g) => {
        const logits = examples.flatMap(([x]) => x);
        const targets = {
          kind: 'index',
          values: examples.map(([, y]) => y),
          ignoreIndex: IGNORED,
        } as const;
        const parameters = { alpha: ALPHA, gamma: g };
        expect([...softmaxFocalLosses(logits, CLASSES, targets, parameters)]).toEqual(
          examples.map(([x, y]) => (y === IGNORED ? 0 : softmaxFocalLoss(x, y, parameters))),
        );
        expect([...softmaxFocalGradients(logits, CLASSES, targets, parameters)]).toEqual(
          examples.flatMap(([x, y]) =>
            y === IGNORED
              ? [0, 0, 0]
              : [...softmaxFocalLossGradient(x, smoothedOneHot(y, CLASSES), parameters)],
          ),
        );
      }),
    );
  });

  it('gives the same for one-hot targets as for indices, smoothed or not', () => {
    fc.assert(
      fc.property(row, fc.constantFrom(0, 1, 2), fc.constantFrom(0, 0.1, 1), (x, y, smoothing) => {
        const parameters = { alpha: ALPHA, gamma: 2 };
        const index = { kind: 'index', values: [y] } as const;
        const oneHot = { kind: 'distribution', values: [0, 1, 2].map((k) => (k === y ? 1 : 0)) } as const;
        const losses = softmaxFocalLosses(x, CLASSES, index, parameters, smoothing);
        expect(softmaxFocalLosses(x, CLASSES, oneHot, parameters, smoothing)).toEqual(losses);
        expect([...losses]).toEqual([
          softmaxFocalLossOfDistribution(x, smoothedOneHot(y, CLASSES, smoothing), parameters),
        ]);
        expect(softmaxFocalGradients(x, CLASSES, oneHot, parameters, smoothing)).toEqual(
          softmaxFocalGradients(x, CLASSES, index, parameters, smoothing),
        );
      }),
    );
  });

  it('counts as positives the examples that are neither ignored nor background', () => {
    const indices = { kind: 'index', values: [0, 1, 2, IGNORED, 0], ignoreIndex: IGNORED } as const;
    expect(countSoftmaxTargets(indices, CLASSES, 0)).toEqual({ elements: 5, positives: 2, takingPart: 4 });
    expect(countSoftmaxTargets(indices, CLASSES)).toEqual({ elements: 5, positives: 4, takingPart: 4 });
    const shares = { kind: 'distribution', values: [0.6, 0.2, 0.2, 0.1, 0.2, 0.7] } as const;
    expect(countSoftmaxTargets(shares, CLASSES, 2)).toEqual({ elements: 2, positives: 1, takingPart: 2 });
  });

  it('refuses invalid input and names it', () => {
    const plain = { alpha: null, gamma: 2 };
    const index = (...values: number[]) => ({ kind: 'index', values }) as const;
    const shares = (...values: number[]) => ({ kind: 'distribution', values }) as const;
    expect(() => softmaxFocalLosses([1, 2], 2, index(2), plain)).toThrow(/targets\[0\] is 2.*from 0 to 1/);
    expect(() => softmaxFocalLosses([1, 2], 2, index(0.5), plain)).toThrow(/integer/);
    expect(() => softmaxFocalLosses([1, 2], 2, index(IGNORED), plain)).toThrow(/-100/);
    expect(() => softmaxFocalLosses([1, 2, 3], 2, index(0), plain)).toThrow(/3 logits.*rows of 2/);
    expect(() => softmaxFocalLosses([1, 2], 2, index(0, 1), plain)).toThrow(/ask for 1 .*there are 2/);
    expect(() => softmaxFocalLosses([1, 2], 2, shares(1), plain)).toThrow(/ask for 2 .*there are 1/);
    expect(() => softmaxFocalGradients([1, 2], 2, shares(1, 1.5), plain)).toThrow(/targets\[0, 1\] is 1\.5/);
    expect(() => softmaxFocalLosses([], 0, index(), plain)).toThrow(/number of classes.*0/);
    expect(() => softmaxFocalLosses([1, 2], 2, index(0), plain, -1)).toThrow(/label smoothing/);
    expect(() => softmaxFocalLosses([1, 2], 2, index(0), { alpha: [1], gamma: 2 })).toThrow(/found 1/);
  });
});
