import { exponentialsOfPlain } from '../fixes/building/cross-entropy';
import type { WatchedArray } from '../verdict/loss-runner';
import type { Example } from '../verdict/probes';
import { probabilitiesOf, targetProbabilityOf } from './evidence/probabilities';
import { arraysOf, holdsExponentials, placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** Smoothing outside of these bounds is none that anybody asks for. */
const LEAST = 0.001;
const MOST = 0.5;

/** p_t is exp(−ce) of a cross-entropy with label smoothing. */
export const ptFromLabelSmoothedCe: Rule<'pt-from-label-smoothed-ce'> = {
  id: 'pt-from-label-smoothed-ce',
  severity: 'warning',
  inLoss: ({ measure }) => {
    if (!measure) {
      return [];
    }
    const examples = tracedExamples(measure);
    const found = arraysOf(measure, examples).find((array) => isOfSmoothed(array, examples));
    return found ? [{ facts: {}, at: placeOfArray(found) }] : [];
  },
  fixInLoss: (loss) =>
    exponentialsOfPlain(loss).map((edits) => ({ title: 'plain-pt' as const, edits, changes: {} })),
};

/** True if an array is exp(−ce) of a cross-entropy with some smoothing. The first example says how large it is. */
function isOfSmoothed(array: WatchedArray, examples: readonly Example[]): boolean {
  const ofTarget = examples.map((example) => -Math.log(targetProbabilityOf(example)));
  const ofEvery = examples.map(meanOverClasses);
  const [target = 0] = ofTarget;
  const [every = 0] = ofEvery;
  const [first = 0] = array.tensor.data;
  // The array may hold p_t, 1 − p_t or p_t − 1.
  return [first, 1 - first, 1 + first].some((exponential) => {
    const smoothing = (-Math.log(exponential) - target) / (every - target);
    return (
      smoothing >= LEAST &&
      smoothing <= MOST &&
      holdsExponentials(
        array,
        ofTarget.map((each, at) => Math.exp(-(1 - smoothing) * each - smoothing * (ofEvery[at] ?? 0))),
      )
    );
  });
}

/** The mean of −log p over the classes; of one decision over both. */
function meanOverClasses(example: Example): number {
  const probabilities = probabilitiesOf(example);
  const [p = 0] = probabilities;
  const all = probabilities.length === 1 ? [p, 1 - p] : probabilities;
  return all.reduce((sum, each) => sum - Math.log(each) / all.length, 0);
}
