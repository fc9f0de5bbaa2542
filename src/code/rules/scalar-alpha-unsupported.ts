import { failingDefault } from './evidence/failing-default';
import type { Rule } from './rule';

/** A number is the default, and only one weight a class works. */
export const scalarAlphaUnsupported: Rule<'scalar-alpha-unsupported'> = {
  id: 'scalar-alpha-unsupported',
  severity: 'error',
  inLoss: (loss) => failingDefault(loss, 'number'),
};
