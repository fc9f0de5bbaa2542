/** The text that an escape sequence of a string stands for. */
export function unescaped(sequence: string): string {
  const match = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|([\s\S]+))$/i.exec(sequence);
  const code = match?.[1] ?? match?.[2] ?? match?.[3];
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : sequence;
  }
  const letter = match?.[4] ?? '';
  return ESCAPES[letter] ?? (/^[\r\n\u2028\u2029]/.test(letter) ? '' : letter);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** A number literal; null for one of the type bigint. */
export function numberOf(text: string): number | null {
  const plain = text.replaceAll('_', '');
  return plain.endsWith('n') ? null : Number(plain);
}
