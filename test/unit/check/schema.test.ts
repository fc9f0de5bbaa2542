import { describe, expect, it } from 'vitest';
import { reportJsonSchema, statisticsJsonSchema } from '../../../src/check/report/json-schemas';
import { check, validateReport, vector } from './tensors';

describe('the published JSON schema', () => {
  it('is generated from the definition (renew it with vitest --update)', async () => {
    const text = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../../schemas/focal-loss-report.schema.json');
  });

  it('of the statistics is generated likewise', async () => {
    const text = `${JSON.stringify(statisticsJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../../schemas/focal-loss-statistics.schema.json');
  });

  it('refuses a document that is not a report', async () => {
    const report = await check({ logits: vector([1, -1]), targets: vector([1, 0]) });
    expect(() => validateReport(report)).not.toThrow();
    expect(() => validateReport({ ...report, version: 2 })).toThrow('version');
    expect(() => validateReport({ ...report, counts: { ...report.counts, elements: 0.5 } })).toThrow(
      'elements',
    );
    const { losses: _, ...withoutLosses } = report;
    expect(() => validateReport(withoutLosses)).toThrow('losses');
  });
});
