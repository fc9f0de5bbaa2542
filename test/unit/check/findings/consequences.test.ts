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

describe('findings that follow from another', () => {
  it('stand under it: probabilities forced on logits are one error', async () => {
    const report = await check(
      { logits: vector(logits), targets: vector(targets), loss: { shape: [], data: [0.02] } },
      { choices: { input: 'probabilities' } },
    );
    expect(report.findings.map(({ id }) => id)).toEqual(['logits-as-probabilities']);
    expect(report.findings[0]?.consequences.map(({ id }) => id)).toContain('loss-disagrees');
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
