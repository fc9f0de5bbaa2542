import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import { everyDiagnostic } from '../../../src/code/rules/diagnostic';
import { RULES } from '../../../src/code/rules/rules';
import { en } from '../../../src/messages/en';
import { parser } from './parse';
import { readIndex, readPage, readRulePage } from './rule-pages';

const LINT_PAGE = '../../../docs/lint.md';

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

  it('begin with the severity of their rule', async () => {
    for (const { page } of pages) {
      await expect(page.withHead).toMatchFileSnapshot(page.path);
    }
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
});

describe.each(pages)('the page on $rule.id', ({ rule: { id }, page }) => {
  it('has a wrong example that breaks the rule', async () => {
    const broken = await brokenRules(page.wrong);
    expect(broken.map(({ rule }) => rule)).toContain(id);
  });

  it('has a right example without errors and warnings', async () => {
    const broken = await brokenRules(page.right);
    expect(broken.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });
});
