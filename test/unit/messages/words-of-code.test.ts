import { readdir, readFile } from 'node:fs/promises';
import type { Node } from '@vscode/tree-sitter-wasm';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../code/parse';

const ROOT = new URL('../../../', import.meta.url);

/**
 * Messages, and texts with one language: the published schemas, the errors of Python and its libraries as they say
 * them, sources of snippets, code without words.
 */
const LEFT_OUT =
  /^src\/messages\/|^src\/check\/statistics\/|^src\/code\/run\/|\/(?:json-schemas|primitives)\.ts$|^src\/snippets\/frameworks\/|\.as\.ts$|\.d\.ts$/;

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(new URL(folder, ROOT), { recursive: true });
  return names
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name));
}

/** A text of the code, without what is put into it. */
interface CodeText {
  readonly text: string;
  /** It is the markup of a page. */
  readonly isMarkup: boolean;
}

/** The texts of a file that a person may come to read. */
function* textsOf(node: Node): Generator<CodeText> {
  if (node.type === 'import_statement' || isForDevelopers(node) || isNote(node) || isReference(node)) {
    return;
  }
  if (node.type === 'string' || node.type === 'template_string') {
    const tag = node.parent?.type === 'call_expression' ? calleeOf(node.parent) : '';
    const text = textOf(node);
    if (tag !== 'css') {
      yield { text, isMarkup: tag === 'html' || tag === 'svg' || text.trimStart().startsWith('<') };
    }
  }
  for (const child of node.namedChildren) {
    if (child !== null) {
      yield* textsOf(child);
    }
  }
}

/**
 * Calls whose texts are no sentences for a user: schemas, lists of names, the log of what is not shown. Python and its
 * frameworks word their exceptions in English for everyone, and so are they quoted.
 */
const CALLS = /^v\.|\.split$|\.log\.debug$|^raise$|^refuse$/;

/** True for an error that only a fault of the program causes or that no host shows, and for the calls above. */
function isForDevelopers(node: Node): boolean {
  return node.type === 'new_expression'
    ? /^(?:Range|Type)?Error$|^UnsuitedData$|^GradientFailure$/.test(
        node.childForFieldName('constructor')?.text ?? '',
      )
    : node.type === 'call_expression' && CALLS.test(calleeOf(node));
}

/** True for a sentence that stands beside the code it is about in every language. */
function isNote(node: Node): boolean {
  const keys = node.type === 'object' ? node.namedChildren.map((pair) => keyOf(pair)) : [];
  return keys.includes('en') && keys.includes('zhCn');
}

/** True for the publication that a variant is taken from, and for the code that computes it. */
function isReference(node: Node): boolean {
  return node.type === 'pair' && ['source', 'code'].includes(keyOf(node));
}

function keyOf(pair: Node | null): string {
  return pair?.childForFieldName('key')?.text ?? '';
}

function calleeOf(call: Node): string {
  return call.childForFieldName('function')?.text ?? '';
}

/** The text of a string, with a § for each part that is put in. */
function textOf(node: Node): string {
  const parts = node.namedChildren.map((part) =>
    part?.type === 'template_substitution' ? '§' : (part?.text ?? ''),
  );
  return parts.join('');
}

/** An attribute that is shown or read out. */
const READ_ATTRIBUTE =
  /\s(?:label|title|heading|placeholder|description|alt|aria-(?:label|description|valuetext))="([^"]*)"/g;

/** The texts of markup that a person reads: between tags, and in attributes that are shown or read out. */
function wordsOfMarkup(markup: string): string[] {
  const shown = markup
    .replaceAll(/<style[^>]*>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n');
  const attributes = [...markup.matchAll(READ_ATTRIBUTE)];
  return [...shown, ...attributes.map(([, value = '']) => value)];
}

/** Lines of Python and of a shell, and the paper by its authors: the same in every language. */
const SAME_EVERYWHERE = /^(?:import|from|git) .*|Lin et al\. 2017/g;

/** Three words, one after the other, as every sentence has. */
const SENTENCE = /\b[A-Za-z][a-z]+ [a-z]{2,} [a-z]{2,}\b/;

function sentencesOf({ text, isMarkup }: CodeText): string[] {
  if (isMarkup) {
    return wordsOfMarkup(text).filter((part) => /[A-Za-z]{2,}/.test(part));
  }
  return SENTENCE.test(text.replaceAll(SAME_EVERYWHERE, '')) ? [text] : [];
}

describe('the code', () => {
  it('holds no sentence for a user: all are messages, in every language', async () => {
    const found: string[] = [];
    for (const name of [...(await sources('src/')), ...(await sources('webview/'))]) {
      const file = await sourceOf(await readFile(new URL(name, ROOT), 'utf8'), 'typescript');
      found.push(...[...textsOf(file.root)].flatMap(sentencesOf).map((text) => `${name}: ${text.trim()}`));
      file.dispose();
    }
    expect(found).toEqual([]);
  });

  it.each([
    ["const title = 'Some targets are missing';", 'Some targets are missing'],
    [`const title = \`The \${loss} does not fit\`;`, 'The § does not fit'],
    [`html\`<p>\${title}: none</p>\``, '§: none'],
    ['html`<focal-chart label="Losses"></focal-chart>`', 'Losses'],
  ])('would be found out with %s', async (code, sentence) => {
    const file = await sourceOf(code, 'typescript');
    expect([...textsOf(file.root)].flatMap(sentencesOf)).toEqual([sentence]);
    file.dispose();
  });
});
