import { localState } from '../fixes/building/local-state';
import type { Rule } from './rule';

/** A call overwrites a setting, so that the next one computes something else or fails. */
export const stateChangedInForward: Rule<'state-changed-in-forward'> = {
  id: 'state-changed-in-forward',
  severity: 'error',
  inLoss: ({ verdict: { observations } }) =>
    observations.flatMap((observation) =>
      observation.kind === 'stateKept' ? [{ facts: {}, at: observation.place }] : [],
    ),
  fixInLoss: (loss, at) => localState(loss, at).map((edits) => ({ title: 'local-variable' as const, edits })),
};
