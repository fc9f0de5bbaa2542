import { layoutOf, product } from '../check/input/layout';
import type { CheckedTensors } from './checked-tensors';

/** Lengths of the axes of tensors on which forms are tried: different ones, so that a wrong axis fits none by accident. */
const LENGTHS = [5, 4, 3, 2];

/** Ordinary numbers between 0 and 1, which may be logits or probabilities. */
const ORDINARY = [0.2, 0.7, 0.35, 0.85, 0.5];

/** Tensors of the same form with a few ordinary examples of every target, on which a loss shows whether it takes the form. */
export function smallTensors(tensors: CheckedTensors): CheckedTensors {
  const { interpretation } = tensors;
  const { channels, targetsPerRow } = tensors.layout;
  const shape = smallShape(tensors);
  const layout = layoutOf(shape, interpretation, targetsPerRow === channels);
  const count = layout.rows * targetsPerRow;
  const isIndex = targetsPerRow === 1 && channels > 1;
  const targets = Float64Array.from({ length: count }, (_, at) => {
    if (isIndex) {
      return at % channels;
    }
    if (interpretation.targets !== 'one-hot') {
      return (at + 1) % 2;
    }
    // The file's order is that of the axes, so that a row's class is found by its place.
    const outer = Math.floor(at / (channels * layout.inner));
    const channel = Math.floor(at / layout.inner) % channels;
    const row = outer * layout.inner + (at % layout.inner);
    return row % channels === channel ? 1 : 0;
  });
  return {
    ...tensors,
    layout,
    shape,
    logits: Float64Array.from({ length: product(shape) }, (_, at) => ORDINARY[(at * 3) % 5] ?? 0.5),
    targets,
    targetShape: smallTargetShape(tensors, shape),
    // The order of the rows is that of the file for one target a row; forms make their own order of the others.
    targetsOfRows: targets,
    sampledOf: null,
  };
}

function smallShape({ shape, interpretation, layout }: CheckedTensors): number[] {
  const lengths = LENGTHS.filter((length) => length !== layout.channels);
  let next = 0;
  return shape.map((length, axis) =>
    axis === interpretation.classAxis || length === 1 ? length : Math.min(length, lengths[next++] ?? 2),
  );
}

/** The shape of the targets with the axes that they share with the logits cut likewise. */
function smallTargetShape(
  { shape, targetShape, interpretation, layout }: CheckedTensors,
  small: readonly number[],
): number[] {
  const isShared = (_: number, axis: number): boolean =>
    layout.targetsPerRow === layout.channels || axis !== interpretation.classAxis;
  const [before, after] = [shape, small].map((lengths) => lengths.filter(isShared));
  const cut = (after ?? []).filter((_, at) => before?.[at] !== 1);
  const isLong = (length: number): boolean => length !== 1;
  if (targetShape.filter(isLong).length !== cut.length) {
    return [product(cut)];
  }
  return targetShape.map((length) => (isLong(length) ? (cut.shift() ?? length) : length));
}
