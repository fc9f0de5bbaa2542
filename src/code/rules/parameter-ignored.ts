import { kindOfParameter } from '../verdict/parameters';
import type { Rule } from './rule';

/** A parameter other than the reduction changes nothing. */
export const parameterIgnored: Rule<'parameter-ignored'> = {
  id: 'parameter-ignored',
  severity: 'warning',
  inLoss: ({ verdict, measure }) =>
    verdict.observations.flatMap((observation) => {
      if (
        observation.kind !== 'withoutEffect' ||
        kindOfParameter({ name: observation.parameter }) === 'reduction'
      ) {
        return [];
      }
      const parameter = measure?.plan.parameters.find(({ name }) => name === observation.parameter);
      return [
        {
          facts: { name: observation.parameter },
          at: parameter?.place ?? null,
        },
      ];
    }),
};
