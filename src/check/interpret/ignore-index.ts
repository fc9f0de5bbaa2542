import type { Reason } from '../../messages/reason';
import type { Observations } from './observations';

/** Values that training code uses for "leave this out": PyTorch's −100, detectors' −1, segmentation's 255. */
const CUSTOMARY = [-1, -100, 255];

export interface IgnoreIndex {
  readonly value: number | null;
  readonly why: Reason | null;
}

/** Other encodings of negative and positive: ±1, and masks of 0 and 255. */
const ENCODINGS: readonly (readonly [number, number])[] = [
  [-1, 1],
  [0, 255],
];

/** True if the only values are those of another encoding of two classes, so that none means "leave this out". */
export function isOtherEncoding({ occurrences }: Observations): boolean {
  const values = [...(occurrences?.keys() ?? [])];
  return ENCODINGS.some((pair) => values.length === pair.length && pair.every((one) => values.includes(one)));
}

/**
 * The target value that means "leave this out": the chosen one, or else the only invalid value if it is a customary one.
 */
export function ignoreIndexOf(
  targets: Observations,
  allowed: (value: number) => boolean,
  chosen: number | null | undefined,
): IgnoreIndex {
  if (chosen !== undefined) {
    return {
      value: chosen,
      why: chosen === null ? null : { id: 'ignore-index-chosen', facts: { value: chosen } },
    };
  }
  const values = [...(targets.occurrences?.keys() ?? [])];
  const outside = values.filter((value) => !allowed(value));
  const [only] = outside;
  if (outside.length !== 1 || only === undefined || !CUSTOMARY.includes(only)) {
    return { value: null, why: null };
  }
  return { value: only, why: { id: 'ignore-index-customary', facts: { value: only } } };
}
