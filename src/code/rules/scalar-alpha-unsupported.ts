import { failingDefault } from './failing-default';
import type { LossRule } from './rule';

/** A number is the default, and only one weight a class works. */
export const scalarAlphaUnsupported: LossRule<'scalar-alpha-unsupported'> = {
  id: 'scalar-alpha-unsupported',
  severity: 'error',
  find: (loss) => failingDefault(loss, 'number'),
};
