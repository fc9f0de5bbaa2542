// Compiled twice, as margin-losses.ts is.

/** Half a unit in the last place of bfloat16 is 2e-3. */
const RELATIVE_TOLERANCE = 5e-3;
/** Rounding error of 1 − p_t near 1 in float32, which is far below any loss that matters. */
const ABSOLUTE_TOLERANCE = 1e-6;

/** Largest accepted difference from the expected loss. */
function toleranceOf(expected: number): number {
  return RELATIVE_TOLERANCE * Math.abs(expected) + ABSOLUTE_TOLERANCE;
}

/** True if two losses are equal within the rounding of the given one's type. */
export function isSameLoss(given: number, expected: number): boolean {
  return Math.abs(given - expected) <= toleranceOf(expected);
}
