import { reducedLast } from '../fixes/building/cross-entropy';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** The mean or sum of the cross-entropy is taken before the power of γ. */
export const reducedBeforeModulation: Rule<'reduced-before-modulation'> = {
  id: 'reduced-before-modulation',
  severity: 'error',
  inLoss: ({ verdict, measure }) => {
    const isReduced = verdict.observations.some(
      (observation) => observation.kind === 'notSeparable' && observation.isReducedBeforePower,
    );
    if (!isReduced || !measure) {
      return [];
    }
    const arrays = arraysOf(measure, tracedExamples(measure));
    const first = arrays.find(
      ({ tensor, phase }) => phase === 'forward' && tensor.size === 1 && tensor.hasGradient,
    );
    const event = verdict.events.find(({ kind }) => kind === 'reducedBeforePower');
    return [{ facts: {}, at: placeOfArray(first) ?? (event?.place.line || null) }];
  },
  fixInLoss: (loss) => reducedLast(loss).map((edits) => ({ title: 'reduce-last' as const, edits })),
};
