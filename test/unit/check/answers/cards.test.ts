import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerCard, exactCells, shownCells } from '../../../../src/check/answers/answer-card';
import { choiceCard } from '../../../../src/check/answers/choice-card';
import { effectCard } from '../../../../src/check/answers/effect-card';
import { meaningCard } from '../../../../src/check/answers/meaning-card';
import { thresholdCard } from '../../../../src/check/answers/threshold-card';
import { choiceForReport } from '../../../../src/check/derive/choice';
import { drawFigure } from '../../../../src/check/figures/draw';
import type { Report } from '../../../../src/check/report/report';
import { en } from '../../../../src/messages/en';
import type { Messages } from '../../../../src/messages/messages';
import { zhCn } from '../../../../src/messages/zh-cn';
import { drawnBy, reportOf } from '../derive/answers';
import { check, vector } from '../tensors';

const CHOICE = { precision: 0.8, recall: 0.8, missCost: 5, split: null };
const LOSS = { alpha: 0.25, gamma: 2 };

function cardsOf(report: Report, messages: Messages = en): AnswerCard[] {
  return [
    choiceCard(choiceForReport(report, { ...LOSS, beta: 0.999 }, null), 'inverse', messages),
    thresholdCard(report, null, CHOICE, messages),
    meaningCard(report, {}, messages),
    effectCard(report, messages),
  ];
}

