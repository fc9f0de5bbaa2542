import { exampleOf } from '../verdict/probes';
import { lastReturn } from './place';
import type { LossRule } from './rule';
import { arraysOf, isBroken, placeOfArray } from './trace';

/** The loss of a batch without positives is not finite. */
export const zeroPositives: LossRule<'zero-positives'> = {
  id: 'zero-positives',
  severity: 'error',
  find: (loss) => {
    const { verdict, measure } = loss;
    const isNotFinite = verdict.edgeCases.some(
      ({ input, effect }) => input === 'noPositives' && effect === 'lossNotFinite',
    );
    if (!measure || !isNotFinite) {
      return [];
    }
    const negatives = [0, 1, 2, 3].map((at) => exampleOf(measure.layout.width, at, 0));
    const broken = arraysOf(measure, negatives).find(isBroken);
    return [{ facts: {}, at: placeOfArray(broken) ?? lastReturn(loss) }];
  },
};
