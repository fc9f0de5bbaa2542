/** A number that two documents do not agree on. */
export interface Difference {
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/**
 * Where two documents differ by more than a relative tolerance. Whole numbers (counts, indices) must be the same.
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
    const areWhole = Number.isSafeInteger(one) && Number.isSafeInteger(other);
    const isNear = apart <= tolerance * Math.max(Math.abs(one), Math.abs(other)) || apart <= floor;
    return one === other || (isNear && !areWhole) ? [] : [{ path, one, other }];
  }
  if (!isObject(one) || !isObject(other)) return Object.is(one, other) ? [] : [{ path, one, other }];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differences(one[key], other[key], tolerance, floor, `${path}.${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
