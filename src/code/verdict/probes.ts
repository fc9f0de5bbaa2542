import type { ExpectedInput } from '../../loss/variants/variant';
import type { DType } from '../run/tensor/dtype';
import type { Shape } from '../run/tensor/shapes';
import type { LayoutName } from './document';

/** The classes of the probes of a softmax: three, so that a batch of another size fits none of its axes by accident. */
export const CLASSES = 3;

/** One prediction with its target: a number and 0 or 1, or one number a class and the index of the class. */
export interface Example {
  readonly input: readonly number[];
  readonly target: number;
}

/** A batch in one layout, ready to become tensors. */
export interface Batch {
  readonly inputs: ArrayLike<number>;
  readonly inputShape: Shape;
  readonly targets: ArrayLike<number>;
  readonly targetShape: Shape;
  readonly targetType: DType;
  /** The type of the predictions where it is not the usual one. */
  readonly inputType?: DType;
}

/** A layout of examples as tensors. */
export interface Layout {
  readonly name: LayoutName;
  /** Numbers of an example: 1, or one a class. */
  readonly width: number;
  /** Numbers of an example in the tensor: more than `width` where one decision stands in a row of others. */
  readonly rowWidth: number;
  /** True if a target is the index of a class, so that the loss can only be one over classes. */
  readonly hasIndexTargets: boolean;
  readonly batch: (examples: readonly Example[]) => Batch;
  /** The rows in which single decisions stand; absent where an example is a row of its own. */
  readonly rows?: Layout;
  /** The number of classes that the loss is told, where it is not that of the probes. */
  readonly classes?: number;
  /** True if the examples are one row, which a loss may take for one example. */
  readonly isOneRow?: true;
  /** True if a loss only counts as one for it if it falls with the positives and rises with the negatives. */
  readonly mustTellTargets?: true;
}

export const flat = (examples: readonly Example[]): number[] => examples.flatMap(({ input }) => [...input]);
export const targetsOf = (examples: readonly Example[]): number[] => examples.map(({ target }) => target);

/** Single decisions. */
export function elementwise(name: LayoutName, shapeOf: (count: number) => Shape, targetType: DType): Layout {
  return {
    name,
    width: 1,
    rowWidth: 1,
    hasIndexTargets: false,
    batch: (examples) => ({
      inputs: flat(examples),
      inputShape: shapeOf(examples.length),
      targets: targetsOf(examples),
      targetShape: shapeOf(examples.length),
      targetType,
    }),
  };
}

/** Rows of logits with index targets. */
export function rows(
  name: LayoutName,
  width: number,
  shapesOf: (count: number) => { readonly input: Shape; readonly target: Shape },
): Layout {
  return {
    name,
    width,
    rowWidth: width,
    hasIndexTargets: true,
    batch: (examples) => {
      const { input, target } = shapesOf(examples.length);
      return {
        inputs: flat(examples),
        inputShape: input,
        targets: targetsOf(examples),
        targetShape: target,
        targetType: 'int64',
      };
    },
  };
}

/** Rows of logits with one-hot targets. */
export function oneHot(name: LayoutName, shapeOf: (count: number) => Shape, width = CLASSES): Layout {
  return {
    name,
    width,
    rowWidth: width,
    hasIndexTargets: false,
    batch: (examples) => ({
      inputs: flat(examples),
      inputShape: shapeOf(examples.length),
      targets: examples.flatMap(({ target }) =>
        Array.from({ length: width }, (_, at) => (at === target ? 1 : 0)),
      ),
      targetShape: shapeOf(examples.length),
      targetType: 'float32',
    }),
  };
}

/** The layout of a loss of the probability of the true class alone. */
export const OF_TRUE_CLASS: Layout = {
  ...elementwise('trueClass', (count) => [count], 'float32'),
  mustTellTargets: true,
};

/** The layouts in which every loss is tried, the likeliest first. */
export const LAYOUTS: readonly Layout[] = [
  rows('classIndices', CLASSES, (count) => ({ input: [count, CLASSES], target: [count] })),
  rows('classImage', CLASSES, (count) => ({ input: [count, CLASSES, 1, 1], target: [count, 1, 1] })),
  { ...rows('twoClasses', 2, (count) => ({ input: [count, 2], target: [count] })), classes: 2 },
  elementwise('vector', (count) => [count], 'float32'),
  elementwise('column', (count) => [count, 1], 'float32'),
  elementwise('vectorOfIndices', (count) => [count], 'int64'),
  elementwise('vectorOfBooleans', (count) => [count], 'bool'),
  elementwise('image', (count) => [count, 1, 1, 1], 'float32'),
  oneHot('oneHot', (count) => [count, CLASSES]),
];

