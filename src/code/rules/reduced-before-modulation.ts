import { reducedLast } from '../fixes/building/cross-entropy';
import { operationsOf } from './evidence/operations';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import { type Rule, relatedAt } from './rule';

const POWERS: ReadonlySet<string> = new Set(['**', 'pow', 'power']);

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
    const power = operationsOf(measure, tracedExamples(measure)).find(({ name }) => POWERS.has(name));
    return [
      {
        facts: {},
        at: placeOfArray(first) ?? (event?.place.line || null),
        related: relatedAt(placeOfArray(power?.result), 'powerAfter'),
      },
    ];
  },
  fixInLoss: (loss) => reducedLast(loss).map((edits) => ({ title: 'reduce-last' as const, edits })),
};
