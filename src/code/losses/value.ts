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
}

/** Reads a number as Python and TypeScript write it (`2.`, `1_000`, `1e-2`, `.25`); undefined for anything else. */
export function numberOfLiteral(text: string): number | undefined {
  const digits = text.replaceAll('_', '');
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) {
    return undefined;
  }
  return Number(digits);
}
