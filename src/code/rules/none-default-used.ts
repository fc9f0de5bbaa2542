import { failingDefault } from './failing-default';
import type { LossRule } from './rule';

/** A default of None is used without a test. */
export const noneDefaultUsed: LossRule<'none-default-used'> = {
  id: 'none-default-used',
  severity: 'error',
  find: (loss) => failingDefault(loss, 'none'),
};
