import type { Place } from './program';
import { ArrayValue, type Machine, type Value } from './values';

/**
 * Counts the elements of the arrays that an operation is given: it takes time for each of them, however small its result.
 *
 * @throws NotUnderstood when more elements are read and made than allowed
 */
export function countRead(values: readonly Value[], { budget }: Machine, place: Place): void {
  for (const value of values) {
    if (value instanceof ArrayValue) {
      budget.make(value.size, place);
    }
  }
}
