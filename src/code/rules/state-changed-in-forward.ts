import type { LossRule } from './rule';

/** A call overwrites a setting, so that the next one computes something else or fails. */
export const stateChangedInForward: LossRule<'state-changed-in-forward'> = {
  id: 'state-changed-in-forward',
  severity: 'error',
  find: ({ verdict: { observations, events } }) => {
    const event = events.find(({ kind }) => kind === 'stateChanged');
    return observations.some(({ kind }) => kind === 'stateKept')
      ? [{ facts: {}, at: event?.place ?? null }]
      : [];
  },
};
