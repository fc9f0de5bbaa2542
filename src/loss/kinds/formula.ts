/** A letter of a formula, in italics, with an index below. */
export interface FormulaSymbol {
  readonly symbol: string;
  readonly index?: string;
}

/** An exponent. */
export interface FormulaPower {
  readonly power: number;
}

/** A formula is read part by part: text and numbers as they are, symbols and exponents as mathematics sets them. */
export type FormulaPart = string | number | FormulaSymbol | FormulaPower;

export const P_T: FormulaSymbol = { symbol: 'p', index: 't' };
export const X_T: FormulaSymbol = { symbol: 'x', index: 't' };
export const SIGMA: FormulaSymbol = { symbol: 'σ' };
