import { describe, expect, it } from 'vitest';
import { rootsOf } from '../../../../src/check/findings/consequences';
import type { Found } from '../../../../src/check/findings/evidence';
import { reportHtml } from '../../../../src/check/render/html';
import { reportMarkdown } from '../../../../src/check/render/markdown';
import { PLAIN, reportText } from '../../../../src/check/render/text';
import { en } from '../../../../src/messages/en';
import { check, findingOf, randomNumbers, vector } from '../tensors';

const random = randomNumbers(3);
/** Logits of a good model, and their targets. */
const targets = Array.from({ length: 200 }, (_, at) => at % 2);
const logits = targets.map((target) => (target === 1 ? 1.5 : -1.5) + 4 * (random() - 0.5));
/** The same with one target in ten the other way. */
const noisy = targets.map((target, at) => (at % 10 === 0 ? 1 - target : target));
/** Probabilities of a model that is right about three in four, in per cent. */
const percentages = targets.map(
  (target, at) => (at % 4 === 0 ? 90 - 80 * target : 10 + 80 * target) + random(),
);

describe('findings that follow from another', () => {
  it('stand under it: probabilities forced on logits are one error', async () => {
    const report = await check(
      { logits: vector(logits), targets: vector(targets), loss: { shape: [], data: [0.02] } },
      { choices: { input: 'probabilities' } },
    );
    expect(report.findings.map(({ id }) => id)).toEqual(['logits-as-probabilities']);
    expect(report.findings[0]?.consequences.map(({ id }) => id)).toContain('loss-disagrees');
  });

  const ofClasses = { shape: [200, 2], data: percentages.flatMap((one) => [100 - one, one]) };
  it.each([
    ['a sigmoid', { probs: vector(percentages), targets: vector(targets) }],
    ['a sigmoid under a neutral name', { scores: vector(percentages), targets: vector(targets) }],
    ['a sigmoid in whole numbers', { scores: vector(percentages.map(Math.round)), targets: vector(targets) }],
    ['a softmax', { probs: ofClasses, targets: vector(targets, 'int64') }],
    ['a softmax under a neutral name', { x: ofClasses, y: vector(targets, 'int64') }],
  ])('stand under it: percentages of %s are one error', async (_, arrays) => {
    const { findings } = await check(arrays);
    expect(findings.map(({ id, title }) => [id, title])).toEqual([
      ['logits-as-probabilities', 'Percentages where probabilities are expected'],
    ]);
    expect(findings[0]?.consequences.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['saturated-logits', 'over-confidence']),
    );
  });

  // A model without negative logits, whose zeros are undecided, and one that is far too sure.
  it.each([
    ['of a ReLU', logits.map((x) => 9 * Math.max(0, x))],
    ['from 0 to 100', logits.map((x) => Math.min(100, Math.max(0, 30 * x)))],
  ])('stand by themselves beside logits %s under a neutral name', async (_, scores) => {
    const { findings } = await check({ scores: vector(scores), targets: vector(noisy) });
    expect(findings.map(({ id }) => id)).not.toContain('logits-as-probabilities');
  });

  it('stand by themselves beside logits under the name of probabilities, which are read right', async () => {
    const { findings } = await check({ probs: vector(logits.map((x) => 9 * x)), targets: vector(noisy) });
    expect(findings.map(({ id, title }) => [id, title])).toEqual(
      expect.arrayContaining([
        ['logits-as-probabilities', 'Logits where probabilities are expected'],
        ['over-confidence', expect.any(String)],
      ]),
    );
  });

  it('stand by themselves where nothing leads to them', async () => {
    const report = await check({
      logits: vector(logits),
      targets: vector(targets),
      loss: { shape: [], data: [0.02] },
    });
    expect(report.findings.map(({ id }) => id)).toContain('loss-disagrees');
    expect(report.findings.flatMap(({ consequences }) => consequences)).toEqual([]);
  });

  it('are put under the first cause of a chain', () => {
    const chain: Found[] = [
      { id: 'no-positives', severity: 'error', facts: { negatives: 1 }, leadsTo: ['empty'] },
      {
        id: 'empty',
        severity: 'error',
        facts: {
          logits: { array: 'a', file: null },
          elements: 0,
          ignored: 0,
          nonFinite: 0,
          invalidTargets: 0,
        },
        leadsTo: ['soft-targets'],
      },
      { id: 'soft-targets', severity: 'warning', facts: { targets: { array: 'b', file: null } } },
    ];
    expect(
      rootsOf(chain).map(({ finding, consequences }) => [finding.id, consequences.map(({ id }) => id)]),
    ).toEqual([['no-positives', ['empty', 'soft-targets']]]);
  });

  it('are not hidden under a cause that is less severe', () => {
    const found: Found[] = [
      {
        id: 'soft-targets',
        severity: 'warning',
        facts: { targets: { array: 'b', file: null } },
        leadsTo: ['no-positives'],
      },
      { id: 'no-positives', severity: 'error', facts: { negatives: 1 } },
    ];
    expect(rootsOf(found).map(({ finding }) => finding.id)).toEqual(['soft-targets', 'no-positives']);
  });

  it('are shown in every format', async () => {
    const report = await check(
      { logits: vector(logits), targets: vector(targets), loss: { shape: [], data: [0.02] } },
      { choices: { input: 'probabilities' } },
    );
    const heading = en.report.consequences({ count: report.findings[0]?.consequences.length ?? 0 });
    const title = findingOf(report, 'loss-disagrees')?.title ?? '';
    for (const text of [reportText(report, en, PLAIN), reportMarkdown(report, en), reportHtml(report, en)]) {
      expect(text).toContain(heading);
      expect(text).toContain(title);
    }
  });
});
