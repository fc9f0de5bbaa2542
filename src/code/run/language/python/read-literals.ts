import type { Node } from '@vscode/tree-sitter-wasm';
import type { Expression, Place } from '../program';

/** The content of a string literal's source, with its escapes resolved; `prefix` is what stands before the quotes. */
export function unescaped(text: string, prefix: string): string {
  if (/r/i.test(prefix)) {
    return text;
  }
  return text.replace(
    /\\(?:\n|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-7]{1,3})|([\s\S]))/gi,
    (whole, byte, short, long, octal, letter) => {
      const code = byte ?? short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (octal !== undefined) {
        return String.fromCharCode(Number.parseInt(octal, 8));
      }
      if (letter === undefined) {
        return '';
      }
      return ESCAPES[letter] ?? whole;
    },
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** A number literal: a bigint for an integer, a number for a float; null for a complex number. */
function numberOf(text: string): bigint | number | null {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+)$/.test(plain) || /^\d+$/.test(plain)) {
    // A literal of thousands of digits is no number of a loss.
    return plain.length < 400 ? BigInt(plain) : Number(plain);
  }
  return plain.endsWith('j') ? null : Number(plain);
}

/** Reads a number literal; complex numbers are not supported. */
export function readNumber(node: Node, place: Place): Expression {
  const value = numberOf(node.text);
  return value === null
    ? { place, type: 'unsupported', what: 'complex' }
    : { place, type: 'constant', value };
}
