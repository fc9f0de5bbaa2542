import { kindOfParameter } from '../verdict/parameters';
import { lastReturn } from './evidence/place';
import type { LossSubject, Rule } from './rule';

/** True where the constructor hands the reduction to its base: Keras reduces what `call` returns, and nothing else does. */
function isHandedToKeras({ code: { node }, file, measure }: LossSubject): boolean {
  return (
    measure?.plan.framework.name === 'tensorflow' &&
    /__init__\([^)]*\breduction\b/.test(file.textOf(node).replace(/def __init__\([^)]*\)/g, ''))
  );
}

/** `reduction`, `size_average` or `reduce` changes nothing. */
export const reductionIgnored: Rule<'reduction-ignored'> = {
  id: 'reduction-ignored',
  severity: 'warning',
  inLoss: (loss) =>
    isHandedToKeras(loss)
      ? []
      : loss.verdict.observations.flatMap((observation) =>
          observation.kind === 'withoutEffect' &&
          kindOfParameter({ name: observation.parameter }) === 'reduction'
            ? [{ facts: { name: observation.parameter }, at: lastReturn(loss) }]
            : [],
        ),
};
