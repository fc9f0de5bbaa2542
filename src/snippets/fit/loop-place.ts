import type { SourceFile } from '../../code/syntax/source-file';
import { selfAndAncestors } from '../../code/syntax/tree';
import { indentationAt, statementAround } from './insertion-place';

const LOOPS = new Set(['for_statement', 'while_statement', 'for_in_statement', 'do_statement']);

const DEFINITIONS = new Set([
  'function_definition',
  'class_definition',
  'function_declaration',
  'class_declaration',
  'method_definition',
  'arrow_function',
  'function_expression',
]);

/** The place for a snippet that is inserted in a loop. */
export interface LoopPlace {
  /** Offset of the definition: the start of the top-level statement around the loop, with the comments right above it. */
  readonly definition: number;
  /** The whitespace before the call. */
  readonly indentation: string;
}

/**
 * The place for a definition above the loop around a cursor, since in the loop it would be made anew in each round.
 * Undefined for a cursor outside loops, and for one in a definition within a loop.
 */
export function loopPlace(file: SourceFile, cursor: number): LoopPlace | undefined {
  const { text } = file;
  const lineStart = text.slice(0, cursor).lastIndexOf('\n') + 1;
  const isEmptyLine = text.slice(lineStart).split('\n', 1)[0]?.trim() === '';
  const statement = isEmptyLine ? undefined : statementAround(file, cursor);
  const indentation = isEmptyLine
    ? text.slice(lineStart, cursor)
    : indentationAt(text, statement?.startIndex ?? cursor);
  // In Python the lines behind the last statement of a block belong to the block by their indentation alone.
  const last = text.slice(0, isEmptyLine ? lineStart : cursor).trimEnd().length - 1;
  const node = file.root.descendantForIndex(Math.max(0, file.grammar === 'python' ? last : cursor));
  let isInLoop = false;
  for (const ancestor of node === null ? [] : selfAndAncestors(node)) {
    const isAround =
      file.grammar === 'python'
        ? indentationAt(text, ancestor.startIndex).length < indentation.length
        : ancestor.startIndex < cursor && cursor < ancestor.endIndex;
    if (isAround && !isInLoop && DEFINITIONS.has(ancestor.type)) {
      return undefined;
    }
    isInLoop ||= isAround && LOOPS.has(ancestor.type);
    if (isInLoop && ancestor.parent?.parent === null) {
      return { definition: withCommentsAbove(text, ancestor.startIndex), indentation };
    }
  }
  return undefined;
}

/** The start of the comments that stand right above a line; the offset itself if there are none. */
function withCommentsAbove(text: string, offset: number): number {
  const comments = /(?:(?:^|(?<=\n))(?:#|\/\/).*\n)*$/.exec(text.slice(0, offset))?.[0] ?? '';
  return offset - comments.length;
}
