import type { Snippet } from '../snippet';
import { type SnippetParameters, written } from './fit-snippet';

/**
 * A statement that uses an inserted snippet, in VS Code's snippet syntax, with a tab stop for each name and value.
 * @param name what the snippet defines in the file
 */
export function snippetCall(snippet: Snippet, name: string, parameters: SnippetParameters): string {
  const { call, placeholders } = snippet;
  const initialOf = (slot: string) => {
    const placeholder = placeholders.find(({ parameter }) => parameter === slot);
    if (placeholder === undefined) {
      return slot;
    }
    const chosen = parameters[placeholder.parameter];
    return chosen === undefined ? placeholder.value : written(chosen, snippet);
  };
  let stop = 0;
  return call
    .replaceAll(new RegExp(String.raw`\b${snippet.name}\b`, 'g'), name)
    .replaceAll(/\{(\w+)\}/g, (_, slot: string) => `\${${++stop}:${initialOf(slot)}}`);
}
