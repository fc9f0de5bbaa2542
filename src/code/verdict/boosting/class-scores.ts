import type { ArrayValue } from '../../run/language/values';
import type { Tensor } from '../../run/tensor/tensor';
import { arrayOfNumbers, type ScoredLabel } from './booster-data';

/** How boosters hand on the scores of several classes: as rows of a matrix, or as one array, class after class or row after row. */
const ORDERS = ['matrix', 'columns', 'rows'] as const;

/** The classes of an objective, and the order of their scores. */
export interface ClassScores {
  readonly classes: number;
  readonly order: (typeof ORDERS)[number];
}

/** Matches a number of classes in code. */
const COUNTS =
  /(?:num_?class(?:es)?|n_?class(?:es)?|num_?labels|\bK)\b['"]?\s*(?::\s*int\s*)?[:=]\s*(\d+)|reshape\(\s*-1\s*,\s*(\d+)/gi;
/** Numbers of classes that are tried where a setting gives them, or the code says none. */
const USUAL = [2, 3];
const MOST_COUNTS = 4;

/** The numbers of classes that an objective may be for, each with every order. @param code the text of its file */
export function classScoresIn(code: string): ClassScores[] {
  const written = [...code.matchAll(COUNTS)].map(([, one, other]) => Number(one ?? other));
  const counts = [...new Set([...USUAL, ...written])].filter((count) => count >= 2).slice(0, MOST_COUNTS);
  return counts.flatMap((classes) => ORDERS.map((order) => ({ classes, order })));
}

/**
 * The scores of examples whose first class has the score of the example, and the others such equal ones that the softmax of the
 * first class is the sigmoid of its score.
 */
export function scoresOfClasses(
  examples: readonly ScoredLabel[],
  { classes, order }: ClassScores,
): ArrayValue {
  const other = -Math.log(classes - 1);
  const rows = examples.map(({ score }) => [score, ...new Array<number>(classes - 1).fill(other)]);
  switch (order) {
    case 'matrix':
      return arrayOfNumbers(rows.flat(), [rows.length, classes]);
    case 'rows':
      return arrayOfNumbers(rows.flat());
    case 'columns':
      return arrayOfNumbers(
        Array.from({ length: classes }, (_, at) => rows.map((row) => row[at] ?? 0)).flat(),
      );
  }
}

/** The label of the first class for a positive, and that of the second for a negative. */
export function classOf({ label }: ScoredLabel): number {
  return label === 1 ? 0 : 1;
}

/** The numbers of the first class among the derivatives of all classes; empty for an array of another size. */
export function ofFirstClass({ data, shape }: Tensor, { classes, order }: ClassScores): number[] {
  const count = data.length / classes;
  const isMatrix = shape.length === 2 && shape[1] === classes;
  const step = isMatrix || order !== 'columns' ? classes : 1;
  return Number.isInteger(count)
    ? Array.from({ length: count }, (_, at) => data[at * step] ?? Number.NaN)
    : [];
}