describe('the answers of a report', () => {
  let report: Report;
  beforeAll(async () => {
    const { logits, targets } = drawnBy(400, (logit) => logit - 1);
    report = await reportOf(logits, targets, LOSS);
  });

  it('have no space between Chinese sentences', () => {
    for (const { title, lead } of cardsOf(report, zhCn)) {
      expect(lead, title).not.toMatch(/[。，；：] /);
    }
  });

  it('draw and list numbers alone', () => {
    for (const { title, lead, details } of cardsOf(report)) {
      const { sentences, tables, figures } = details?.() ?? { sentences: [], tables: [], figures: [] };
      expect(figures.length, title).toBeGreaterThan(0);
      expect([lead, ...sentences].join(' '), title).not.toMatch(/NaN|undefined|null/);
      for (const figure of figures) {
        expect(drawFigure(figure, 400).svg, title).not.toMatch(/NaN|Infinity|undefined/);
      }
      for (const table of tables) {
        const [header = [], ...rows] = exactCells(table, en);
        expect(rows.every((row) => row.length === header.length)).toBe(true);
        expect(shownCells(table, en).every((cells) => cells.length === table.columns.length)).toBe(true);
      }
    }
  });

  it('count what a threshold raises', () => {
    const details = thresholdCard(report, null, CHOICE, en).details?.();
    const { logits, targets } = drawnBy(400, (logit) => logit - 1);
    // The edges of the bins are 1/64 of a logit apart, and no logit lies on one.
    for (const { logit, found, falseAlarms } of details?.cuts ?? []) {
      const raised = targets.filter((_, at) => (logits[at] ?? 0) >= logit);
      expect({ found, falseAlarms }).toEqual({
        found: raised.filter((target) => target === 1).length,
        falseAlarms: raised.filter((target) => target === 0).length,
      });
    }
  });

  it('say of a softmax what they can', async () => {
    const softmax = await check(
      {
        logits: { shape: [3, 3], dtype: 'float32', data: [2, 0, 0, 0, 2, 0, 0, 0, 2] },
        targets: vector([0, 1, 2], 'int64'),
      },
      { parameters: { alpha: null, gamma: 2 }, choices: { link: 'softmax' } },
    );
    const [choose, threshold, meaning, effect] = cardsOf(softmax);
    expect(choose?.details?.().copies.map(({ code }) => code)).toContain('class_weight={0: 1, 1: 1, 2: 1}');
    expect(threshold?.details).toBeNull();
    expect(meaning?.details?.().copies).toHaveLength(3);
    expect(effect?.details).toBeNull();
  });

  it('have a threshold for each label', async () => {
    const multiLabel = await check(
      {
        logits: { shape: [4, 3], dtype: 'float32', data: [3, -2, -1, 2, -3, -1, -2, 2, -1, -3, 3, -1] },
        targets: { shape: [4, 3], dtype: 'int64', data: [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0] },
      },
      { parameters: LOSS, choices: { link: 'sigmoid' } },
    );
    const named = { file: 'names.json', names: ['cat', 'dog', null] };
    const details = thresholdCard(multiLabel, named, CHOICE, en).details?.();
    const [, byLabel] = details?.tables ?? [];
    // The third label has no positives; those of the others lie above all their negatives.
    expect(byLabel?.rows.map(([name]) => name)).toEqual(['cat', 'dog', 'class 2']);
    expect(byLabel?.rows.map(([, examples, , found, falseAlarms]) => [examples, found, falseAlarms])).toEqual(
      [
        [2, 2, 0],
        [2, 2, 0],
        [0, null, null],
      ],
    );
    expect(details?.sentences).toContain(en.answers.thresholds.labelsWithout({ labels: 1 }));
    const { code = '' } =
      details?.copies.find(({ label }) => label === en.answers.thresholds.copies.byLabel) ?? {};
    expect(code).toMatch(/^thresholds = \{"cat": 0\.\d+, "dog": 0\.\d+\}\n$/);
    const unnamed = thresholdCard(multiLabel, null, CHOICE, en).details?.().copies ?? [];
    expect(unnamed.map((copy) => copy.code)).toEqual([
      expect.stringMatching(/^thresholds = \{0: 0\.\d+, 1: 0\.\d+\}\n$/),
      expect.stringMatching(/^\{\s+"0": 0\.\d+,\s+"1": 0\.\d+\s+\}\n$/),
    ]);
  });

  it('weigh the positives of each label by the rows without it', async () => {
    const labels = await check(
      {
        logits: { shape: [4, 2], dtype: 'float32', data: [3, -2, 2, -3, -2, 2, 3, -1] },
        targets: { shape: [4, 2], dtype: 'int64', data: [1, 0, 1, 0, 0, 1, 1, 0] },
      },
      { parameters: LOSS, choices: { link: 'sigmoid', targets: 'binary' } },
    );
    const named = { file: 'names.json', names: ['cat', 'dog'] };
    const choice = choiceForReport(labels, { ...LOSS, beta: 0.999 }, named);
    const { tables = [], copies = [] } = choiceCard(choice, 'inverse', en).details?.() ?? {};
    // Three rows have the first label and one the second.
    expect(copies.map(({ code }) => code)).toContain('pos_weight=torch.tensor([0.333, 3])');
    expect(tables.at(-1)?.rows.map((row) => [row[0], row[1], row.at(-1)])).toEqual([
      ['cat', 3, 1 / 3],
      ['dog', 1, 3],
    ]);
  });

  it('keep the choice of α where a label has no examples, and refuse its weight', async () => {
    const labels = await check(
      {
        logits: { shape: [4, 3], dtype: 'float32', data: [3, -2, -1, 2, -3, -1, -2, 2, -1, -3, 3, -1] },
        targets: { shape: [4, 3], dtype: 'int64', data: [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0] },
      },
      { parameters: LOSS, choices: { link: 'sigmoid' } },
    );
    const { lead, details } = choiceCard(
      choiceForReport(labels, { ...LOSS, beta: 0.999 }, null),
      'inverse',
      en,
    );
    expect(lead).toContain('4 positives in 12');
    const { sentences = [], tables = [] } = details?.() ?? {};
    expect(sentences).toContain(en.answers.choose.empty({ names: ['class 2'] }));
    expect(tables.map(({ id }) => id)).toEqual(['balance']);
  });

  it.each([
    [[50, 300], 1 / 300, 'dense-detection'],
    [[50, 300], 0.2, null],
    [[5, 30], 0, null],
    [[2, 1, 32, 32], 0.2, 'masks'],
  ] as const)(
    'quote what others measured for logits %j with a share of positives of %f: %s',
    async (shape, share, task) => {
      const elements = shape.reduce((product: number, length) => product * length, 1);
      const targets = Array.from({ length: elements }, (_, at) =>
        at < Math.max(1, share * elements) ? 1 : 0,
      );
      const data = targets.map((target, at) => 2 * target - 3 + (at % 7) / 7);
      const report = await check(
        { logits: { shape, data, dtype: 'float32' }, targets: { shape, data: targets, dtype: 'uint8' } },
        { parameters: LOSS, choices: { link: 'sigmoid', targets: 'binary' } },
      );
      const quoted = Object.values(en.answers.effect.measured).filter((sentence) =>
        effectCard(report, en).details?.().sentences.includes(sentence),
      );
      expect(quoted).toEqual(task === null ? [] : [en.answers.effect.measured[task]]);
    },
  );

  it('have no threshold without positives', async () => {
    const { details, lead } = thresholdCard(await reportOf([-1, -2], [0, 0]), null, CHOICE, en);
    expect({ details, lead }).toEqual({ details: null, lead: en.answers.thresholds.reasons['no-positives'] });
  });
});
