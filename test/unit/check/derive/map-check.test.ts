import { describe, expect, it } from 'vitest';
import { probabilityLogit } from '../../../../src/calibration/focal-map';
import { mapCheckOf } from '../../../../src/check/derive/map-check';
import { drawnBy, reportOf } from './answers';

const FOCAL = { alpha: 0.25, gamma: 2 };

describe('the check of the map of focal loss', () => {
  it('agrees where the outcomes are what the map says', async () => {
    const { logits, targets } = drawnBy(20_000, (logit) => probabilityLogit(logit, FOCAL));
    const found = mapCheckOf(await reportOf(logits, targets, FOCAL));
    expect(found?.verdict).toBe('agrees');
    expect(found?.map.logLoss).toBeLessThan(found?.scores.logLoss ?? 0);
    expect(found?.map.expectedCalibrationError).toBeLessThan(0.02);
    expect(found?.platt?.slope).toBeGreaterThan(1);
  });

  it('worsens scores that were probabilities', async () => {
    const { logits, targets } = drawnBy(20_000, (logit) => logit);
    expect(mapCheckOf(await reportOf(logits, targets, FOCAL))?.verdict).toBe('worsens');
  });

  it('says that it is the identity without alpha and gamma, and does not change anything then', async () => {
    const { logits, targets } = drawnBy(2000, (logit) => logit);
    const found = mapCheckOf(await reportOf(logits, targets, { alpha: null, gamma: 0 }));
    expect(found?.verdict).toBe('identity');
    expect(found?.gain).toBe(0);
    expect(found?.map).toEqual(found?.scores);
  });

  it('takes class changes as shifts', async () => {
    const weighted = (logit: number) => logit - Math.log(10);
    const { logits, targets } = drawnBy(20_000, weighted);
    const report = await reportOf(logits, targets, { alpha: null, gamma: 0 });
    const found = mapCheckOf(report, { positiveWeight: 10 });
    expect(found?.shift).toBeCloseTo(-Math.log(10), 12);
    expect(found?.verdict).toBe('agrees');
  });

  it('finds no difference in a handful of examples', async () => {
    const found = mapCheckOf(await reportOf([-1, 0.5, 0.4, -0.2], [0, 1, 0, 1], { alpha: 0.45, gamma: 0.1 }));
    expect(found?.verdict).toBe('no-difference');
  });

  it('has no meaning with a weight a class, with one side alone, and with an alpha that silences a side', async () => {
    expect(mapCheckOf(await reportOf([1, 2, 3], [0, 0, 0], FOCAL))).toBeNull();
    expect(mapCheckOf(await reportOf([1, -2, 3], [0, 1, 0], { alpha: 1, gamma: 2 }))).toBeNull();
  });
});
