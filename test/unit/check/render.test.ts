import { describe, expect, it } from 'vitest';
import { classesByQuality } from '../../../src/check/derive/worst-classes';
import { drawFigure } from '../../../src/check/figures/draw';
import { figuresOf, rankingFiguresOf } from '../../../src/check/figures/figures';
import { reportHtml } from '../../../src/check/render/html';
import { reportMarkdown } from '../../../src/check/render/markdown';
import { PLAIN, reportText } from '../../../src/check/render/text';
import { estimateReport } from '../../../src/check/report/estimate-report';
import type { Report } from '../../../src/check/report/report';
import { en } from '../../../src/messages/en';
import { check, vector } from './tensors';

const binary = { logits: vector([-3, 2, 0.5, -1, -4]), targets: vector([0, 1, 0, 1, 0]) };
const classes = {
  logits: { shape: [4, 3], data: [2, 0, -1, 0, 1, 3, -2, 1, 0, 1, 1, 4] },
  labels: vector([0, 2, 1, 2]),
};

describe('the figures of a report', () => {
  it.each([
    ['a sigmoid', binary, 9],
    ['a softmax without a background', classes, 7],
  ])('each have a table and a crosshair of its rows, for %s', async (_, arrays, figureCount) => {
    const report = await check(arrays);
    const figures = [...rankingFiguresOf(report, en), ...figuresOf(report, en)];
    expect(figures).toHaveLength(figureCount);
    for (const figure of figures) {
      const { title, table, drawing } = figure;
      expect(table.rows.length, title).toBeGreaterThan(0);
      for (const row of table.rows) {
        expect(row.length, title).toBe(table.columns.length);
      }
      if (drawing.kind === 'frames' && drawing.places !== undefined) {
        expect(drawing.places.length, title).toBe(table.rows.length);
      }
      expect(drawFigure(figure, 440).svg, title).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('hold the numbers of the report', async () => {
    const report = await check(binary);
    const histogram = figuresOf(report, en).find(({ id }) => id === 'target-probability');
    // σ(2) = 0.8808 and σ(−1) = 0.2689.
    const filled = histogram?.table.rows.filter(([, , positives]) => positives !== 0);
    expect(filled?.map(([from, to, positives]) => [from, to, positives])).toEqual([
      [0.26, 0.27, 1],
      [0.88, 0.89, 1],
    ]);
  });

  it('draw the ROC and the precision-recall curve through the thresholds of the data', async () => {
    const [roc, precisionRecall] = rankingFiguresOf(await check(binary), en);
    // By hand: from the highest logit down, 2 and −1 are positive, 0.5 lies between them.
    expect(roc?.table.rows.map(([, , falsePositiveRate, recall]) => [falsePositiveRate, recall])).toEqual([
      [0, 0.5],
      [1 / 3, 0.5],
      [1 / 3, 1],
      [2 / 3, 1],
      [1, 1],
    ]);
    expect(precisionRecall?.table.rows.map(([, , , , precision]) => precision)).toEqual([
      1,
      1 / 2,
      2 / 3,
      1 / 2,
      2 / 5,
    ]);
  });

  it('list the classes by the loss of their own examples', async () => {
    const report = await check(classes);
    const byHand = [0, 1, 2]
      .map((index) => {
        const own = classes.labels.data.flatMap((label, row) => (label === index ? [row] : []));
        const losses = own.map((row) => {
          const logits = classes.logits.data.slice(3 * row, 3 * row + 3);
          return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - (logits[index] ?? 0);
        });
        return { index, mean: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
      })
      .sort((one, other) => other.mean - one.mean);
    const found = classesByQuality(report);
    expect(found.map(({ index }) => index)).toEqual(byHand.map(({ index }) => index));
    for (const [at, { meanCrossEntropy }] of found.entries()) {
      expect(meanCrossEntropy).toBeCloseTo(byHand[at]?.mean ?? Number.NaN, 6);
    }
  });

  it('have their legends in the exported page', async () => {
    const report = await check(classes);
    const page = reportHtml(report, en);
    for (const { label } of figuresOf(report, en).flatMap(({ legend }) => legend)) {
      expect(page).toContain(`</svg>${label}</li>`);
    }
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

describe('numbers of predictions and targets that do not belong together', () => {
  const scores = Array.from({ length: 200 }, (_, at) => (((at * 73) % 200) - 99.5) / 20);
  const ofTargets = (isPositive: (score: number) => boolean) =>
    check({ logits: vector(scores), targets: vector(scores.map((score) => Number(isPositive(score)))) });

  it.each([
    ['text', (report: Report) => reportText(report, en, PLAIN).replaceAll(/\s+/g, ' ')],
    ['Markdown', (report: Report) => reportMarkdown(report, en)],
    ['HTML', (report: Report) => reportHtml(report, en)],
  ])('are marked as such, as %s', async (_, written) => {
    const mark = 'what is computed from such pairs says nothing of the model';
    expect(written(await ofTargets((score) => score < 0))).toContain(mark);
    expect(written(await ofTargets((score) => score > 0))).not.toContain(mark);
  });
});
