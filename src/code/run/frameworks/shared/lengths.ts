import type { Given } from '../../language/signature';
import { ArrayValue, type Value } from '../../language/values';

/**
 * The lengths of axes, each an integer or an array of one integer.
 *
 * @param name the argument that gives them
 * @throws Raised a TypeError for anything else
 */
export function lengthsOf(items: readonly Value[], name: string, given: Given): number[] {
  return items.map((item) => {
    if (typeof item === 'bigint') {
      return Number(item);
    }
    return item instanceof ArrayValue && item.tensor.size === 1 && !item.tensor.dtype.includes('float')
      ? item.tensor.at(0)
      : given.refuse(name, 'tuple of ints', item);
  });
}
