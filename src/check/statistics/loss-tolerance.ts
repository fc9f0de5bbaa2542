// Compiled twice, as margin-losses.ts is.

/** Half a unit in the last place of bfloat16 is 2e-3. */
const RELATIVE_TOLERANCE = 5e-3;
/** What float32 leaves of 1 − p_t near 1, and less than a loss that counts. */
const ABSOLUTE_TOLERANCE = 1e-6;

/** How far a loss may be from the expected one. */
function toleranceOf(expected: number): number {
  return RELATIVE_TOLERANCE * Math.abs(expected) + ABSOLUTE_TOLERANCE;
}

/** Whether two losses are the same but for the rounding of the type that one was kept in. */
export function isSameLoss(given: number, expected: number): boolean {
  return Math.abs(given - expected) <= toleranceOf(expected);
}
