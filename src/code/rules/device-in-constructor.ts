import { withoutMove } from '../fixes/building/device-moves';
import { movesIn } from './evidence/device';
import type { Rule } from './rule';

/** The constructor of the loss moves a tensor to a fixed device. */
export const deviceInConstructor: Rule<'device-in-constructor'> = {
  id: 'device-in-constructor',
  severity: 'warning',
  inLoss: (loss) => movesIn(loss, 'constructor'),
  fixInLoss: (loss, at) =>
    withoutMove(loss, at).map((edits) => ({ title: 'register-buffer' as const, edits })),
};
