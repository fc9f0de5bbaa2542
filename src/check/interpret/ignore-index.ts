import { CHOSEN } from './choices';
import type { Observations } from './observations';

/** Values that training code uses for "do not look": PyTorch's −100, detectors' −1, segmentation's 255. */
const CUSTOMARY = [-1, -100, 255];

export interface IgnoreIndex {
  readonly value: number | null;
  readonly why: string | null;
}

/**
 * The target value that means "leave this out": the chosen one, or the only value outside the allowed ones if
 * it is a customary one.
 */
export function ignoreIndexOf(
  targets: Observations,
  allowed: (value: number) => boolean,
  chosen: number | null | undefined,
): IgnoreIndex {
  if (chosen !== undefined) {
    return {
      value: chosen,
      why: chosen === null ? null : `Targets of ${chosen} are ignored, ${CHOSEN}.`,
    };
  }
  const outside = [...(targets.occurrences?.keys() ?? [])].filter((value) => !allowed(value));
  const [only] = outside;
  if (outside.length !== 1 || only === undefined || !CUSTOMARY.includes(only))
    return { value: null, why: null };
  return {
    value: only,
    why: `${only} is the only target outside the allowed values and a customary mark, so targets of ${only} are ignored.`,
  };
}
