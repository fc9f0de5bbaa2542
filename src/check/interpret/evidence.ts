import type { Reason } from '../../messages/reason';
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

/** Labels in a usual form that no loss takes: how they are read as labels from 0 up. */
export interface LabelEncoding {
  readonly why: Reason;
  /** The label that a value of the file stands for. */
  readonly read: (value: number) => number;
  /** The value of the file that stands for a label. */
  readonly written: (label: number) => number;
}

export interface Interpreted {
  readonly interpretation: Interpretation;
  readonly layout: Layout;
  /** The targets as they are read. */
  readonly targets: ArraySource;
  /** How they are read; null where they stand in the file as a loss takes them. */
  readonly labelEncoding: LabelEncoding | null;
}
