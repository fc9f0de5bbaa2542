import { moveToPredictions } from '../fixes/building/device-moves';
import { movesIn } from './evidence/device';
import type { Rule } from './rule';

/** Each call of the loss moves a tensor to a fixed device. */
export const deviceInForward: Rule<'device-in-forward'> = {
  id: 'device-in-forward',
  severity: 'warning',
  inLoss: (loss) => movesIn(loss, 'forward'),
  fixInLoss: (loss, at) =>
    moveToPredictions(loss, at).map((edits) => ({ title: 'device-of-predictions' as const, edits })),
};
