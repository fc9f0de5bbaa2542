import { wordsOfName } from '../losses/names';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import type { Value } from '../run/language/values';
import { combined } from '../run/tensor/elementwise';
import type { Tensor } from '../run/tensor/tensor';
import type { CallableLoss, LossSource } from './callable-loss';
import type { Computes } from './document';
import { partedBy, type Settings, withAround } from './parameters';
import { OF_TRUE_CLASS } from './probes';

/** Words of names of the probability that a prediction gives the true class, such as `pt`, `pTrue` and `prob_of_target`. */
const WORDS = new Set('p pt t prob probability py true correct target of class the'.split(' '));
const PROBABILITY = new Set('p pt prob probability py'.split(' '));

/** True for the name of a single probability, which beside no target is that of the true class. */
export function isProbabilityOfTarget({ name }: Parameter): boolean {
  const words = wordsOfName(name);
  return words.some((word) => PROBABILITY.has(word)) && words.every((word) => WORDS.has(word));
}

/** Calls a function of p_t with these values of its settings. */
export type CallOfTrueClass = (callee: Value, probabilities: Value, given: Settings) => Value;

/** A function that takes p_t in place of predictions and targets. @param settings all of its parameters but p_t */
export function lossOfTrueClass(
  { around, make }: LossSource,
  settings: readonly Parameter[],
  call: CallOfTrueClass,
  interpreter: Interpreter,
): CallableLoss {
  return {
    form: 'function',
    isOfTrueClass: true,
    classCounts: [],
    layouts: [[OF_TRUE_CLASS]],
    settings: withAround(around, settings),
    parameters: settings,
    make: (given) => {
      interpreter.phase = 'constructor';
      const [ofCall, ofScope] = partedBy(given, settings);
      const callee = make(ofScope);
      return (probabilities) => {
        interpreter.phase = 'forward';
        return call(callee, probabilities, ofCall);
      };
    },
  };
}

/** The probabilities of the targets, p_t, of probabilities of the positives. */
export function probabilityOfTarget(probabilities: Tensor, targets: Tensor): Tensor {
  return combined(probabilities, targets, probabilities.dtype, {
    value: (p, target) => (target === 1 ? p : 1 - p),
    backFirst: (gradient, _p, target) => (target === 1 ? gradient : -gradient),
    backSecond: null,
    saves: 'other',
  });
}

/**
 * Returns what a loss of p_t computes. Whoever calls it may choose p_t by a sigmoid or by a softmax, and α by the target.
 *
 * @throws NotUnderstood unless it is a known formula: another function of p_t may be a derivative or a weight
 */
export function computedOfTrueClass(computes: Computes, place: Place): Computes {
  if (!computes.variant || computes.input !== 'probabilities') {
    throw new NotUnderstood({ kind: 'result' }, place);
  }
  const variant = computes.variant === 'alpha-same-for-both' ? 'focal' : computes.variant;
  return { ...computes, link: null, alphaRole: computes.alphaRole === 'off' ? 'off' : null, variant };
}
