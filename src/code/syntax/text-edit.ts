import type { Edit, Point } from '@vscode/tree-sitter-wasm';

/**
 * The one edit that makes `before` into `after`: everything between what they begin with and what they end with in
 * common. It is what tree-sitter needs to parse anew only what it concerns; offsets and columns in UTF-16 code units.
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

/** Where an offset is: its line, and the code units before it in that line. */
function positionAfter(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) {
    row++;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}