/** The examples as the pixels of one image. */
export const PIXELS: Layout = elementwise('image', (count) => [1, 1, 1, count], 'float32');

/** The layouts in which a loss is tried whose code names the number of classes. */
export function layoutsOfClasses(classes: number): Layout[] {
  return [
    rows('classIndices', classes, (count) => ({ input: [count, classes], target: [count] })),
    rows('classImage', classes, (count) => ({ input: [count, classes, 1, 1], target: [count, 1, 1] })),
    rows('classColumn', classes, (count) => ({ input: [count, classes], target: [count, 1] })),
    oneHot('oneHot', (count) => [count, classes], classes),
    oneHot('oneHotImage', (count) => [count, classes, 1, 1], classes),
    oneHot('oneHotImageLast', (count) => [count, 1, 1, classes], classes),
  ].map((layout) => ({ ...layout, classes }));
}

/** The layout of a detector that finds out by itself which anchor has an object. */
export const DETECTIONS: Layout = {
  ...elementwise('detections', (count) => [1, count, 1], 'float32'),
  classes: 1,
  mustTellTargets: true,
};

/** The numbers of a row that add next to nothing to a loss of independent decisions, by what they are to it. */
const SURE: Readonly<Record<ExpectedInput, { readonly negative: number; readonly positive: number }>> = {
  logits: { negative: -20, positive: 20 },
  probabilities: { negative: 1e-9, positive: 1 - 1e-9 },
};

/**
 * Rows of a loss whose numbers are independent decisions, as single decisions: the one that counts is the target's or
 * another one's, and all others are sure and right.
 *
 * @param own the column of the class with index 1
 * @param hasBackground true if the index 0 stands for none of the columns
 */
export function decisionsIn(
  layout: Layout,
  own: number,
  input: ExpectedInput,
  hasBackground: boolean,
): Layout {
  const { negative, positive } = SURE[input];
  const other = own === 0 ? 1 : 0;
  const rowOf = ({ input: [value = 0], target }: Example): Example => {
    const row = new Array<number>(layout.width).fill(negative);
    if (hasBackground) {
      row[own] = value;
      return { input: row, target };
    }
    row[own] = target === 1 ? value : positive;
    row[other] = target === 1 ? negative : value;
    return { input: row, target: 1 };
  };
  return {
    name: layout.name,
    width: 1,
    rowWidth: layout.width,
    hasIndexTargets: false,
    batch: (examples) => layout.batch(examples.map(rowOf)),
    ...(hasBackground ? {} : { rows: layout }),
  };
}

/** Ordinary numbers between 0 and 1, which may be logits or probabilities. */
const ORDINARY = [0.2, 0.7, 0.35, 0.85, 0.5];

/** Examples of both targets, or of every class. */
export function mixedExamples(width: Layout['width'], count: number): Example[] {
  return Array.from({ length: count }, (_, at) =>
    exampleOf(width, at, width === 1 ? (at + 1) % 2 : at % width),
  );
}

/** An ordinary example of a target. */
export function exampleOf(width: Layout['width'], at: number, target: number): Example {
  const value = ORDINARY[at % ORDINARY.length] ?? 0.5;
  return { input: width === 1 ? [value] : rowOf(value, target, width), target };
}

/** Two ordinary examples of each target or class; of the first classes where there are many. */
export function examplesOf({ width }: Layout): Example[] {
  const targets = width === 1 ? [1, 0] : Array.from({ length: Math.min(width, CLASSES) }, (_, at) => at);
  return targets.flatMap((target) => [exampleOf(width, 0, target), exampleOf(width, 1, target)]);
}

/** A prediction that is rather sure and right: there a threshold of p_t shows, and an ε does not. */
export function easyExample({ width }: Layout, input: ExpectedInput): Example {
  const p = 0.7;
  if (width === 1) {
    return { input: [input === 'logits' ? Math.log(p / (1 - p)) : p], target: 1 };
  }
  const row = rowOf(p, 1, width);
  return { input: input === 'logits' ? row.map(Math.log) : row, target: 1 };
}

/** A row of positive numbers that add up to 1, with `value` at the target: logits or probabilities. */
function rowOf(value: number, target: number, width: number): number[] {
  const others = Array.from({ length: width }, (_, at) => 1 + at);
  const total = others.reduce((sum, share, at) => (at === target ? sum : sum + share), 0);
  return others.map((share, at) => (at === target ? value : ((1 - value) * share) / total));
}
