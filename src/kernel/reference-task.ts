import { type ArraySource, type Column, type ColumnSizes, columnsOf } from '../check/input/batches';
import type { GatherTask } from '../check/statistics/engine';
import type { ElementType } from '../tensor/element-type';

/** Input of the reference in a worker. Plain data, so that it can be posted. */
export interface ReferenceTask extends Pick<GatherTask, 'layout' | 'interpretation' | 'parameters'> {
  /** Types of all arrays, in the order of `columnsOf`. */
  readonly columns: readonly ColumnTask[];
  readonly sizes: ColumnSizes;
}

export interface ColumnTask {
  readonly type: ElementType;
  /** Values a row. */
  readonly perRow: number;
}

/** @param typeOf type of an array's elements when they reach the worker */
export function referenceTask(
  { sources, layout, interpretation, parameters }: GatherTask,
  typeOf: (source: ArraySource) => ElementType,
): ReferenceTask {
  const { weight, mask, gradient, loss } = sources;
  const size = (column: Column | undefined) => (column === undefined ? undefined : { perRow: column.perRow });
  return {
    layout,
    interpretation,
    parameters,
    columns: columnsOf(sources, layout).map(({ source, perRow }) => ({ type: typeOf(source), perRow })),
    sizes: { weight: size(weight), mask: size(mask), gradient: size(gradient), loss: size(loss) },
  };
}
