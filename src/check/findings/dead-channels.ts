import { clampedLogit } from '../derive/clamped-logit';
import { type FindingEvidence, type FindingRule, nameOf } from './evidence';
import { isRead, MASK } from './reading';

/** A channel counts as constant if the range of its values is below this share of the usual range. */
const DEAD_SHARE = 1e-3;
const LISTED = 8;

/**
 * Constant channels beside others that change. Probabilities are compared as logits: those of a rare class are all small. One
 * constant logit of a softmax is the class that the others are compared with, as in multinomial regression, and loses nothing.
 */
export const deadChannels: FindingRule = (evidence) => {
  const { counts } = evidence.statistics.values.channels;
  const { listedClasses } = evidence.statistics;
  const ranges = rangesOf(evidence);
  const known = ranges.filter((range) => range !== null).sort((one, other) => one - other);
  const usual = known[Math.floor(known.length / 2)] ?? 0;
  if (known.length < 2 || usual === 0) {
    return null;
  }
  // The entry of the classes that are not listed is left out.
  const channels = listedClasses ?? [...ranges.keys()];
  const dead = channels.filter((_, entry) => {
    const range = ranges[entry] ?? null;
    return range !== null && range <= DEAD_SHARE * usual && (counts[entry] ?? 0) > 1;
  });
  const { link, input } = evidence.interpretation;
  if (dead.length === 0 || (dead.length === 1 && link === 'softmax' && input === 'logits')) {
    return null;
  }
  return {
    id: 'dead-channel',
    severity: 'warning',
    facts: {
      logits: nameOf(evidence, 'logits'),
      channels: dead.slice(0, LISTED),
      count: dead.length,
    },
  };
};

/** The range of each channel's values; null where it has none, and where a mask hides it. */
function rangesOf(evidence: FindingEvidence): (number | null)[] {
  const { statistics, interpretation } = evidence;
  const { minima, maxima } = statistics.values.channels;
  const least = isRead(evidence, 'masked-classes') ? MASK : Number.NEGATIVE_INFINITY;
  const scoreOf = (value: number) => (interpretation.input === 'logits' ? value : clampedLogit(value));
  return minima.map((minimum, channel) => {
    const maximum = maxima[channel] ?? null;
    if (minimum === null || maximum === null || minimum < least) {
      return null;
    }
    return minimum === maximum ? 0 : scoreOf(maximum) - scoreOf(minimum);
  });
}
