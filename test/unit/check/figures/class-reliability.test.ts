import { expect, it } from 'vitest';
import { classReliability } from '../../../../src/check/figures/class-reliability';
import { drawFigure } from '../../../../src/check/figures/draw';
import type { Report } from '../../../../src/check/report/report';
import { en } from '../../../../src/messages/en';
import { check, randomNumbers } from '../tensors';

const ROWS = 2_000;
const CLASSES = 3;

/** Labels drawn from the very probabilities that the logits stand for. */
function labelled(seed: number) {
  const random = randomNumbers(seed);
  const logits = Array.from({ length: ROWS * CLASSES }, () => 6 * random() - 4);
  const targets = logits.map((logit) => (random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0));
  return { logits, targets };
}

function figureOf(report: Report, index: number) {
  const entry = report.statistics.classScores?.classes.find((one) => one.index === index);
  if (entry === undefined) {
    throw new Error('The class was not counted.');
  }
  return classReliability(entry, 'a class', report, en);
}

it('holds each row of a label once, and bands that cover the probabilities of a calibrated model', async () => {
  const { logits, targets } = labelled(3);
  const shape = [ROWS, CLASSES];
  const report = await check(
    {
      logits: { shape, data: logits, dtype: 'float32' },
      targets: { shape, data: targets, dtype: 'uint8' },
    },
    { parameters: { alpha: null, gamma: 0 }, choices: { link: 'sigmoid', targets: 'binary' } },
  );
  for (const index of [0, 1, 2]) {
    const figure = figureOf(report, index);
    const series = en.answers.meaning.rows.scores;
    const bins = figure.table.rows
      .filter(([label]) => label === series)
      .map((row) => row.slice(1).map(Number));
    expect(bins.reduce((sum, [, elements = 0]) => sum + elements, 0)).toBe(ROWS);
    const positives = targets.filter((target, at) => target === 1 && at % CLASSES === index).length;
    expect(bins.reduce((sum, [, elements = 0, share = 0]) => sum + elements * share, 0)).toBeCloseTo(
      positives,
      6,
    );
    // By chance, more than 4 of 15 intervals of 95 % miss their probability once in 10,000 times.
    const missed = bins.filter(([p = 0, , , low = 0, high = 1]) => p < low || p > high);
    expect(missed.length).toBeLessThanOrEqual(4);
    expect(drawFigure(figure, 400).svg).not.toMatch(/NaN|Infinity|undefined/);
  }
});

it('shows the scores of a softmax alone, since its map takes all classes together', async () => {
  const { logits } = labelled(5);
  const report = await check(
    {
      logits: { shape: [ROWS, CLASSES], data: logits, dtype: 'float32' },
      targets: {
        shape: [ROWS],
        data: Array.from({ length: ROWS }, (_, row) => row % CLASSES),
        dtype: 'int64',
      },
    },
    { parameters: { alpha: 0.25, gamma: 2 }, choices: { link: 'softmax' } },
  );
  const figure = figureOf(report, 1);
  expect(figure.legend.map(({ label }) => label)).toEqual([en.answers.meaning.rows.scores]);
});
