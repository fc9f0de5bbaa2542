import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../../../src/check/figures/draw';
import { seriesFigures, seriesTable, withoutCommonParts } from '../../../../src/check/figures/series';
import { widthOf } from '../../../../src/check/figures/svg';
import { seriesPoint } from '../../../../src/check/report/series';
import { naturalOrder } from '../../../../src/format/natural-order';
import { en } from '../../../../src/messages/en';
import { check, vector } from '../tensors';

const reportOf = (shift: number) =>
  check({ logits: vector([-3, 2, 0.5, -1, -4].map((x) => x + shift)), targets: vector([0, 1, 0, 1, 0]) });

describe('a series of reports', () => {
  it('is drawn and listed report by report', async () => {
    const reports = [await reportOf(0), await reportOf(1), await reportOf(-1)];
    const points = reports.map((report, at) => seriesPoint(`epoch${at}.npz`, report));
    const table = seriesTable(points, en);
    expect(table.rows.map(([name]) => name)).toEqual(['epoch0.npz', 'epoch1.npz', 'epoch2.npz']);
    for (const [at, row] of table.rows.entries()) {
      expect(row).toHaveLength(table.columns.length);
      expect(row[4]).toBe(reports[at]?.losses.crossEntropy.mean);
    }
    const figures = seriesFigures(points, en);
    expect(figures).toHaveLength(2);
    for (const figure of figures) {
      expect(drawFigure(figure, 400).svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('has room for the name of the last report', async () => {
    const report = await reportOf(0);
    const points = ['09:49:29', '09:49:41', '09:49:48'].map((time) => seriesPoint(time, report));
    for (const figure of seriesFigures(points, en)) {
      const { svg } = drawFigure(figure, 400);
      const middle = Number(/<text [^>]*\bx="([\d.]+)"[^>]*>09:49:48</.exec(svg)?.[1]);
      expect(middle + widthOf('09:49:48') / 2).toBeLessThanOrEqual(400);
    }
  });

  it('has no curves of a single report', async () => {
    expect(seriesFigures([seriesPoint('only.npz', await reportOf(0))], en)).toEqual([]);
  });
});

describe('names along an axis', () => {
  it.each([
    [
      ['focal_epoch1.npz', 'focal_epoch6.npz', 'focal_epoch16.npz'],
      ['1', '6', '16'],
    ],
    [
      ['epoch10.npz', 'epoch12.npz'],
      ['10', '12'],
    ],
    [
      ['a.npz', 'b.json'],
      ['a.npz', 'b.json'],
    ],
    [
      ['same', 'same'],
      ['same', 'same'],
    ],
    [
      ['00:22:48', '00:22:53'],
      ['00:22:48', '00:22:53'],
    ],
    [
      ['run:1', 'run:12'],
      ['1', '12'],
    ],
  ])('of %j are %j', (names, short) => {
    expect(withoutCommonParts(names)).toEqual(short);
  });
});

it('the natural order counts numbers', () => {
  expect(['epoch1', 'epoch16', 'epoch6', 'layer.10', 'layer.2'].sort(naturalOrder)).toEqual([
    'epoch1',
    'epoch6',
    'epoch16',
    'layer.2',
    'layer.10',
  ]);
});
