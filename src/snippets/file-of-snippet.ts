import { type SnippetParameters, written } from './fit/fit-snippet';
import type { Snippet } from './snippet';

/** The whole file of a snippet, imports included, with values in place of its own. */
export function fileOfSnippet(snippet: Snippet, parameters: SnippetParameters): string {
  return snippet.placeholders.reduce((source, { parameter, before, value }) => {
    const chosen = parameters[parameter];
    return chosen === undefined
      ? source
      : source.replace(`${before}${value}`, () => `${before}${written(chosen, snippet)}`);
  }, snippet.source);
}
