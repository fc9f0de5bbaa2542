import type { Problem } from '../../../messages/problem';
import { ProblemError } from '../../../messages/problem-error';

/** A value of Python source text that needs no evaluation. */
export type PythonLiteral = string | number | boolean | null | PythonLiteral[] | Map<string, PythonLiteral>;

/** Says where a literal is malformed; the caller adds the name of the file. */
export class PythonLiteralError extends ProblemError {
  constructor(
    found: Problem,
    /** Index of the first character that does not fit. */
    readonly index: number,
  ) {
    super(found);
  }
}

/** A literal as Python prints it. */
export function pythonText(value: PythonLiteral): string {
  if (Array.isArray(value)) {
    return `(${value.map(pythonText).join(', ')}${value.length === 1 ? ',' : ''})`;
  }
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${pythonText(key)}: ${pythonText(item)}`).join(', ')}}`;
  }
  switch (value) {
    case null:
      return 'None';
    case true:
      return 'True';
    case false:
      return 'False';
    default:
      return typeof value === 'string' ? `'${value}'` : String(value);
  }
}

/** Deeper nesting is refused: no header needs it, and hostile input could exhaust the stack. */
const DEEPEST_NESTING = 32;

/**
 * Reads one Python literal: dict with string keys, list, tuple, string, integer, True, False or None. Anything else is an
 * error; nothing is evaluated. Tuples and lists both become arrays.
 * @throws PythonLiteralError
 */
export function parsePythonLiteral(text: string): PythonLiteral {
  let at = 0;
  const value = parseValue(0);
  skipSpace();
  if (at < text.length) {
    throw new PythonLiteralError({ id: 'python-end', facts: { found: rest() } }, at);
  }
  return value;

  function parseValue(depth: number): PythonLiteral {
    skipSpace();
    if (depth > DEEPEST_NESTING) {
      throw new PythonLiteralError({ id: 'python-too-deep', facts: { most: DEEPEST_NESTING } }, at);
    }
    const character = text[at];
    switch (character) {
      case '{':
        return parseDict(depth);
      case '(':
        return parseSequence(')', depth);
      case '[':
        return parseSequence(']', depth);
      case "'":
      case '"':
        return parseString(character);
      default:
        return parseWord();
    }
  }

  function parseDict(depth: number): Map<string, PythonLiteral> {
    const entries = new Map<string, PythonLiteral>();
    at += 1;
    while (!take('}')) {
      const keyIndex = at;
      const key = parseValue(depth + 1);
      if (typeof key !== 'string') {
        throw new PythonLiteralError({ id: 'python-key', facts: {} }, keyIndex);
      }
      if (entries.has(key)) {
        throw new PythonLiteralError({ id: 'python-key-twice', facts: { key } }, keyIndex);
      }
      if (!take(':')) {
        throw expected(':');
      }
      entries.set(key, parseValue(depth + 1));
      if (!take(',')) {
        if (take('}')) {
          return entries;
        }
        throw expected(',', '}');
      }
    }
    return entries;
  }

  function parseSequence(closing: ')' | ']', depth: number): PythonLiteral[] {
    const items: PythonLiteral[] = [];
    at += 1;
    while (!take(closing)) {
      items.push(parseValue(depth + 1));
      if (!take(',')) {
        if (take(closing)) {
          return items;
        }
        throw expected(',', closing);
      }
    }
    return items;
  }

  function parseString(quote: string): string {
    const start = at;
    const end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw new PythonLiteralError({ id: 'python-open-string', facts: {} }, start);
    }
    const content = text.slice(start + 1, end);
    if (content.includes('\\') || content.includes('\n')) {
      throw new PythonLiteralError({ id: 'python-escape', facts: {} }, start);
    }
    at = end + 1;
    return content;
  }

  function parseWord(): number | boolean | null {
    const word = /^[\w+-]+/.exec(text.slice(at, at + 64))?.[0] ?? '';
    // Python 2 wrote long integers with a trailing L.
    const integer = /^(-?\d+)L?$/.exec(word)?.[1];
    if (integer !== undefined) {
      at += word.length;
      return Number(integer);
    }
    if (word === 'True' || word === 'False' || word === 'None') {
      at += word.length;
      return word === 'None' ? null : word === 'True';
    }
    throw new PythonLiteralError({ id: 'python-literal', facts: { found: rest() } }, at);
  }

  function take(character: string): boolean {
    skipSpace();
    if (text[at] !== character) {
      return false;
    }
    at += 1;
    skipSpace();
    return true;
  }

  function skipSpace(): void {
    while (at < text.length && ' \t\n\r\f'.includes(text[at] ?? '.')) {
      at += 1;
    }
  }

  function expected(...tokens: readonly string[]): PythonLiteralError {
    return new PythonLiteralError({ id: 'python-token', facts: { expected: tokens, found: rest() } }, at);
  }

  /** The beginning of the text that is left; null at its end. */
  function rest(): string | null {
    return at < text.length ? JSON.stringify(text.slice(at, at + 16)) : null;
  }
}
