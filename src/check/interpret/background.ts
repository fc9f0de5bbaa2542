import type { Reason } from '../../messages/reason';
import { TensorFileError } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';
import type { InterpretationChoices } from './choices';

/** The first or last class counts as background if it has at least this share of the examples. */
const BACKGROUND_SHARE = 0.8;

export interface BackgroundDecision {
  readonly value: number | null;
  readonly why: Reason | null;
}

/**
 * The class of a softmax that counts as negative: the chosen one, class 0 of two, or a first or last class with most of
 * the examples.
 * @param counts number of examples of each class, in a sample
 * @throws TensorFileError when the chosen class does not exist
 */
export function backgroundOf(
  { file, array }: ArraySource,
  counts: ReadonlyMap<number, number>,
  classes: number,
  { backgroundClass }: InterpretationChoices,
): BackgroundDecision {
  if (backgroundClass !== undefined) {
    if (backgroundClass !== null && !(backgroundClass >= 0 && backgroundClass < classes)) {
      throw new TensorFileError(
        file.name,
        { id: 'no-such-background', facts: { index: backgroundClass, classes } },
        { array: array.name },
      );
    }
    return {
      value: backgroundClass,
      why: backgroundClass === null ? null : { id: 'background-chosen', facts: { index: backgroundClass } },
    };
  }
  if (classes === 2) {
    return { value: 0, why: { id: 'background-of-two', facts: {} } };
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const candidate of [0, classes - 1]) {
    const share = (counts.get(candidate) ?? 0) / total;
    if (share >= BACKGROUND_SHARE) {
      return {
        value: candidate,
        why: { id: 'background-most-frequent', facts: { index: candidate, share } },
      };
    }
  }
  return { value: null, why: null };
}
