import type { LossSubject, TextRange } from '../rule';
import { arraysOf, holds, placeOfArray, tracedExamples } from './trace';

/** An α whose complement is another number. */
const ALPHA = 0.3;

/** The weights that α gives a negative and a positive. */
type Weights = (alpha: number) => readonly [number, number];

/** Where each example of two classes first has its weight; null where the run does not show it. */
export function placeOfWeights({ measure }: LossSubject, weights: Weights): TextRange | null {
  if (measure?.layout.width !== 1) {
    return null;
  }
  const examples = tracedExamples(measure);
  const [negative, positive] = weights(ALPHA);
  const expected = examples.map(({ target }) => (target === 1 ? positive : negative));
  const arrays = arraysOf(measure, examples, { alpha: ALPHA });
  return placeOfArray(arrays.find((array) => holds(array, expected)));
}
