/** An index, or the reason why the text is not an index. */
export type ParsedIndex =
  | { readonly index: readonly number[]; readonly problem?: never }
  | { readonly index?: never; readonly problem: string };

/**
 * Parses the text of *go to*: one index per axis (`12, 3`, brackets allowed), or one flat index in C order. Negative
 * indices count from the end, as in Python.
 */
export function parseIndex(text: string, shape: readonly number[]): ParsedIndex {
  const parts = text
    .replace(/^\s*[[(]|[\])]\s*$/g, '')
    .split(',')
    .map((part) => part.trim())
    .filter((part, at, all) => part !== '' || at < all.length - 1);
  const numbers = parts.map(Number);
  if (parts.length === 0 || parts.includes('') || !numbers.every(Number.isSafeInteger)) {
    return { problem: `Type ${expected(shape)}.` };
  }
  if (numbers.length === shape.length) {
    return withinShape(numbers, shape);
  }
  const [flat] = numbers;
  if (numbers.length !== 1 || flat === undefined) {
    return { problem: `The array has ${shape.length} axes; type ${expected(shape)}.` };
  }
  const elements = shape.reduce((product, length) => product * length, 1);
  const from = flat < 0 ? flat + elements : flat;
  if (from < 0 || from >= elements) {
    return { problem: outside(flat, elements, 'the array') };
  }
  return { index: unravel(from, shape) };
}

/** The index of an element from its flat index in C order. */
export function unravel(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const length of shape.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}

function withinShape(numbers: readonly number[], shape: readonly number[]): ParsedIndex {
  const index: number[] = [];
  for (const [axis, length] of shape.entries()) {
    const given = numbers[axis] ?? 0;
    const at = given < 0 ? given + length : given;
    if (at < 0 || at >= length) {
      return { problem: outside(given, length, `axis ${axis}`) };
    }
    index.push(at);
  }
  return { index };
}

function outside(given: number, length: number, what: string): string {
  return length === 0
    ? `There is nothing to go to: ${what} is empty.`
    : `${given} is outside: ${what} goes from 0 to ${length - 1}.`;
}

function expected(shape: readonly number[]): string {
  const example = shape.map((length) => Math.max(0, length - 1)).join(', ');
  return shape.length < 2 ? 'an index' : `an index for each axis, such as ${example}, or one flat index`;
}
