import { exactNumberText } from '../../format/number-text';
import type { Rule } from './rule';

/** The loss is finite in float32 and not in float16, which the file names. */
export const halfPrecision: Rule<'half-precision'> = {
  id: 'half-precision',
  severity: 'warning',
  inLoss: ({ verdict }) =>
    verdict.edgeCases.flatMap(({ input, from, line }) =>
      input === 'float16' && from !== null ? [{ facts: { logit: exactNumberText(from) }, at: line }] : [],
    ),
};
