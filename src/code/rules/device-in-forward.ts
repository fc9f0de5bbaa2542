import { movesIn } from './device';
import type { LossRule } from './rule';

/** Each call of the loss moves a tensor to a fixed device. */
export const deviceInForward: LossRule<'device-in-forward'> = {
  id: 'device-in-forward',
  severity: 'warning',
  find: ({ verdict }) => movesIn(verdict, 'forward'),
};
