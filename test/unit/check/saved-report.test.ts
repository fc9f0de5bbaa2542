import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { savedReportSchema } from '../../../src/check/report/saved-report';
import { check, vector } from './tensors';

/** Three of four elements take part, so that the two means differ. */
const arrays = { logits: vector([1, -2, 0.5, 3]), targets: vector([1, 0, -1, 0]) };

async function saved(reduction: string, held: 'mean' | 'meanOverAll') {
  const report = await check(arrays);
  const { parameters, losses } = report;
  return v.parse(savedReportSchema, {
    ...report,
    parameters: { ...parameters, reduction },
    reducedLoss: losses.focal[held],
  });
}

describe('a saved report', () => {
  it.each([
    ['of this version', 'mean', 'mean', 'mean'],
    ['of this version', 'meanOverAll', 'meanOverAll', 'meanOverAll'],
    ['of an earlier version', 'meanOverNotIgnored', 'mean', 'mean'],
    ['of an earlier version', 'mean', 'meanOverAll', 'meanOverAll'],
  ] as const)('%s says which mean it holds: %s of %s', async (_, reduction, held, expected) => {
    const { parameters, reducedLoss, losses } = await saved(reduction, held);
    expect(parameters.reduction).toBe(expected);
    expect(reducedLoss).toBe(losses.focal[expected]);
  });

  it('of an earlier version has the hardest examples beside the statistics only', async () => {
    const report = await check(arrays);
    const { hardest, ...statistics } = report.statistics;
    expect(hardest.negatives).toHaveLength(2);
    expect(v.parse(savedReportSchema, { ...report, statistics })).toEqual(report);
  });

  it('that is none is refused with the place of the fault', () => {
    const parsed = v.safeParse(savedReportSchema, { schema: 'focal-loss-report', version: 2 });
    expect(parsed.success).toBe(false);
    expect(parsed.issues?.map((issue) => v.getDotPath(issue))).toContain('version');
  });
});
