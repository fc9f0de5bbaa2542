import type { Report } from '../report/report';

/** A task for which others have measured focal loss beside cross-entropy. */
export type MeasuredTask = 'dense-detection' | 'masks';

/** Least length of both sides of a mask. */
const LEAST_SIDE = 16;
/** Dense detectors have fewer positives, and more elements. */
const MOST_POSITIVES = 0.01;
const LEAST_ELEMENTS = 10_000;

/**
 * The task that the shape and the share of positives suggest: masks have two long axes besides those of the examples and
 * classes; the candidates of a dense detector are many and hardly ever positive. Null where neither fits.
 */
export function measuredTaskOf({
  inputs,
  interpretation: { link, classAxis, targets },
  counts: { positives, negatives },
}: Pick<Report, 'inputs' | 'interpretation' | 'counts'>): MeasuredTask | null {
  const shape = inputs.find(({ role }) => role === 'logits')?.shape ?? [];
  if (link === 'softmax' || targets === 'soft') {
    return null;
  }
  const sides = shape.filter((length, axis) => axis > 0 && axis !== classAxis && length >= LEAST_SIDE);
  if (sides.length >= 2) {
    return 'masks';
  }
  const elements = positives + negatives;
  return elements >= LEAST_ELEMENTS && positives <= MOST_POSITIVES * elements ? 'dense-detection' : null;
}
