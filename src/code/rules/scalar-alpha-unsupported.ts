import { weightsAbsentByDefault } from '../fixes/building/absent-alpha';
import { failingDefault, unguardedDefault } from './evidence/failing-default';
import type { Rule } from './rule';

/** A number is the default, and only one weight a class works. */
export const scalarAlphaUnsupported: Rule<'scalar-alpha-unsupported'> = {
  id: 'scalar-alpha-unsupported',
  severity: 'error',
  inLoss: (loss) => [...failingDefault(loss, 'number'), ...unguardedDefault(loss, 'number')],
  fixInLoss: (loss) =>
    weightsAbsentByDefault(loss).map((edits) => ({
      title: 'weights-where-given' as const,
      edits,
      changes: { alphaRole: 'off' as const },
      changesDefault: true,
    })),
};
