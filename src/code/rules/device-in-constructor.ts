import { movesIn } from './device';
import type { LossRule } from './rule';

/** The constructor of the loss moves a tensor to a fixed device. */
export const deviceInConstructor: LossRule<'device-in-constructor'> = {
  id: 'device-in-constructor',
  severity: 'warning',
  find: ({ verdict }) => movesIn(verdict, 'constructor'),
};
