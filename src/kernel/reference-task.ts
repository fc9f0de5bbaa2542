import { type ArraySource, columnsOf } from '../check/input/batches';
import { checkedDataOf, type GatherTask } from '../check/statistics/engine';
import type { CheckedData } from '../check/statistics/statistic';
import type { StatisticId } from '../check/statistics/statistics';
import type { ElementType } from '../tensor/element-type';

/** Input of the reference in a worker. Plain data, so that it can be posted. */
export interface ReferenceTask {
  readonly statistics: readonly StatisticId[];
  readonly data: CheckedData;
  /** Types of all arrays, in the order of `columnsOf`. */
  readonly columns: readonly ColumnTask[];
}

export interface ColumnTask {
  readonly type: ElementType;
  /** Values a row. */
  readonly perRow: number;
}

/** @param typeOf type of an array's elements when they reach the worker */
export function referenceTask(
  task: GatherTask,
  statistics: readonly StatisticId[],
  typeOf: (source: ArraySource) => ElementType,
): ReferenceTask {
  return {
    statistics,
    data: checkedDataOf(task),
    columns: columnsOf(task.sources, task.layout).map(({ source, perRow }) => ({
      type: typeOf(source),
      perRow,
    })),
  };
}
