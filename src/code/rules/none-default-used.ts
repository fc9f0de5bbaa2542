import { weightsWhereGiven } from '../fixes/building/absent-alpha';
import { attributeLeftOut, failingDefault, unguardedDefault } from './evidence/failing-default';
import type { Rule } from './rule';

/** A default of None is used without a test. */
export const noneDefaultUsed: Rule<'none-default-used'> = {
  id: 'none-default-used',
  severity: 'error',
  inLoss: (loss) => [
    ...failingDefault(loss, 'none'),
    ...unguardedDefault(loss, 'none'),
    ...attributeLeftOut(loss),
  ],
  fixInLoss: (loss) =>
    weightsWhereGiven(loss).map((edits) => ({
      title: 'weights-where-given' as const,
      edits,
      changes: { alphaRole: 'off' as const },
    })),
};
