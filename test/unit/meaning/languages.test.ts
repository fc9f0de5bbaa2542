import { describe, expect, it } from 'vitest';
import { type Convention, NOTHING_GIVEN } from '../../../src/code/conventions/convention';
import { CONVENTIONS } from '../../../src/code/conventions/conventions';
import type { FocalSite } from '../../../src/code/losses/focal-site';
import { explainSite } from '../../../src/code/meaning/explanation';
import { zhCn } from '../../../src/messages/zh-cn';
import { pseudoMessages } from '../messages/pseudo-locale';

const VALUES: readonly FocalSite['value'][] = [
  ...[-2, -1, 0, 0.25, 0.75, 1, 8],
  'none',
  undefined,
  [0.25, 0.75],
  [1, 2, 3, 4, 5],
];
const ORIGINS: readonly FocalSite['origin'][] = ['literal', 'constant', 'default'];
const GAMMAS = [0, 2];
/** Arguments that change what a library does. */
const GIVEN: readonly Readonly<Record<string, string>>[] = [
  {},
  { alpha: '[0.3, 0.7]', use_softmax: 'True', include_background: 'False', reduction: '"sum"' },
  { apply_class_balancing: 'True', from_logits: 'True', use_sigmoid: 'False', mode: '"multiclass"' },
];

/** A site of every kind of value at a convention's α and γ. */
function* sitesOf(convention: Convention | undefined): Generator<FocalSite> {
  for (const parameter of ['alpha', 'gamma'] as const) {
    for (const [index, value] of VALUES.entries()) {
      for (const gamma of parameter === 'alpha' ? GAMMAS : [undefined]) {
        for (const given of GIVEN) {
          yield {
            parameter,
            value,
            origin: ORIGINS[index % ORIGINS.length] ?? 'literal',
            callee: undefined,
            convention,
            given: convention ? { text: (name) => given[name] } : NOTHING_GIVEN,
            range: { start: 0, end: 0 },
            valuePlaces: {},
            bothParameters: { [parameter]: value, ...(parameter === 'alpha' ? { gamma } : {}) },
          };
        }
      }
    }
  }
}

/** The text of a hover without code, markup, links, the library's name and the paper's authors. */
function prose(hover: string): string {
  return hover
    .replaceAll(/<b>.*?<\/b>/g, ' ')
    .replaceAll(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, '$1')
    .replaceAll(/<code>.*?<\/code>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/`[^`]*`/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll('$(graph-line)', '');
}

const ROWS = [undefined, ...CONVENTIONS].map((row) => [row?.id ?? 'a loss of no library', row] as const);

describe('a hover', () => {
  const pseudo = pseudoMessages();
  it.each(ROWS)('of %s takes all its words from the messages', (_id, row) => {
    for (const site of sitesOf(row)) {
      // FL* is a symbol, and stands beside a curve.
      expect(prose(explainSite(site, 'dark', pseudo)).replaceAll('FL*', '')).not.toMatch(/[A-Za-z]/);
    }
  });

  it.each(ROWS)('of %s is Chinese throughout in Chinese', (_id, row) => {
    for (const site of sitesOf(row)) {
      const text = prose(explainSite(site, 'dark', zhCn));
      expect(text).toMatch(/\p{Script=Han}/u);
      expect(text).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
      expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });
});
