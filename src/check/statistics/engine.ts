import type { Sources } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation } from '../report/interpretation';
import type { Parameters } from '../report/parameters';
import type { CheckedData } from './statistic';
import type { StatisticsPart } from './statistics';

/** The input of one pass over the data. */
export interface GatherTask {
  readonly sources: Sources;
  readonly layout: Layout;
  readonly interpretation: Interpretation;
  readonly parameters: Parameters;
  readonly signal?: AbortSignal;
  /** Called with the number of rows done. */
  readonly onRows: (rows: number) => void;
}

/** Gathers statistics of some kinds of data faster than `Accumulation`, which is its reference. */
export interface StatisticsEngine {
  /**
   * Called with the number of logits as soon as it is known, so that workers can start while the arrays are still being
   * interpreted.
   */
  prepare?(logits: number): void;
  /**
   * The statistics that the engine has a way for. The reference gathers the others in a pass of its own.
   * @throws the errors of reading, and the signal's reason when cancelled
   */
  gather(task: GatherTask): Promise<StatisticsPart>;
}

/** Returns what the statistics must know of the data of a pass. */
export function checkedDataOf({
  sources,
  layout,
  interpretation,
  parameters,
}: Omit<GatherTask, 'onRows'>): CheckedData {
  const { logits, weight, mask, gradient, loss } = sources;
  const size = (column: Sources['weight']) => (column === undefined ? undefined : { perRow: column.perRow });
  return {
    layout,
    interpretation,
    parameters,
    sizes: { weight: size(weight), mask: size(mask), gradient: size(gradient), loss: size(loss) },
    file: logits.file.name,
    shape: logits.array.shape,
  };
}
