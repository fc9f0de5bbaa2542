import { printableText } from '../../format/printable-text';
import type { ArrayInfo, TensorFile } from '../tensor-file';

/**
 * The same file with its name and those of its arrays escaped where they hold control characters. Everything behind it
 * shows names as they are, and a user can type them as they are shown.
 */
export function withPrintableNames(file: TensorFile): TensorFile {
  const names = [file.name, ...[...file.arrays, ...file.refused].map(({ name }) => name)];
  if (names.every((name) => printableText(name) === name)) {
    return file;
  }
  const originals = new Map(file.arrays.map((array) => [printableText(array.name), array]));
  const original = (shown: ArrayInfo): ArrayInfo => originals.get(shown.name) ?? shown;
  return {
    ...file,
    name: printableText(file.name),
    arrays: [...originals].map(([name, array]) => ({ ...array, name })),
    refused: file.refused.map((array) => ({ ...array, name: printableText(array.name) })),
    chunks: (array, options) => file.chunks(original(array), options),
    box: (array, ranges, signal) => file.box(original(array), ranges, signal),
    placement: (array) => file.placement(original(array)),
    verify: (array, signal) => file.verify(original(array), signal),
  };
}
