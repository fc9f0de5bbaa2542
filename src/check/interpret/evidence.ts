import type { ArraySource } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation } from '../report/report';
import type { Observations } from './observations';
/** The input of the interpretation. */
export interface Evidence {
  readonly logits: ArraySource;
  readonly targets: ArraySource;
  readonly values: Observations;
  readonly labels: Observations;
  readonly signal?: AbortSignal;
}

export interface Interpreted {
  readonly interpretation: Interpretation;
  readonly layout: Layout;
  /** The targets as they are read: less 1 where the labels count from 1. */
  readonly targets: ArraySource;
}
