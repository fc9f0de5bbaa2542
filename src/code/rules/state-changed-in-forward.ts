import { localState } from '../fixes/building/local-state';
import type { Rule } from './rule';

/** A call overwrites a setting, so that the next one computes something else or fails. */
export const stateChangedInForward: Rule<'state-changed-in-forward'> = {
  id: 'state-changed-in-forward',
  severity: 'error',
  inLoss: ({ verdict: { observations, events } }) => {
    const event = events.find(({ kind }) => kind === 'stateChanged');
    return observations.some(({ kind }) => kind === 'stateKept')
      ? [{ facts: {}, at: event?.place ?? null }]
      : [];
  },
  fixInLoss: (loss, at) => localState(loss, at).map((edits) => ({ title: 'local-variable' as const, edits })),
};
