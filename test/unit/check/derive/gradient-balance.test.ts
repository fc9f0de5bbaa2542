import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreLogit } from '../../../../src/calibration/focal-map';
import { gradientBalanceOf } from '../../../../src/check/derive/gradient-balance';
import { lossEffectOf } from '../../../../src/check/derive/loss-effect';
import { focalLossGradient } from '../../../../src/loss/binary';
import { balancedAlphaAtPrior } from '../../../../src/loss/gradient-balance';
import { drawnBy, reportOf } from './answers';

const rare = drawnBy(3000, (logit) => 2 * logit - 3);

describe('the balance of the gradient', () => {
  it('is even at the alpha that it calls balanced', async () => {
    const found = gradientBalanceOf(await reportOf(rare.logits, rare.targets, { alpha: 0.25, gamma: 2 }));
    const report = await reportOf(rare.logits, rare.targets, { alpha: found?.balancedAlpha ?? 0, gamma: 2 });
    expect(gradientBalanceOf(report)?.positiveShare).toBeCloseTo(0.5, 10);
    expect(gradientBalanceOf(report)?.advice).toBe('keep');
  });

  it('is that of the gradients of the elements', async () => {
    const parameters = { alpha: 0.4, gamma: 1.5 };
    const sums = [0, 0];
    for (const [at, target] of rare.targets.entries()) {
      const gradient = Math.abs(focalLossGradient(rare.logits[at] ?? 0, target, parameters));
      sums[target] = (sums[target] ?? 0) + gradient;
    }
    const [negatives = 0, positives = 0] = sums;
    const found = gradientBalanceOf(await reportOf(rare.logits, rare.targets, parameters));
    expect(found?.positiveShare).toBeCloseTo(positives / (positives + negatives), 5);
  });

  it('advises the side that is outweighed', async () => {
    const low = gradientBalanceOf(await reportOf(rare.logits, rare.targets, { alpha: 0.001, gamma: 2 }));
    expect(low?.advice).toBe('raise-alpha');
    const high = gradientBalanceOf(await reportOf(rare.logits, rare.targets, { alpha: 0.999, gamma: 2 }));
    expect(high?.advice).toBe('lower-alpha');
  });

  it('is even at any alpha where every score is the constant that minimises the loss', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (prior, alpha, gamma) => {
          const logit = scoreLogit(Math.log(prior / (1 - prior)), { alpha, gamma });
          const positives = prior * Math.abs(focalLossGradient(logit, 1, { alpha, gamma }));
          const negatives = (1 - prior) * focalLossGradient(logit, 0, { alpha, gamma });
          expect(positives / (positives + negatives)).toBeCloseTo(0.5, 8);
        },
      ),
    );
  });

  it('is even without alpha where every score is the prior and gamma is 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (prior) => {
        expect(balancedAlphaAtPrior(prior, 0)).toBeCloseTo(0.5, 9);
      }),
    );
  });

  it('does not exist without positives', async () => {
    expect(gradientBalanceOf(await reportOf([1, 2, -3], [0, 0, 0]))).toBeNull();
  });
});

describe('what focal loss changes', () => {
  it('is nothing at gamma 0 without alpha', async () => {
    const found = lossEffectOf(await reportOf(rare.logits, rare.targets, { alpha: null, gamma: 0 }));
    expect(found?.gradientRatio).toBe(1);
    expect(found?.own.value).toBe(found?.crossEntropy.value);
    expect(found?.own.easyNegativeShare).toBe(found?.crossEntropy.easyNegativeShare);
  });

  it('is a smaller gradient that its weight makes as large again, with less of it on easy negatives', async () => {
    const found = lossEffectOf(await reportOf(rare.logits, rare.targets, { alpha: 0.25, gamma: 2 }));
    const { own, crossEntropy, lossWeight = 0 } = found ?? {};
    expect((own?.gradient ?? 0) * lossWeight).toBeCloseTo(crossEntropy?.gradient ?? 0, 12);
    expect(own?.easyNegativeShare).toBeLessThan(crossEntropy?.easyNegativeShare ?? 0);
  });

  it('says where easy negatives carry so little that gamma has nothing to take away', async () => {
    const undecided = Array.from({ length: 200 }, (_, at) => ((at % 20) - 10) / 10);
    const report = await reportOf(
      undecided,
      undecided.map((_, at) => (at % 3 === 0 ? 1 : 0)),
    );
    expect(lossEffectOf(report)?.roomForGamma).toBe('little');
    const easy = await reportOf(
      [...Array.from({ length: 500 }, () => -4), 1],
      [...Array.from({ length: 500 }, () => 0), 1],
    );
    expect(lossEffectOf(easy)?.roomForGamma).toBe('some');
    const withoutGamma = { ...easy, parameters: { ...easy.parameters, gamma: 0 } };
    expect(lossEffectOf(withoutGamma)?.roomForGamma).toBe('unused');
  });

  it('lists each loss once', async () => {
    const report = await reportOf([-2, -1, 0.5, 1], [0, 0, 1, 0], { alpha: null, gamma: 2 });
    const losses = lossEffectOf(report)?.rows.map(({ loss }) => JSON.stringify(loss)) ?? [];
    expect(losses).toContain('{"kind":"focal","alpha":null,"gamma":2}');
    expect(new Set(losses).size).toBe(losses.length);
  });
});
