import { classesMoved } from '../fixes/building/moved-classes';
import type { WatchedArray } from '../verdict/loss-runner';
import { isClose, type Measure, totalOf } from '../verdict/measure';
import { type Batch, type Example, mixedExamples } from '../verdict/probes';
import { cellsOf } from './evidence/smoothed-targets';
import { placeOfArray } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** Positions in an image, more than classes. */
const POSITIONS = 4;

/** Words that say that the classes are the second axis of an image. */
const OF_IMAGES =
  /[([]\s*(?:N|B|batch\w*)\s*,\s*(?:C|K|num_classes|n_classes|classes)\s*,\s*(?:H|W|D|L|d_?1|height|\*|…|\.\.\.)|\bBCHW\b|\bNCHW\b/;
/** Code that asks for further axes, and takes the classes from the second one. */
const ASKS_FOR_AXES =
  /\.dim\(\)\s*(?:>|==|!=)|\.ndim\s*(?:>|==|!=)|len\(\w+\.(?:shape|size\(\))\)\s*(?:>|==|!=)/;
const SECOND_AXIS = /\.size\(1\)|\.shape\[1\]/;

/** Rows of classes are cut from (N, C, …) without moving the axis of the classes to the end. */
export const classAxisFlattened: Rule<'class-axis-flattened'> = {
  id: 'class-axis-flattened',
  severity: 'error',
  inLoss: (loss) => {
    const text = loss.file.textOf(loss.code.node);
    const isOfImages = OF_IMAGES.test(text) || (ASKS_FOR_AXES.test(text) && SECOND_AXIS.test(text));
    const found = isOfImages ? flattened(loss) : undefined;
    return found ? [{ facts: {}, at: placeOfArray(found) }] : [];
  },
  fixInLoss: (loss, at) => classesMoved(loss, at).map((edits) => ({ title: 'move-classes' as const, edits })),
};

/** The array in which the rows of an image are no rows of classes, where it changes the loss. */
function flattened({ measure }: LossSubject): WatchedArray | undefined {
  if (!measure || measure.layout.width < 3) {
    return undefined;
  }
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, POSITIONS);
  const [expected] = runner.run(plan.with({}), [layout.batch(examples)]);
  for (const axes of [[POSITIONS, 1], [POSITIONS]]) {
    const batch = imageOf(examples, measure, axes);
    const { outcome, arrays } = runner.watched(plan.with({}), batch);
    const [one, other] = [expected, outcome].map((each) => each && totalOf(each));
    const cut = arrays.find(
      ({ tensor: { shape, data } }) =>
        shape.length === 2 &&
        shape[1] === layout.width &&
        Array.from(data).every((value, at) => value === batch.inputs[at]),
    );
    if (one && other && !isClose(one.loss, other.loss) && cut) {
      return cut;
    }
  }
  return undefined;
}

/** The examples as the positions of one image. */
function imageOf(examples: readonly Example[], { layout }: Measure, axes: readonly number[]): Batch {
  const { width, hasIndexTargets } = layout;
  const batch = layout.batch(examples);
  const byClass = (cells: readonly number[]): number[] =>
    Array.from({ length: width }, (_, column) =>
      examples.map((_, position) => cells[position * width + column] ?? 0),
    ).flat();
  const shape = [1, width, ...axes];
  return {
    ...batch,
    inputs: byClass(examples.flatMap(({ input }) => input)),
    inputShape: shape,
    targets: hasIndexTargets ? examples.map(({ target }) => target) : byClass(cellsOf(examples)),
    targetShape: hasIndexTargets ? [1, ...axes] : shape,
  };
}
