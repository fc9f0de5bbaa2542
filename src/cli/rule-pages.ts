import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The content of the page on a rule, readable without the other pages. */
export interface RulePage {
  readonly reportedWhen: string;
  /** Without pictures and without links to other pages, which a reader elsewhere does not have. */
  readonly markdown: string;
}

/** Reads the pages on rules, which come with the command. */
export async function readRulePages(rules: Iterable<string>): Promise<ReadonlyMap<string, RulePage>> {
  const pages = [...new Set(rules)].map(async (rule) => {
    const text = await readFile(join(__dirname, '..', 'docs', 'rules', `${rule}.md`), 'utf8');
    return [rule, rulePage(text)] as const;
  });
  return new Map(await Promise.all(pages));
}

/** Reads a page: its first line is the title, its third the properties of the rule, and its fifth says when the rule is reported. */
export function rulePage(text: string): RulePage {
  const [, , , , reportedWhen = '', ...rest] = text.split('\n');
  const body = [reportedWhen, ...rest].join('\n');
  const markdown = body.replace(/^!\[.*\n\n?/gm, '').replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1');
  return { reportedWhen, markdown };
}
