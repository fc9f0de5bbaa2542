import { describe, expect, it } from 'vitest';
import { appliedParameters } from '../../../../src/check/explain/applied-parameters';
import { explained, triedOn } from '../../../../src/check/explain/explain-report';
import { readPrinted } from '../../../../src/check/explain/printed-value';
import { check, vector } from '../tensors';

const DATA = {
  logits: vector([-3, -2, -1.5, -1, -0.5, 0.2, 0.4, 1]),
  targets: vector([0, 0, 0, 0, 0, 1, 1, 1]),
};

describe('the parameters with which a check has an explained loss', () => {
  it.each([
    { alpha: 0.25, gamma: 3 },
    { alpha: null, gamma: 2 },
    { alpha: null, gamma: 0 },
    { alpha: 0.5, gamma: 0 },
  ])('are those of the loss: %o', async (parameters) => {
    const other = await check(DATA, { parameters });
    const sum = other.losses.focal.sum ?? Number.NaN;
    const printed = readPrinted(sum.toPrecision(10));
    const report = await check(DATA, { parameters: { alpha: 0.25, gamma: 2 } });
    const [first] = printed === null ? [] : explained(triedOn(report, null), printed).explanations;
    const applied = first?.facts === undefined ? null : appliedParameters(first.facts);
    expect(applied).not.toBeNull();
    const again = await check(DATA, { parameters: applied ?? {} });
    expect(again.losses.focal.sum).toBeCloseTo(sum, 12);
  });

  it('are none of a mistake', async () => {
    const report = await check(DATA, { parameters: { alpha: 0.25, gamma: 2 } });
    const reversed = await check(DATA, { parameters: { alpha: 0.75, gamma: 2 } });
    const printed = readPrinted((reversed.losses.focal.sum ?? 0).toPrecision(10));
    const [first] = printed === null ? [] : explained(triedOn(report, null), printed).explanations;
    expect(first?.facts && appliedParameters(first.facts)).toBeNull();
  });
});
