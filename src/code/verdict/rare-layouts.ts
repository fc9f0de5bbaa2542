import type { DType } from '../run/tensor/dtype';
import type { Shape } from '../run/tensor/shapes';
import type { LayoutName } from './document';
import { CLASSES, elementwise, flat, type Layout, oneHot, rows, targetsOf } from './probes';

/** Logits of a last layer with one output, and a list of targets. */
function columnAndVector(): Layout {
  const column = elementwise('columnAndVector', (count) => [count, 1], 'float32');
  return { ...column, batch: (examples) => ({ ...column.batch(examples), targetShape: [examples.length] }) };
}

/** One class of each of the anchors of an image. @param times how often a target stands in the tensor: also as the state of its anchor */
function ofAnchors(
  name: LayoutName,
  targetType: DType,
  shapeOf: (count: number) => Shape,
  times: number,
): Layout {
  return {
    ...elementwise(name, (count) => [1, count, 1], targetType),
    batch: (examples) => ({
      inputs: flat(examples),
      inputShape: [1, examples.length, 1],
      targets: targetsOf(examples).flatMap((target) => new Array<number>(times).fill(target)),
      targetShape: shapeOf(examples.length),
      targetType,
    }),
    mustTellTargets: true,
  };
}

/** Rows of logits beside one-hot targets that have one more column, for what is ignored. */
function besideIgnored(): Layout {
  const whole = oneHot('oneHotAndIgnored', (count) => [count, 1, 1, CLASSES]);
  return {
    ...whole,
    batch: (examples) => ({
      ...whole.batch(examples),
      targets: examples.flatMap(({ target }) =>
        Array.from({ length: CLASSES + 1 }, (_, at) => (at === target ? 1 : 0)),
      ),
      targetShape: [examples.length, 1, 1, CLASSES + 1],
    }),
  };
}

/** Layouts for a loss that runs in none of the others. */
export const RARE_LAYOUTS: readonly Layout[] = [
  // In front of pairs of which a loss leaves one number out.
  besideIgnored(),
  rows('classColumn', CLASSES, (count) => ({ input: [count, CLASSES], target: [count, 1] })),
  rows('classMask', CLASSES, (count) => ({ input: [count, CLASSES, 1, 1], target: [count, 1, 1, 1] })),
  rows('classSequence', CLASSES, (count) => ({ input: [count, CLASSES, 1], target: [count, 1] })),
  rows('classParts', CLASSES, (count) => ({ input: [count, CLASSES, 1], target: [count] })),
  rows('classTokens', CLASSES, (count) => ({ input: [1, count, CLASSES], target: [1, count] })),
  {
    ...rows('twoClassColumn', 2, (count) => ({ input: [count, 2], target: [count, 1] })),
    classes: 2,
  },
  {
    ...rows('twoClassImage', 2, (count) => ({ input: [count, 2, 1, 1], target: [count, 1, 1] })),
    classes: 2,
  },
  { ...oneHot('oneHotPair', (count) => [count, 2], 2), classes: 2 },
  columnAndVector(),
  { ...elementwise('anchors', (count) => [1, count, 1], 'float32'), isOneRow: true },
  elementwise('volume', (count) => [1, 1, count, 1, 1], 'float32'),
  oneHot('oneHotImage', (count) => [count, CLASSES, 1, 1]),
  oneHot('oneHotImageLast', (count) => [count, 1, 1, CLASSES]),
  rows('classVolume', CLASSES, (count) => ({ input: [count, CLASSES, 1, 1, 1], target: [count, 1, 1, 1] })),
  { ...ofAnchors('anchorClasses', 'int64', (count) => [1, count], 1), classes: 1 },
  ofAnchors('anchorStates', 'float32', (count) => [1, count, 2], 2),
];

/** Layouts for a loss of TensorFlow that runs in none of the others: there integers of two lengths do not go together. */
export const LAYOUTS_OF_SHORT_INTEGERS: readonly Layout[] = [
  ofShortIntegers(rows('shortIndices', CLASSES, (count) => ({ input: [count, CLASSES], target: [count] }))),
  ofShortIntegers(rows('shortColumn', CLASSES, (count) => ({ input: [count, CLASSES], target: [count, 1] }))),
];

function ofShortIntegers(layout: Layout): Layout {
  return { ...layout, batch: (examples) => ({ ...layout.batch(examples), targetType: 'int32' }) };
}

/** Single decisions whose targets are one-hot rows of two classes. */
function beside(name: LayoutName, axes: Shape): Layout {
  return {
    ...elementwise(name, (count) => [count, ...axes], 'float32'),
    batch: (examples) => ({
      inputs: flat(examples),
      inputShape: [examples.length, ...axes],
      targets: targetsOf(examples).flatMap((target) => [1 - target, target]),
      targetShape: [examples.length, 2, ...axes.slice(1)],
      targetType: 'float32',
    }),
    mustTellTargets: true,
  };
}

/** Layouts that say less than all others of what a loss is for: predictions of the positives alone. */
export const LAYOUTS_OF_POSITIVES: readonly Layout[] = [
  beside('vectorBesidePairs', []),
  beside('columnBesidePairs', [1]),
  beside('imageBesidePairs', [1, 1, 1]),
];
