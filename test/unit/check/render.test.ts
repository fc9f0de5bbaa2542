import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src/check/render/figures';
import { reportHtml } from '../../../src/check/render/html';
import { reportMarkdown } from '../../../src/check/render/markdown';
import { PLAIN, reportText } from '../../../src/check/render/text';
import { estimateReport } from '../../../src/check/report/estimate-report';
import { en } from '../../../src/messages/en';
import { check, vector } from './tensors';

const binary = { logits: vector([-3, 2, 0.5, -1, -4]), targets: vector([0, 1, 0, 1, 0]) };
const classes = {
  logits: { shape: [4, 3], data: [2, 0, -1, 0, 1, 3, -2, 1, 0, 1, 1, 4] },
  labels: vector([0, 2, 1, 2]),
};

describe('the figures of a saved report', () => {
  it.each([
    ['a sigmoid', binary, 7],
    ['a softmax without a background', classes, 4],
  ])('each have a table, for %s', async (_, arrays, least) => {
    const figures = figuresOf(await check(arrays), en);
    expect(figures.length).toBeGreaterThanOrEqual(least);
    for (const { title, table, svg } of figures) {
      expect(table.rows.length, title).toBeGreaterThan(0);
      for (const row of table.rows) {
        expect(row.length, title).toBe(table.header.length);
      }
      expect(svg, title).not.toContain('NaN');
    }
  });

  it('draw the numbers of the report', async () => {
    const report = await check(binary);
    const histogram = figuresOf(report, en).find(({ title }) => title === 'p_t of the positives');
    // σ(2) = 0.8808 and σ(−1) = 0.2689.
    const filled = histogram?.table.rows.filter(([, count]) => count !== '0').map(([p, count]) => [p, count]);
    expect(filled).toEqual([
      ['0.265', '1'],
      ['0.885', '1'],
    ]);
  });

  it('load nothing from outside the page', async () => {
    const page = reportHtml(await check(binary), en);
    expect(page).not.toMatch(/<script|<link|@import|url\(|(?:src|href)=/);
  });
});

describe('a report that was estimated', () => {
  it('is marked as an estimate in every format', async () => {
    const report = await check(binary);
    const estimate = estimateReport(report, { ...report.parameters, gamma: 1 });
    if (estimate === null) {
      throw new Error('there is no estimate');
    }
    for (const text of [
      reportHtml(estimate, en),
      reportMarkdown(estimate, en),
      reportText(estimate, en, PLAIN),
    ]) {
      expect(text).toContain('Estimated from histograms');
    }
    expect(reportText(report, en, PLAIN)).not.toContain('Estimated from histograms');
  });
});

describe('a finding that other code mends', () => {
  it('names the snippet in every format', async () => {
    const report = await check({ logits: vector([0.2, 0.9, 0.4]), targets: vector([0, 1, 0]) });
    expect(report.findings.map(({ id }) => id)).toContain('probabilities-as-logits');
    expect(reportText(report, en, PLAIN)).toContain('Focal Loss: Insert Snippet, FocalLoss (sigmoid)');
  });
});
