import { describe, expect, it } from 'vitest';
import { placeOfFinding } from '../../../../src/check/derive/element-place';
import { check, vector } from '../tensors';

describe('the element that a finding speaks of', () => {
  it('is the hardest of those whose labels are in doubt, not a harder one of the other side', async () => {
    // The model is wrong on most positives, and on two of many negatives.
    const positives = [-90, -80, -70, 4, 4];
    const negatives = Array.from({ length: 995 }, (_, at) => (at === 10 ? 60 : at === 20 ? 50 : -20));
    const report = await check({
      logits: vector([...positives, ...negatives]),
      targets: vector([...positives.map(() => 1), ...negatives.map(() => 0)], 'uint8'),
    });
    const finding = report.findings.find(({ id }) => id === 'label-noise');
    expect(finding?.seen).toContain('contradicts 2 negatives');
    expect(finding && placeOfFinding(report, finding)).toMatchObject({ array: 'logits', index: [15] });
  });
});
