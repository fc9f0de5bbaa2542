import { readFile } from 'node:fs/promises';
import type { AnyRule } from '../../../src/code/rules/rule';

/** The pages on the rules, from this folder. */
const PAGES = '../../../docs/rules';

/** A page on a rule. */
export interface RulePage {
  readonly path: string;
  /** The page as it stands. */
  readonly text: string;
  /** The page with the head that its rule gives it. */
  readonly withHead: string;
  /** When the rule is reported. */
  readonly reportedWhen: string;
  readonly wrong: string;
  readonly right: string;
}

/** The folder of the pictures. */
export const PICTURES = `${PAGES}/images`;

/** The page with its picture above the reasons, or without one. */
export function withPicture({ withHead }: RulePage, id: string, picture: string | null): string {
  const line = `![The wrong code solid, the right code dashed](images/${id}.svg)\n\n`;
  const heading = '\n## Why it matters\n\n';
  const bare = withHead.replace(line, '');
  return picture === null ? bare : bare.replace(heading, `${heading}${line}`);
}

/** Reads the page on a rule. */
export async function readRulePage(rule: AnyRule): Promise<RulePage> {
  const { id, severity } = rule;
  const path = `${PAGES}/${id}.md`;
  const text = await readPage(path);
  const [, , , , ...body] = text.split('\n');
  return {
    path,
    text,
    withHead: [`# ${id}`, '', `**${severity}** · ${fixOf(rule)} · [all rules](README.md)`, '', ...body].join(
      '\n',
    ),
    reportedWhen: body[0] ?? '',
    wrong: codeUnder('Wrong', text),
    right: codeUnder('Right', text),
  };
}

/** Says whether the linter may offer a fix. */
function fixOf({ fixInLoss, fixAtSite, fixAtOption, fixAtCall, fixInFile }: AnyRule): string {
  return fixInLoss || fixAtSite || fixAtOption || fixAtCall || fixInFile
    ? 'a fix is offered where its run agrees'
    : 'no fix';
}

/** The page that lists the rules, and the imports that stand before each example. */
export async function readIndex(): Promise<{ path: string; text: string; imports: string }> {
  const path = `${PAGES}/README.md`;
  const text = await readPage(path);
  return { path, text, imports: firstCode(text) };
}

/** Reads a page by its path from this folder. */
export function readPage(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}

function codeUnder(heading: string, text: string): string {
  return firstCode(text.split(`\n## ${heading}\n`)[1] ?? '');
}

function firstCode(text: string): string {
  return /```python\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
}
