import type { SourceFile } from '../../syntax/source-file';

/** A string in the quotes that a file uses most. */
export function quoted(content: string, { text }: SourceFile): string {
  const countOf = (quote: string): number => text.split(quote).length;
  const quote = countOf('"') > countOf("'") ? '"' : "'";
  return `${quote}${content}${quote}`;
}
