import type { Grammar } from '../../../src/code/syntax/languages';
import { snippetById } from '../../../src/snippets/catalogue';
import {
  type FittedSnippet,
  fitSnippet,
  type SnippetParameters,
} from '../../../src/snippets/fit/fit-snippet';
import { typeRanges } from '../../../src/snippets/fit/javascript';
import { insertedText } from '../../../src/snippets/fit/snippet-syntax';
import { sourceOf } from '../code/parse';

export interface Insertion {
  /** The file after insertion, with the values of the tab stops. */
  readonly text: string;
  readonly fitted: FittedSnippet;
}

/** Inserts a snippet at the mark `‸` of a text. */
export async function insertAt(
  marked: string,
  id: string,
  options: {
    readonly grammar?: Grammar;
    readonly unit?: string;
    readonly javascript?: boolean;
    readonly parameters?: SnippetParameters;
  } = {},
): Promise<Insertion> {
  const {
    grammar = 'python',
    unit = grammar === 'python' ? '    ' : '  ',
    javascript = false,
    parameters = {},
  } = options;
  const start = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const snippet = snippetById(id);
  if (!snippet) {
    throw new Error(`There is no snippet ${id}.`);
  }
  const fitted = fitSnippet({
    snippet,
    file: await sourceOf(text, grammar),
    place: { start, end: start },
    indentationUnit: unit,
    parameters,
    leaveOut: javascript ? typeRanges(await sourceOf(snippet.source, 'typescript')) : [],
  });
  const { range, imports } = fitted;
  let [above, end] = ['', 0];
  for (const insertion of imports) {
    above += text.slice(end, insertion.offset) + insertion.text;
    end = insertion.offset;
  }
  above += text.slice(end, range.start);
  return { text: above + insertedText(fitted.text) + text.slice(range.end), fitted };
}
