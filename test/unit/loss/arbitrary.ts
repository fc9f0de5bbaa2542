import fc from 'fast-check';

/** Logits from usual sizes to extremes. */
export const anyLogit = fc.oneof(
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.double({ min: -1e4, max: 1e4, noNaN: true }),
);
/** Logits at which central differences are accurate. */
export const moderateLogit = fc.double({ min: -12, max: 12, noNaN: true });
export const hardTarget = fc.constantFrom(0, 1);
/** Binary fractions, whose complement to 1 is exact: the symmetry 1 − (1 − y) = y holds for the inputs themselves. */
export const softTarget = fc.integer({ min: 1, max: 1023 }).map((part) => part / 1024);
export const alpha = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 1024 }).map((part) => part / 1024),
);
/** The γ of the paper, with non-integers below 1 among them. */
export const gamma = fc.oneof(
  fc.constantFrom(0, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 5),
  fc.double({ min: 0, max: 10, noNaN: true }),
);

/** |a − b| ≤ tolerance · max(|a|, |b|), with a floor for what float64 cannot tell from zero. */
export function close(actual: number, expected: number, tolerance: number, floor = 1e-300): boolean {
  return Math.abs(actual - expected) <= tolerance * Math.max(Math.abs(actual), Math.abs(expected), floor);
}

/** Fourth-order central difference. */
export function derivative(f: (x: number) => number, x: number, step = 1e-3): number {
  return (8 * (f(x + step) - f(x - step)) - (f(x + 2 * step) - f(x - 2 * step))) / (12 * step);
}
