import type { Sources } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation, Parameters } from '../report/report';
import type { Statistics } from './statistics';

/** One pass over the data, as a check wants it. */
export interface GatherTask {
  readonly sources: Sources;
  readonly layout: Layout;
  readonly interpretation: Interpretation;
  readonly parameters: Parameters;
  readonly signal?: AbortSignal;
  /** Told how many rows are done. */
  readonly onRows: (rows: number) => void;
}

/** A quicker way to gather the statistics of some kinds of data than `Statistics.add`, which is its reference. */
export interface StatisticsEngine {
  /**
   * Told how many logits there are as soon as that is known, so that what takes a while to start can start while the
   * arrays are still being understood.
   */
  prepare?(logits: number): void;
  /**
   * Null when the engine has no way for such data.
   * @throws what reading the data throws, and the signal's reason when cancelled
   */
  gather(task: GatherTask): Promise<Statistics | null>;
}
