import type { LossSubject } from '../../rules/rule';
import { tensorFlowJs } from './framework-module';
import { isWhole } from './nodes';

/** How the code of a loss computes with its arrays. Operands and results are texts of expressions. */
export interface Arithmetic {
  readonly negative: (x: string) => string;
  /** 1 − x */
  readonly complement: (x: string) => string;
  readonly product: (x: string, y: string) => string;
  readonly sum: (x: string, y: string) => string;
  /** Returns x / y. Its operands must need no brackets. */
  readonly quotient: (x: string, y: string) => string;
  readonly greater: (x: string, y: string) => string;
}

const OPERATORS: Arithmetic = {
  negative: (x) => `-${inBrackets(x)}`,
  complement: (x) => `1 - ${inBrackets(x)}`,
  product: (x, y) => `${inBrackets(x)} * ${inBrackets(y)}`,
  sum: (x, y) => `${x} + ${y}`,
  quotient: (x, y) => `${x} / ${y}`,
  greater: (x, y) => `${x} > ${y}`,
};

/** By operators, or by the functions of TensorFlow.js, which has none. */
export function arithmeticOf({ file, measure }: LossSubject): Arithmetic {
  const tf = measure?.plan.framework.name === 'tensorflow-js' ? tensorFlowJs(file) : undefined;
  return tf === undefined ? OPERATORS : functionsOf(tf);
}

/** @param tf the name of TensorFlow.js in the file */
export function functionsOf(tf: string): Arithmetic {
  const head = `${tf}.neg(`;
  return {
    negative: (x) => (x.startsWith(head) && isWhole(x) ? x.slice(head.length, -1) : `${head}${x})`),
    complement: (x) => `${tf}.sub(1, ${x})`,
    product: (x, y) => `${tf}.mul(${x}, ${y})`,
    sum: (x, y) => `${tf}.add(${x}, ${y})`,
    quotient: (x, y) => `${tf}.div(${x}, ${y})`,
    greater: (x, y) => `${tf}.greater(${x}, ${y})`,
  };
}

function inBrackets(x: string): string {
  return isWhole(x) || (x.startsWith('(') && isWhole(`f${x}`)) ? x : `(${x})`;
}
