import type { Sources } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation, Parameters } from '../report/report';
import type { Statistics } from './statistics';

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

/** Gathers the statistics of some kinds of data faster than `Statistics.add`, which is its reference. */
export interface StatisticsEngine {
  /**
   * Called with the number of logits as soon as it is known, so that workers can start while the arrays are still being
   * interpreted.
   */
  prepare?(logits: number): void;
  /**
   * Null when the engine does not support such data.
   * @throws the errors of reading, and the signal's reason when cancelled
   */
  gather(task: GatherTask): Promise<Statistics | null>;
}
