import { assignRoles, roleOf } from '../../tensor/roles';
import { type TensorFile, TensorFileError } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';
import { ELEMENT_QUANTITIES, type ElementQuantity } from './candidate';
import type { LogValue } from './log-values';
import { readPrinted } from './printed-value';

/** Digits of float32, which all logs have. */
const DIGITS = 8;

/**
 * The array that holds what the training gave: the named one, else that of losses, else that of gradients, else the only one.
 * @throws TensorFileError where the file has no such array, or several without a name that fits
 */
export function givenSource(
  opened: ReadonlyMap<string, TensorFile>,
  { file: named, array: name }: { readonly file: string; readonly array?: string },
): ArraySource {
  const file = opened.get(named);
  if (file === undefined) {
    throw new RangeError('The file is open.');
  }
  const { assigned } = assignRoles(file.arrays);
  const [only, ...others] = file.arrays;
  const array =
    name === undefined
      ? (assigned.loss ?? assigned.gradient ?? (others.length === 0 ? only : undefined))
      : file.arrays.find((each) => each.name === name);
  if (array === undefined) {
    const arrays = file.arrays.map((each) => each.name);
    throw new TensorFileError(file.name, {
      id: 'no-array-of-losses',
      facts: { array: name ?? null, arrays },
    });
  }
  return { file, array };
}

/** Describes an array: the kind of its values by its name. */
export function describe({ file, array }: ArraySource): {
  readonly file: string;
  readonly array: string;
  readonly quantities: readonly ElementQuantity[];
} {
  const role = roleOf(array.name);
  return {
    file: file.name,
    array: array.name,
    quantities: role === 'loss' || role === 'gradient' ? [role] : ELEMENT_QUANTITIES,
  };
}

/** The values of an array that has not one for each element, as the values of a log. */
export async function valuesOf({ file, array }: ArraySource, signal?: AbortSignal): Promise<LogValue[]> {
  const found: LogValue[] = [];
  for await (const { start, values } of file.chunks(array, signal === undefined ? {} : { signal })) {
    for (const [at, value] of values.entries()) {
      const printed = readPrinted(String(Number(value.toPrecision(DIGITS))));
      if (printed !== null) {
        found.push({ printed: { ...printed, digits: DIGITS }, name: array.name, line: start + at + 1 });
      }
    }
  }
  return found;
}
