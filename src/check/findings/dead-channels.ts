import { type FindingRule, nameOf } from './evidence';
import { isMaskedClass } from './reading';

/** A channel counts as constant if the range of its values is below this share of the usual range. */
const DEAD_SHARE = 1e-3;
const LISTED = 8;

/** Constant channels beside others that change. */
export const deadChannels: FindingRule = (evidence) => {
  const { minima, maxima, counts } = evidence.statistics.values.channels;
  const ranges = minima.map((minimum, channel) => {
    const maximum = maxima[channel] ?? null;
    return minimum === null || maximum === null ? null : maximum - minimum;
  });
  const known = ranges.filter((range) => range !== null).sort((one, other) => one - other);
  const usual = known[Math.floor(known.length / 2)] ?? 0;
  if (known.length < 2 || usual === 0) {
    return null;
  }
  const dead = [...ranges.keys()].filter((channel) => {
    const range = ranges[channel] ?? null;
    return (
      !isMaskedClass(evidence, channel) &&
      range !== null &&
      range <= DEAD_SHARE * usual &&
      (counts[channel] ?? 0) > 1
    );
  });
  if (dead.length === 0) {
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
