import type { Agreement } from '../check/report/cross-check';

/** Finds the largest differences of two computations of the same numbers. */
export class AgreementSearch {
  private absolute: Found = NOTHING;
  private relative: Found = NOTHING;
  private ofTolerance: Found = NOTHING;

  /**
   * @param at index of the number
   * @param scale by which a difference is relative
   * @param tolerance difference that the arithmetic explains
   */
  add(at: number, formula: number, other: number, scale: number, tolerance: number): void {
    const difference = Number.isFinite(other) ? Math.abs(formula - other) : Number.POSITIVE_INFINITY;
    const relative = difference === 0 ? 0 : difference / scale;
    if (difference > this.absolute.size) {
      this.absolute = { size: difference, at, formula, other };
    }
    // A share of what float32 does not tell from 0 says nothing.
    if (relative > this.relative.size && (scale > LEAST_SCALE || difference > tolerance)) {
      this.relative = { size: relative, at, formula, other };
    }
    if (difference / tolerance > this.ofTolerance.size) {
      this.ofTolerance = { size: difference / tolerance, at, formula, other };
    }
  }

  /** @returns null if nothing was compared */
  result(placeOf: (at: number) => number[]): Agreement | null {
    if (this.ofTolerance.size < 0) {
      return null;
    }
    const { absolute, relative, ofTolerance } = this;
    const placed = ({ at, formula, other }: Found, difference: number): Agreement['absolute'] => ({
      difference: finite(difference),
      index: placeOf(at),
      formula: finite(formula),
      other: finite(other),
    });
    return {
      absolute: placed(absolute, absolute.size),
      relative: relative.size < 0 ? placed(absolute, 0) : placed(relative, relative.size),
      ofTolerance: finite(ofTolerance.size),
      beyond:
        ofTolerance.size <= 1 ? null : placed(ofTolerance, Math.abs(ofTolerance.formula - ofTolerance.other)),
    };
  }
}

/** Smallest scale of a relative difference. */
const LEAST_SCALE = 1e-30;

interface Found {
  readonly size: number;
  readonly at: number;
  readonly formula: number;
  readonly other: number;
}

const NOTHING: Found = { size: -1, at: 0, formula: Number.NaN, other: Number.NaN };

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
