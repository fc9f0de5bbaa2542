import { kindOfParameter } from '../verdict/parameters';
import { lastReturn } from './place';
import type { LossRule } from './rule';

/** `reduction`, `size_average` or `reduce` changes nothing. */
export const reductionIgnored: LossRule<'reduction-ignored'> = {
  id: 'reduction-ignored',
  severity: 'warning',
  find: (loss) =>
    loss.verdict.observations.flatMap((observation) =>
      observation.kind === 'withoutEffect' && kindOfParameter({ name: observation.parameter }) === 'reduction'
        ? [{ facts: { name: observation.parameter }, at: lastReturn(loss) }]
        : [],
    ),
};
