import { type FindingRule, inputOf, nameOf } from './evidence';

/** Logits beyond ±30, where float32 knows p only as 0 or 1. */
export const saturatedLogits: FindingRule = (evidence) => {
  const { statistics, interpretation, distribution } = evidence;
  const { saturated, channels } = statistics.values;
  const count = channels.counts.reduce((sum, one) => sum + one, 0);
  const { minimum, maximum } = distribution.values;
  if (interpretation.input !== 'logits' || saturated === 0 || minimum === null || maximum === null) {
    return null;
  }
  return {
    id: 'saturated-logits',
    // A softmax looks at differences: large logits that all lie together do no harm.
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
  const isHalf = inputOf(evidence, 'logits')?.dtype === 'float16';
  // In a wider type an infinity comes from elsewhere, and is a finding of its own.
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
  };
};
