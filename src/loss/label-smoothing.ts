/**
 * A binary target y in [0, 1], smoothed over its two classes (Szegedy et al. 2016, section 7): y (1 − ε) + ε / 2, as Keras
 * does it. ε is in [0, 1].
 */
export function smoothedTarget(target: number, smoothing: number): number {
  // This form leaves every target exactly unchanged at ε = 0.
  return target - smoothing * (target - 0.5);
}
