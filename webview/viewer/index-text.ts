import { messages } from '../shared/messages';
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
    return { problem: expected(shape) };
  }
  if (numbers.length === shape.length) {
    return withinShape(numbers, shape);
  }
  const [flat] = numbers;
  if (numbers.length !== 1 || flat === undefined) {
    return { problem: messages.viewer.axesOfArray(shape.length, exampleFor(shape)) };
  }
  const elements = shape.reduce((product, length) => product * length, 1);
  const from = flat < 0 ? flat + elements : flat;
  if (from < 0 || from >= elements) {
    const { arrayIsEmpty, outsideArray } = messages.viewer;
    return { problem: elements === 0 ? arrayIsEmpty : outsideArray(flat, elements - 1) };
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
      const { axisIsEmpty, outsideAxis } = messages.viewer;
      return { problem: length === 0 ? axisIsEmpty(axis) : outsideAxis(given, axis, length - 1) };
    }
    index.push(at);
  }
  return { index };
}

function expected(shape: readonly number[]): string {
  return shape.length < 2 ? messages.viewer.typeIndex : messages.viewer.typeIndices(exampleFor(shape));
}

function exampleFor(shape: readonly number[]): string {
  return shape.map((length) => Math.max(0, length - 1)).join(', ');
}
