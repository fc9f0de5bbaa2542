import type { ExpectedInput } from '../../loss/variants/variant';
import { sigmoid } from '../../numerics/stable';
import { softmaxOf } from './gamma';
import { type Example, exampleOf } from './probes';

/** Sizes of logits that a float32 model reaches. */
export const SIZES: readonly number[] = [8, 12, 17, 20, 30, 40, 60, 90, 100];

/** A prediction whose logit of the target has this size, right and wrong. */
export function examplesAt(
  width: number,
  size: number,
  target: 0 | 1,
  input: ExpectedInput,
): readonly [right: Example, wrong: Example] {
  const at = (logit: number): Example => {
    if (width === 1) {
      const own = target === 1 ? logit : -logit;
      return { input: [input === 'logits' ? own : sigmoid(own)], target };
    }
    const row = Array.from({ length: width }, (_, column) => (column === target ? logit : 0));
    return { input: input === 'logits' ? row : softmaxOf(row), target };
  };
  return [at(size), at(-size)];
}

/** Ordinary examples of both targets, for losses that need them in a batch. */
export function ordinaryBeside(width: number): readonly Example[] {
  return [exampleOf(width, 0, 1), exampleOf(width, 1, 0)];
}
