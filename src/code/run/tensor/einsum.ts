import { multiplication } from './arithmetic';
import type { DType } from './dtype';
import { cast, combined } from './elementwise';
import { refuse } from './failure';
import { permuted, reshaped } from './layout';
import { sum } from './reduction';
import type { Tensor } from './tensor';

/**
 * The sum of products that a formula such as `nc,nc->n` names.
 *
 * @param stretches whether a length of 1 goes with every other length of its letter
 * @param countProducts is told how many products are added up
 * @throws TensorFailure for a formula that does not fit, with a repeated letter within one operand, or with an ellipsis
 */
export function einsum(
  formula: string,
  operands: readonly Tensor[],
  dtype: DType,
  stretches: boolean,
  countProducts: (products: number) => void,
): Tensor {
  const [left = '', right] = formula.replaceAll(/\s/g, '').split('->');
  const inputs = left.split(',').map((part) => [...part]);
  const letters = [...new Set(inputs.flat())].sort();
  const count = (letter: string): number => inputs.flat().filter((each) => each === letter).length;
  const output = right === undefined ? letters.filter((letter) => count(letter) === 1) : [...right];
  const isPlain = inputs.every((part) => new Set(part).size === part.length && part.every(isLetter));
  if (inputs.length !== operands.length || !isPlain || output.some((letter) => !letters.includes(letter))) {
    refuse('value', `einsum '${formula}'`);
  }
  for (const letter of stretches ? [] : letters) {
    const lengths = inputs.flatMap((part, at) =>
      part.includes(letter) ? [operands[at]?.shape[part.indexOf(letter)]] : [],
    );
    if (new Set(lengths).size > 1) {
      refuse('shape', `einsum '${formula}' of different lengths for ${letter}`);
    }
  }
  // The letters of the output come first, so that the sum runs over the last axes.
  const order = [...output, ...letters.filter((letter) => !output.includes(letter))];
  const aligned = operands.map((operand, at) => alignedTo(cast(operand, dtype), inputs[at] ?? [], order));
  countProducts(
    order.reduce((size, _, axis) => size * Math.max(...aligned.map(({ shape }) => shape[axis] ?? 1)), 1),
  );
  const product = aligned.reduce((one, other) => combined(one, other, dtype, multiplication));
  const axes = order.map((_, axis) => axis).slice(output.length);
  return axes.length === 0 ? product : sum(product, { axes, keeps: false }, dtype);
}

function isLetter(character: string): boolean {
  return /[a-zA-Z]/.test(character);
}

/** The operand with one axis a letter of `order`, of length 1 where it lacks the letter. */
function alignedTo(x: Tensor, letters: readonly string[], order: readonly string[]): Tensor {
  if (x.rank !== letters.length) {
    refuse('shape', `einsum needs an operand of ${letters.length} dimensions, not ${x.rank}`);
  }
  const own = order.filter((letter) => letters.includes(letter));
  const sorted = permuted(
    x,
    own.map((letter) => letters.indexOf(letter)),
  );
  const shape = order.map((letter) =>
    letters.includes(letter) ? (x.shape[letters.indexOf(letter)] ?? 1) : 1,
  );
  return reshaped(sorted, shape);
}
