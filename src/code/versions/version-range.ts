/** One end of a range of versions. */
interface Bound {
  readonly release: readonly number[];
  readonly isIncluded: boolean;
}

/** The versions that a requirement allows; without an end there is none on that side. */
export interface VersionRange {
  readonly low?: Bound;
  readonly high?: Bound;
}

/** On which side of a version another one, or a whole range, lies; `since` includes the version itself. */
export type Side = 'before' | 'since';

/** One condition of a requirement, such as `>=0.15`, `^1.2` or, as Conda writes it, `=0.15`. */
const CONDITION = /^(===?|~=|!=|>=|<=|[<>=^~])?\s*v?(\d+(?:\.\d+)*)(\.\*)?/;

/**
 * The versions that a requirement of pip, Poetry or Conda allows: `==0.21.0`, `>=0.15,<0.22`, `~=0.21.0`, `^0.21`, `=0.21`, `0.21.*`.
 *
 * @param text without the name of the package; empty, or `*`, for every version
 * @returns null for what is not understood, and for alternatives (`||`)
 */
export function versionRange(text: string): VersionRange | null {
  if (/\|/.test(text)) {
    return null;
  }
  const conditions = text.split(',').map((condition) => condition.trim());
  let range: VersionRange = {};
  for (const condition of conditions.filter((each) => each !== '' && each !== '*')) {
    const allowed = allowedBy(condition);
    if (allowed === null) {
      return null;
    }
    range = { ...range, ...allowed };
  }
  return range;
}

function allowedBy(condition: string): VersionRange | null {
  const [, operator = '', digits, wildcard] = CONDITION.exec(condition) ?? [];
  if (digits === undefined) {
    return null;
  }
  const release = digits.split('.').map(Number);
  const low = { release, isIncluded: true };
  const below = (parts: readonly number[]): Bound => ({ release: next(parts), isIncluded: false });
  switch (operator) {
    case '>=':
      return { low };
    case '>':
      return { low: { release, isIncluded: false } };
    case '<=':
      return { high: { release, isIncluded: true } };
    case '<':
      return { high: { release, isIncluded: false } };
    case '!=':
      return {};
    case '~=':
      return { low, high: below(release.slice(0, -1)) };
    case '~':
      return { low, high: below(release.slice(0, 2)) };
    case '^':
      return { low, high: below(release.slice(0, release.findIndex((part) => part > 0) + 1)) };
    case '=':
      return { low, high: below(release) };
    default:
      return wildcard === undefined ? { low, high: low } : { low, high: below(release) };
  }
}

/** The first release that does not begin with these parts: 0.22 after 0.21. */
function next(parts: readonly number[]): number[] {
  return parts.map((part, at) => (at === parts.length - 1 ? part + 1 : part));
}

/** The side of a version on which all versions of a range lie; undefined where they lie on both. */
export function sideOf({ low, high }: VersionRange, version: string): Side | undefined {
  const border = version.split('.').map(Number);
  if (low && compare(low.release, border) >= 0) {
    return 'since';
  }
  const beyond = high && compare(high.release, border);
  return beyond !== undefined && (beyond < 0 || (beyond === 0 && high?.isIncluded === false))
    ? 'before'
    : undefined;
}

/** Below 0 where the first release is the older one. Missing parts are 0. */
function compare(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  const differences = Array.from({ length }, (_, at) => (one[at] ?? 0) - (other[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
