import { describe, expect, it } from 'vitest';
import { differenceRows } from '../../../src/check/render/compared-quantity';
import { compareReports } from '../../../src/check/report/compare-reports';
import { en } from '../../../src/messages/en';
import { check, vector } from './tensors';

describe('two reports', () => {
  it('differ in the changed numbers and in their findings', async () => {
    const before = await check({ logits: vector([1, -1, 40, -2]), targets: vector([1, 0, 1, 0]) });
    const after = await check({ logits: vector([2, -2, 3, -3]), targets: vector([1, 0, 1, 0]) });
    const { differences, appeared, gone, sameParameters } = compareReports(before, after);
    const named = (name: string) => differences.find((one) => one.name === name);
    expect(named('positives')).toMatchObject({
      quantity: 'positives',
      before: 2,
      after: 2,
      relativeChange: 0,
    });
    expect(named('not finite')).toMatchObject({ relativeChange: null });
    const mean = named('focal loss, mean over valid elements');
    expect(mean?.before).toBe(before.losses.focal.mean);
    expect(mean?.relativeChange ?? 0).toBeLessThan(-0.5);
    expect(gone.map(({ id }) => id)).toContain('saturated-logits');
    expect(appeared).toEqual([]);
    expect(sameParameters).toBe(true);
  });

  it('say a share as a percentage, its change in points, and nothing of what neither has', async () => {
    const before = await check({ logits: vector([1, -1, 2, -2]), targets: vector([1, 0, 0, 0]) });
    const after = await check({ logits: vector([1, -1, -2, -2]), targets: vector([1, 0, 0, 0]) });
    const rows = differenceRows(compareReports(before, after).differences, en);
    expect(rows).toContainEqual(['accuracy', '75 %', '100 %', '+25.0 points']);
    expect(rows).toContainEqual(['ROC AUC', '0.6667', '1', '+50 %']);
    expect(rows.map(([name]) => name)).not.toContain('top-5 accuracy');
  });

  it('are the same when nothing has changed', async () => {
    const arrays = { logits: vector([1, -1, 2]), targets: vector([1, 0, 0]) };
    const { differences, appeared, gone } = compareReports(await check(arrays), await check(arrays));
    expect(differences.every(({ relativeChange }) => relativeChange === null || relativeChange === 0)).toBe(
      true,
    );
    expect([...appeared, ...gone]).toEqual([]);
  });
});
