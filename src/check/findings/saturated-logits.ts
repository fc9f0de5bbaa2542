import { marginBins } from '../statistics/margin-histogram';
import { type FindingEvidence, type FindingRule, inputOf, nameOf } from './evidence';
import { isRead } from './reading';

/** Beyond it p is 0 or 1 in float32. */
const SATURATED = 30;
/** Above the largest finite float16. */
const HALF_LIMIT = 65_504;

/** Logits beyond ±30, where p is 0 or 1 in float32. A warning if some contradict their targets: by chance none ever would. */
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
  const wrong = wrongCount(statistics.margins);
  return {
    id: 'saturated-logits',
    severity: wrong > 0 ? 'warning' : 'information',
    facts: {
      saturated,
      wrong,
      values: count,
      minimum,
      maximum,
      link: interpretation.link,
    },
  };
};

/** Elements whose target has x_t below −30: saturated on the wrong side. */
function wrongCount({ positives, negatives }: FindingEvidence['statistics']['margins']): number {
  const bins = [...marginBins(positives), ...marginBins(negatives)];
  return bins.reduce((sum, { mean, count }) => sum + (mean < -SATURATED ? count : 0), 0);
}

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
