import { describe, expect, it } from 'vitest';
import { meaningCard } from '../../../../src/check/answers/meaning-card';
import { thresholdCard } from '../../../../src/check/answers/threshold-card';
import { asSigmoid } from '../../../../src/check/derive/as-sigmoid';
import { lossEffectOf } from '../../../../src/check/derive/loss-effect';
import { mapCheckOf } from '../../../../src/check/derive/map-check';
import { thresholdsOf, thresholdsOnHalves } from '../../../../src/check/derive/thresholds';
import { en } from '../../../../src/messages/en';
import { check, vector } from '../tensors';
import { drawnBy, reportOf } from './answers';

const WISHES = { precision: 0.8, recall: 0.7, missCost: 5 };
const { logits, targets } = drawnBy(300, (logit) => 2 * logit - 1);
/** float32 makes nothing of these sums: the logits of the other class are multiples of a half. */
const pairs = logits.flatMap((logit, at) => [(at % 5) / 2, logit + (at % 5) / 2]);

function softmaxOf(alpha: number | number[] | null) {
  return check(
    { logits: { shape: [300, 2], data: pairs }, targets: vector(targets, 'int64') },
    { parameters: { alpha, gamma: 2 } },
  );
}

describe('a softmax of two classes', () => {
  it('has the thresholds and the map of the sigmoid of the difference of its logits', async () => {
    const softmax = await softmaxOf([0.6, 0.2]);
    const sigmoid = await reportOf(logits, targets, { alpha: 0.25, gamma: 2 });
    for (const seed of [null, 1]) {
      const [of, other] = [softmax, sigmoid].map((report) =>
        seed === null ? thresholdsOf(report, WISHES) : thresholdsOnHalves(report, WISHES, seed),
      );
      const counts = (found: typeof of) =>
        found === undefined || 'reason' in found
          ? found
          : found.rows.map((row) => [row.wish, row.found, row.falseAlarms]);
      expect(counts(of)).toEqual(counts(other));
    }
    const [map, expected] = [mapCheckOf(asSigmoid(softmax)), mapCheckOf(sigmoid)];
    expect(map?.map.logLoss).toBeCloseTo(expected?.map.logLoss ?? Number.NaN, 9);
    expect(map?.scores.logLoss).toBeCloseTo(expected?.scores.logLoss ?? Number.NaN, 9);
    expect(map?.verdict).toBe(expected?.verdict);
  });

  it('orders the examples as that sigmoid, beside the accuracy and the confusions of its classes', async () => {
    const { ranking } = await softmaxOf(null);
    const { ranking: expected } = await reportOf(logits, targets, { alpha: null, gamma: 2 });
    expect(ranking?.rocAuc).toEqual(expected?.rocAuc);
    expect(ranking?.averagePrecision).toEqual(expected?.averagePrecision);
    expect(ranking?.curve).toHaveLength(expected?.curve.length ?? -1);
    expect(ranking?.accuracy.value).toBe(expected?.accuracy.value);
    expect(ranking?.confusions).not.toEqual([]);
  });

  it('changes as much as that sigmoid, times the sum of its weights', async () => {
    const effect = lossEffectOf(await softmaxOf([0.6, 0.2]));
    const expected = lossEffectOf(await reportOf(logits, targets, { alpha: 0.25, gamma: 2 }));
    expect(effect?.own.positiveShare).toBeCloseTo(expected?.own.positiveShare ?? Number.NaN, 9);
    expect(effect?.gradientRatio).toBeCloseTo(0.8 * (expected?.gradientRatio ?? Number.NaN), 9);
    const alike = lossEffectOf(await softmaxOf(0.5));
    const without = lossEffectOf(await reportOf(logits, targets, { alpha: null, gamma: 2 }));
    expect(alike?.gradientRatio).toBeCloseTo((without?.gradientRatio ?? Number.NaN) / 2, 9);
  });

  it('says in its answers which logit is meant', async () => {
    const report = await softmaxOf(0.25);
    const cards = [meaningCard(report, {}, en), thresholdCard(report, null, { ...WISHES, split: null }, en)];
    for (const { details } of cards) {
      expect(details?.().sentences).toContain(en.answers.pairOfClasses);
    }
    // The same weight for both classes shifts nothing.
    expect(cards[0]?.lead).toMatch(/a score of 0\.5 means 50 %, and a score of 0\.\d+ means 90 %/);
  });

  it('is the only softmax that is a sigmoid', async () => {
    const three = await check({
      logits: { shape: [4, 3], data: [2, 0, 1, 0, 3, 1, 1, 2, 4, 3, 1, 0] },
      targets: vector([0, 1, 2, 0], 'int64'),
    });
    expect(asSigmoid(three)).toBe(three);
    expect(thresholdsOf(three, WISHES)).toEqual({ reason: 'softmax' });
    const sigmoid = await reportOf(logits, targets);
    expect(asSigmoid(sigmoid)).toBe(sigmoid);
  });
});
