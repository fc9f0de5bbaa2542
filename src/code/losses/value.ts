/**
 * The value of α or γ in code, read without running it: a number, `'none'` for Python's `None` and TypeScript's `null`,
 * one number per class, or undefined for an expression that cannot be evaluated.
 */
export type ParameterValue = number | 'none' | readonly number[] | undefined;

/** The origin of a value: the place itself, a constant named there, or a default. */
export type ValueOrigin = 'literal' | 'constant' | 'default';

export interface FoundValue {
  readonly value: ParameterValue;
  readonly origin: ValueOrigin;
  /** Offsets in UTF-16 code units of the value that a constant is given; absent for another origin. */
  readonly from?: { readonly start: number; readonly end: number };
}
