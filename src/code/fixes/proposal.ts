import type { fixes as titles } from '../../messages/en/fixes';
import type { Computes } from '../verdict/document';
import type { Edits } from './text-edit';

/** Names the sentence that says what a fix does. */
export type FixTitle = keyof typeof titles;

/** Edits that may mend a fault. They become a fix where a run of the mended code keeps what they promise. */
export interface Proposal {
  readonly title: FixTitle;
  readonly edits: Edits;
  /**
   * The changed properties of the mended loss. Absent where its values on ordinary examples stay the same; empty
   * where they change and nothing that a verdict names does. A property of null may become any.
   */
  readonly changes?: Partial<Computes>;
  /** True if the fault is a default, which changes. All others keep the signature with its defaults. */
  readonly changesDefault?: boolean;
  /** True if the loss now runs as it was written, so that other faults of it may show for the first time. */
  readonly uncovers?: boolean;
}
