import { type FindingRule, inputOf, nameOf } from './evidence';
import { isRead } from './reading';

/** Above the largest finite float16. */
const HALF_LIMIT = 65_504;

/** Logits beyond ±30, where p is 0 or 1 in float32. */
export const saturatedLogits: FindingRule = (evidence) => {
  const { statistics, interpretation, distribution } = evidence;
  const { saturated, channels } = statistics.values;
  const count = channels.counts.reduce((sum, one) => sum + one, 0);
  const { minimum, maximum } = distribution.values;
  if (isRead(evidence, 'masked-classes')) {
    return null;
  }
  if (interpretation.input !== 'logits' || saturated === 0 || minimum === null || maximum === null) {
    return null;
  }
  return {
    id: 'saturated-logits',
    // A softmax depends on differences only: large logits that are close together do no harm.
    severity: interpretation.link === 'softmax' ? 'information' : 'warning',
    facts: {
      saturated,
      values: count,
      minimum,
      maximum,
      link: interpretation.link,
    },
  };
};

/** Values that float16 cannot hold. */
export const halfOverflow: FindingRule = (evidence) => {
  const { beyondHalf, positiveInfinity, negativeInfinity } = evidence.statistics.values;
  if (isRead(evidence, 'masked-classes') && (evidence.distribution.values.maximum ?? 0) < HALF_LIMIT) {
    return null;
  }
  const isHalf = inputOf(evidence, 'logits')?.dtype === 'float16';
  // An infinity in a wider type has another cause and another finding.
  const count = isHalf ? beyondHalf : beyondHalf - positiveInfinity - negativeInfinity;
  if (count === 0) {
    return null;
  }
  return {
    id: 'float16-overflow',
    severity: isHalf ? 'error' : 'warning',
    facts: {
      logits: nameOf(evidence, 'logits'),
      isHalf,
      values: count,
    },
    leadsTo: isHalf ? ['non-finite', 'empty'] : [],
  };
};
