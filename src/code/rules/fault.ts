import type { Proposal } from '../fixes/proposal';
import type { Diagnostic } from './diagnostic';

/** A diagnostic with what may mend it. */
export interface Fault {
  readonly diagnostic: Diagnostic;
  /** Proposals that no run has confirmed yet. The trees of the file must still be there. */
  readonly propose: () => readonly Proposal[];
}
