import { kindOfParameter } from '../verdict/parameters';
import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** `reduction`, `size_average` or `reduce` changes nothing. */
export const reductionIgnored: Rule<'reduction-ignored'> = {
  id: 'reduction-ignored',
  severity: 'warning',
  inLoss: (loss) =>
    loss.verdict.observations.flatMap((observation) =>
      observation.kind === 'withoutEffect' && kindOfParameter({ name: observation.parameter }) === 'reduction'
        ? [{ facts: { name: observation.parameter }, at: lastReturn(loss) }]
        : [],
    ),
};
