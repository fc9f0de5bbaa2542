import { beforeAll, describe, expect, it } from 'vitest';
import { estimateReport } from '../../../src/check/report/estimate-report';
import type { Report } from '../../../src/check/report/report';
import { Baseline } from '../../../webview/report/baseline';
import { check, vector } from '../check/tensors';

const targets = vector([0, 0, 1, 1]);
const before = vector([-2, -1, 0.5, 3]);
const changed = vector([-2, -1, 1.5, 3]);

/** The result of a check, as it arrives in the page: a copy. */
async function reportOf(logits: ReturnType<typeof vector>, gamma: number): Promise<Report> {
  return structuredClone(await check({ logits, targets }, { parameters: { gamma } }));
}

describe('the report that a report is compared with', () => {
  let first: Report;
  let edited: Report;
  beforeAll(async () => {
    first = await reportOf(before, 2);
    edited = await reportOf(before, 3);
  });

  it('is none for the first report', () => {
    const baseline = new Baseline();
    baseline.replace(undefined, first);
    expect(baseline.report).toBeUndefined();
  });

  it('is the one before the files changed', async () => {
    const baseline = new Baseline();
    baseline.replace(first, await reportOf(changed, 2));
    expect(baseline.report).toBe(first);
  });

  it('stays when the same files are checked again', async () => {
    const baseline = new Baseline();
    const next = await reportOf(changed, 2);
    baseline.replace(first, next);
    baseline.replace(next, await reportOf(changed, 2));
    expect(baseline.report).toBe(first);
  });

  it('is the one before an edit, for the estimate and for the exact losses', () => {
    const baseline = new Baseline();
    const estimate = estimateReport(first, edited.parameters);
    if (estimate === null) {
      throw new Error('These data have an estimate.');
    }
    baseline.edit(first, false);
    baseline.replace(first, estimate);
    expect(baseline.report).toBe(first);
    baseline.replace(estimate, edited);
    expect(baseline.report).toBe(first);
  });

  it('is the one before a slider was dragged, at each of its steps and after it is released', async () => {
    const baseline = new Baseline();
    baseline.edit(first, true);
    const step = await reportOf(before, 2.5);
    baseline.replace(first, step);
    expect(baseline.report).toBe(first);
    baseline.edit(step, true);
    baseline.replace(step, edited);
    baseline.edit(edited, false);
    baseline.replace(edited, await reportOf(before, 3));
    expect(baseline.report).toBe(first);
  });

  it('is the one before the next edit after that', async () => {
    const baseline = new Baseline();
    baseline.edit(first, false);
    baseline.replace(first, edited);
    baseline.edit(edited, false);
    baseline.replace(edited, await reportOf(before, 4));
    expect(baseline.report).toBe(edited);
  });

  it('is none where the arrays are read in another way', async () => {
    const baseline = new Baseline();
    const probabilities = vector([0.1, 0.2, 0.6, 0.9]);
    const next = await check({ logits: probabilities, targets }, { choices: { input: 'probabilities' } });
    baseline.replace(first, { ...next, parameters: first.parameters });
    expect(baseline.report).toBeUndefined();
  });
});
