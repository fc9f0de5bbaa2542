import { numberText } from '../../format/number-text';
import { withoutCallAt } from '../fixes/building/taken-away';
import type { WatchedArray } from '../verdict/loss-runner';
import { type Example, exampleOf } from '../verdict/probes';
import { isSquashingOf } from './evidence/squashing';
import { arraysOf, placeOfArray } from './evidence/trace';
import { type LossSubject, type Rule, relatedAt } from './rule';

/** Logits outside of [0, 1] with the ends of that range. */
const WIDE = [-2.5, 3, -0.7, 1.6];
/** Bounds of probabilities lie no further inside of [0, 1]. */
const LARGEST_EPSILON = 0.05;

/** Logits are clipped to [0, 1] before they are squashed. */
export const clipBeforeSoftmax: Rule<'clip-before-softmax'> = {
  id: 'clip-before-softmax',
  severity: 'error',
  inLoss: (loss) => {
    const found = clippedLogits(loss);
    if (!found) {
      return [];
    }
    const facts = { low: numberText(found.low), high: numberText(found.high) };
    return [
      {
        facts,
        at: placeOfArray(found.array),
        related: relatedAt(placeOfArray(found.squashed), 'squashedAfter'),
      },
    ];
  },
  fixInLoss: (loss, at) =>
    withoutCallAt(loss, at).map((edits) => ({ title: 'without-clip' as const, edits, changes: {} })),
};

interface Clipped {
  readonly array: WatchedArray;
  readonly squashed: WatchedArray;
  readonly low: number;
  readonly high: number;
}

function clippedLogits({ measure }: LossSubject): Clipped | null {
  if (!measure) {
    return null;
  }
  const { width } = measure.layout;
  const examples = WIDE.map((value, at): Example => {
    const example = exampleOf(width, at, width === 1 ? (at + 1) % 2 : at % width);
    return { ...example, input: example.input.map((_, column) => (column === at % width ? value : -value)) };
  });
  const inputs = examples.flatMap(({ input }) => input);
  const arrays = arraysOf(measure, examples);
  for (const array of arrays) {
    const { data, size } = array.tensor;
    const [low, high] = [Math.min(...data), Math.max(...data)];
    const isClipped =
      size === inputs.length &&
      low >= 0 &&
      low < LARGEST_EPSILON &&
      high <= 1 &&
      high > 1 - LARGEST_EPSILON &&
      inputs.every((value, at) => data[at] === Math.min(Math.max(value, low), high));
    const clipped = examples.map(
      (example, row): Example => ({
        ...example,
        input: example.input.map((_, column) => data[row * width + column] ?? 0),
      }),
    );
    const squashed = isClipped ? arrays.find((other) => isSquashingOf(other, clipped)) : undefined;
    if (squashed) {
      return { array, squashed, low, high };
    }
  }
  return null;
}
