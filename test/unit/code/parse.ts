import { readFile } from 'node:fs/promises';
import type { FocalSite } from '../../../src/code/losses/focal-site';
import { focalSites } from '../../../src/code/losses/focal-sites';
import type { Grammar } from '../../../src/code/syntax/languages';
import { CodeParser, type GrammarLoader } from '../../../src/code/syntax/parser';
import type { SourceFile } from '../../../src/code/syntax/source-file';

const GRAMMARS = new URL('../../../node_modules/@vscode/tree-sitter-wasm/wasm/', import.meta.url);

/** Reads the grammars of the installed package. */
export const GRAMMAR_LOADER: GrammarLoader = async (file) =>
  new Uint8Array(await readFile(new URL(file, GRAMMARS)));

export const parser = new CodeParser(GRAMMAR_LOADER);

/** Parses a text. The trees of tests live as long as the process. */
export async function sourceOf(text: string, grammar: Grammar): Promise<SourceFile> {
  return (await parser.load(grammar)).parse(text);
}

export async function sitesOf(text: string, grammar: Grammar): Promise<FocalSite[]> {
  return focalSites(await sourceOf(text, grammar));
}

/** The sites as lines: the text of each and its interpretation. */
export async function summaryOf(text: string, grammar: Grammar): Promise<string[]> {
  const sites = await sitesOf(text, grammar);
  return sites.map(({ parameter, value, range, callee, convention }) => {
    const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value ?? '?');
    const library = convention ? ` (${convention.id})` : '';
    return `${text.slice(range.start, range.end)} → ${parameter} ${shown} of ${callee ?? '–'}${library}`;
  });
}
