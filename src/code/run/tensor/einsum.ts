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
 * @throws TensorFailure for a formula that does not fit, or with a repeated letter within one operand
 */
export function einsum(
  formula: string,
  operands: readonly Tensor[],
  dtype: DType,
  stretches: boolean,
  countProducts: (products: number) => void,
): Tensor {
  const [left = '', right] = withoutEllipsis(formula.replaceAll(/\s/g, ''), operands).split('->');
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

/** The formula with a letter for each axis that an ellipsis stands for; the last axes of the operands belong together. */
function withoutEllipsis(formula: string, operands: readonly Tensor[]): string {
  const [left = '', right] = formula.split('->');
  const parts = left.split(',');
  const counts = parts.map((part, at) =>
    part.includes(ELLIPSIS) ? (operands[at]?.rank ?? 0) - (part.length - ELLIPSIS.length) : 0,
  );
  const most = Math.max(...counts);
  if (!formula.includes(ELLIPSIS) || counts.some((count) => count < 0)) {
    return formula;
  }
  const free = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => !formula.includes(letter)).slice(0, most);
  const spelled = (part: string, count: number): string =>
    part.replace(ELLIPSIS, free.slice(most - count).join(''));
  const inputs = parts.map((part, at) => spelled(part, counts[at] ?? 0)).join(',');
  const isSingle = (letter: string): boolean => left.split(letter).length === 2;
  const singles = [...left].filter((letter) => isLetter(letter) && isSingle(letter)).sort();
  return `${inputs}->${spelled(right ?? `${ELLIPSIS}${singles.join('')}`, most)}`;
}

const ELLIPSIS = '...';

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
