/** A number that two documents do not agree on. */
export interface Difference {
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** More elements than any test compares. A larger whole number is a sum of floats that has no bits left for a fraction. */
const BEYOND_COUNTS = 2 ** 24;

/**
 * Where two documents differ by more than a relative tolerance. Counts and indices must be the same.
 * @param floor differences below it do not matter
 */
export function differences(
  one: unknown,
  other: unknown,
  tolerance: number,
  floor = 0,
  path = '',
): Difference[] {
  if (typeof one === 'number' && typeof other === 'number') {
    const apart = Math.abs(one - other);
    const areCounts = [one, other].every(
      (value) => Number.isInteger(value) && Math.abs(value) < BEYOND_COUNTS,
    );
    const isNear = apart <= tolerance * Math.max(Math.abs(one), Math.abs(other)) || apart <= floor;
    return one === other || (isNear && !areCounts) ? [] : [{ path, one, other }];
  }
  if (!isObject(one) || !isObject(other)) {
    return Object.is(one, other) ? [] : [{ path, one, other }];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differences(one[key], other[key], tolerance, floor, `${path}.${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
