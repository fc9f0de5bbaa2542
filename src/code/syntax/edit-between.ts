import type { Edit, Point } from '@vscode/tree-sitter-wasm';

/**
 * The single edit that turns `before` into `after`: it spans everything between their common start and common end. With it
 * tree-sitter parses only the changed part. Offsets and columns are in UTF-16 code units.
 */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) {
    start++;
  }
  let common = 0;
  while (
    common < shorter - start &&
    before.charCodeAt(before.length - 1 - common) === after.charCodeAt(after.length - 1 - common)
  ) {
    common++;
  }
  const startPosition = positionAfter(before, start);
  const oldEndIndex = before.length - common;
  const newEndIndex = after.length - common;
  return {
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition,
    oldEndPosition: positionAfter(before, oldEndIndex),
    newEndPosition: positionAfter(after, newEndIndex),
  };
}

/** The line of an offset, and the number of code units before it in that line. */
function positionAfter(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) {
    row++;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}
