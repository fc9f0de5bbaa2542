import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import { everyDiagnostic } from '../../../src/code/rules/diagnostic';
import type { RuleId } from '../../../src/code/rules/rule';
import { RULES } from '../../../src/code/rules/rules';
import { en } from '../../../src/messages/en';
import { parser } from './parse';
import { PICTURES, readIndex, readPage, readRulePage, withPicture } from './rule-pages';
import { pictureOf } from './rule-pictures';

const LINT_PAGE = '../../../docs/lint.md';
const MANIFEST = '../../../package.json';

/** Rules whose fault is in no curve: the curves are those of float64. */
const WITHOUT_PICTURE: ReadonlySet<RuleId> = new Set(['half-precision']);

const pages = await Promise.all(RULES.map(async (rule) => ({ rule, page: await readRulePage(rule) })));
const index = await readIndex();

/** A page with the rows of a table in place of those that it has. */
function withRows(page: string, rows: readonly string[]): string {
  const [before] = page.split(/(?<=npm run rules-docs -->\n)/);
  return `${before}\n${rows.join('\n')}\n`;
}

/** Each rule that an example breaks, with its severity. */
async function brokenRules(example: string): Promise<{ rule: string; severity: string }[]> {
  const text = `${index.imports}\n${example}`;
  const diagnosed = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  return everyDiagnostic(diagnosed).map(({ rule, severity }) => ({ rule, severity }));
}

describe('the pages on the rules (renew what is generated with npm run rules-docs)', () => {
  it('have a sentence of each message', () => {
    expect(Object.keys(en.rules).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  });

  it('show every picture of their folder', async () => {
    const texts = pages.map(({ page }) => page.text).join('\n');
    for (const file of await readdir(new URL(PICTURES, import.meta.url))) {
      expect(texts).toContain(`(images/${file})`);
    }
  });

  it('lead to no page that the extension does not bring along', async () => {
    const folder = new Set(await readdir(new URL('../../../docs/rules', import.meta.url)));
    const texts = [index.text, ...pages.map(({ page }) => page.text)];
    const links = texts.flatMap((text) =>
      [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)]*)\)/g)].map(([, link]) => link),
    );
    const missing = links.filter(
      (link = '') => !/^https?:/.test(link) && !folder.has(link.split('#')[0] ?? ''),
    );
    expect(missing).toEqual([]);
  });

  it('are listed in docs/lint.md and docs/rules/README.md', async () => {
    const rows = pages.map(
      ({ rule: { id, severity }, page }) =>
        `| [\`${id}\`](rules/${id}.md) | ${severity} | ${page.reportedWhen} |`,
    );
    const lint = withRows(await readPage(LINT_PAGE), [
      '| rule | severity | reported when |',
      '|---|---|---|',
      ...rows,
    ]);
    await expect(lint).toMatchFileSnapshot(LINT_PAGE);
    const ofSeverity = (wanted: string): string =>
      pages
        .filter(({ rule }) => rule.severity === wanted)
        .map(({ rule: { id } }) => `[${id}](${id}.md)`)
        .join(', ');
    const list = withRows(index.text, [
      '| severity | rules |',
      '|---|---|',
      ...['error', 'warning', 'information'].map((severity) => `| ${severity} | ${ofSeverity(severity)} |`),
    ]);
    await expect(list).toMatchFileSnapshot(index.path);
  });

  it('are the names that the setting of severities knows', async () => {
    const names = pages.map(({ rule: { id } }) => `              "${id}"`).toSorted();
    const manifest = (await readPage(MANIFEST)).replace(
      /("propertyNames": \{\n {12}"enum": \[\n)[^\]]*?(\n {12}\])/,
      (_, before: string, after: string) => before + names.join(',\n') + after,
    );
    await expect(manifest).toMatchFileSnapshot(MANIFEST);
  });
});

describe.each(pages)('the page on $rule.id', ({ rule: { id }, page }) => {
  it('begins with the severity of its rule, and has a picture where curves show the fault', async () => {
    const picture = WITHOUT_PICTURE.has(id) ? null : await pictureOf(index.imports, page.wrong, page.right);
    await expect(withPicture(page, id, picture)).toMatchFileSnapshot(page.path);
    if (picture !== null) {
      await expect(picture).toMatchFileSnapshot(`${PICTURES}/${id}.svg`);
    }
  });

  it('has a wrong example that breaks the rule', async () => {
    const broken = await brokenRules(page.wrong);
    expect(broken.map(({ rule }) => rule)).toContain(id);
  });

  it('has a right example without errors and warnings', async () => {
    const broken = await brokenRules(page.right);
    expect(broken.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });
});
