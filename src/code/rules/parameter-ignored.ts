import { kindOfParameter } from '../verdict/parameters';
import type { LossRule } from './rule';

/** A parameter other than the reduction changes nothing. */
export const parameterIgnored: LossRule<'parameter-ignored'> = {
  id: 'parameter-ignored',
  severity: 'warning',
  find: ({ verdict, focal }) =>
    verdict.observations.flatMap((observation) => {
      if (
        observation.kind !== 'withoutEffect' ||
        kindOfParameter({ name: observation.parameter }) === 'reduction'
      ) {
        return [];
      }
      const node = focal.parameters.find(({ name }) => name === observation.parameter)?.nameNode;
      return [
        {
          facts: { name: observation.parameter },
          at: node ? { start: node.startIndex, end: node.endIndex } : null,
        },
      ];
    }),
};
