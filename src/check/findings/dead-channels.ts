import { type FindingRule, nameOf } from './evidence';

/** A channel whose values span less than this part of what channels usually span answers nothing. */
const DEAD_SHARE = 1e-3;
const LISTED = 8;

/** Channels that never change while others do. */
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
    return range !== null && range <= DEAD_SHARE * usual && (counts[channel] ?? 0) > 1;
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
