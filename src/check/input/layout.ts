import type { Interpretation } from '../report/interpretation';

/**
 * The order in which the pass reads the flat arrays. A row is one example, with `channels` values, one per class.
 * In C order the value of channel c in row r lies at ((r div inner) · channels + c) · inner + r mod inner, so
 * `inner` is 1 when the class axis is last and H · W for (N, C, H, W).
 */
export interface Layout {
  readonly rows: number;
  /** Values per row: the length of the class axis, 1 without one, 0 where the arrays are empty. */
  readonly channels: number;
  readonly inner: number;
  /** 1 for index or binary targets, `channels` for one target per value. */
  readonly targetsPerRow: number;
  /** Loss terms: rows for softmax, rows · channels for sigmoid. */
  readonly elements: number;
}

export function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}

/**
 * The layout of logits of `shape` under an interpretation.
 * @param targetsAreElementwise true when the targets hold one value for each logit
 */
export function layoutOf(
  shape: readonly number[],
  interpretation: Pick<Interpretation, 'link' | 'classAxis'>,
  targetsAreElementwise: boolean,
): Layout {
  const { classAxis, link } = interpretation;
  // An array without a value has no channel, although its axis may say that there are 2^52.
  const channels = shape.includes(0) ? 0 : classAxis === null ? 1 : (shape[classAxis] ?? 1);
  const inner = classAxis === null ? 1 : product(shape.slice(classAxis + 1));
  const outer = product(shape.slice(0, classAxis ?? shape.length));
  const rows = classAxis === null ? outer : outer * inner;
  return {
    rows,
    channels,
    inner,
    targetsPerRow: targetsAreElementwise ? channels : 1,
    elements: link === 'softmax' ? rows : rows * channels,
  };
}

/** Index of a value in the logits, one number per axis. */
export function indexOfValue(
  shape: readonly number[],
  layout: Layout,
  row: number,
  channel: number,
): number[] {
  const outer = Math.floor(row / layout.inner);
  let flat = (outer * layout.channels + channel) * layout.inner + (row % layout.inner);
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    index.unshift(flat % length);
    flat = Math.floor(flat / length);
  }
  return index;
}

/** Index of a loss term: that of a value for sigmoid, that of an example (without the class axis) for softmax. */
export function indexOfElement(
  shape: readonly number[],
  layout: Layout,
  interpretation: Pick<Interpretation, 'link' | 'classAxis'>,
  element: number,
): number[] {
  if (interpretation.link === 'sigmoid') {
    const row = Math.floor(element / layout.channels);
    return indexOfValue(shape, layout, row, element % layout.channels);
  }
  return indexOfValue(shape, layout, element, 0).filter((_, axis) => axis !== interpretation.classAxis);
}
