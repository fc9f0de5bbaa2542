import { countText } from '../../format/count-text';
import { countedVerb, numberText, percentText } from '../../format/number-text';
import { type FindingRule, inputOf, nameOf } from './evidence';

/** Logits beyond ±30, where p is 0 or 1 in float32. */
export const saturatedLogits: FindingRule = (evidence) => {
  const { statistics, interpretation, distribution } = evidence;
  const { saturated, channels } = statistics.values;
  const count = channels.counts.reduce((sum, one) => sum + one, 0);
  const { minimum, maximum } = distribution.values;
  if (interpretation.input !== 'logits' || saturated === 0 || minimum === null || maximum === null) {
    return null;
  }
  const isSoftmax = interpretation.link === 'softmax';
  return {
    id: 'saturated-logits',
    // A softmax depends on differences only: large logits that are close together do no harm.
    severity: isSoftmax ? 'information' : 'warning',
    title: 'Saturated logits',
    seen: `${countedVerb(saturated, 'logit', ['lies', 'lie'])} beyond ±30, ${percentText(saturated / count)} of ${countText(count)}; the values span ${numberText(minimum)}…${numberText(maximum)}.`,
    means: isSoftmax
      ? 'If they lie that far from the other classes, the softmax is 0 or 1 to float32: no gradient is left for the right ones, and log(softmax(x)) written out is −Infinity for the others.'
      : 'There σ(x) is 0 or 1 to float32: the right ones have no gradient left, the wrong ones cost |x| each, and log(σ(x)) written out is −Infinity.',
    fix: 'Look for a diverging learning rate, a missing normalisation or labels that contradict the data; compute the loss from logits (logsigmoid, log_softmax).',
  };
};

/** Values that float16 cannot hold. */
export const halfOverflow: FindingRule = (evidence) => {
  const { beyondHalf, positiveInfinity, negativeInfinity } = evidence.statistics.values;
  const isHalf = inputOf(evidence, 'logits')?.dtype === 'float16';
  // An infinity in a wider type has another cause and another finding.
  const count = isHalf ? beyondHalf : beyondHalf - positiveInfinity - negativeInfinity;
  if (count === 0) {
    return null;
  }
  return {
    id: 'float16-overflow',
    severity: isHalf ? 'error' : 'warning',
    title: isHalf ? 'float16 has overflowed' : 'Logits too large for float16',
    seen: `In ${nameOf(evidence, 'logits')} ${countedVerb(count, 'value', ['reaches or exceeds', 'reach or exceed'])} 65,504, the largest number in float16.`,
    means: isHalf
      ? 'What was larger has become Infinity, and its loss NaN.'
      : 'Under mixed precision these become Infinity, and their loss NaN.',
    fix: 'Compute the loss in float32 (logits.float()), outside autocast.',
  };
};
