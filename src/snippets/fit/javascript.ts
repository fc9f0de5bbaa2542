import type { SourceFile } from '../../code/syntax/source-file';

/** A part of a text, in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The type annotations of a TypeScript snippet. Without them it is JavaScript. */
export function typeRanges(snippet: SourceFile): TextRange[] {
  return snippet.root
    .descendantsOfType('type_annotation')
    .flatMap((node) => (node ? [{ start: node.startIndex, end: node.endIndex }] : []));
}
