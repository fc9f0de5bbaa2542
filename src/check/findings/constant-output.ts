import { VERDICTS } from './consequences';
import { type FindingRule, nameOf, takenCount } from './evidence';

/** All values are equal, or those of each class are. */
export const constantOutput: FindingRule = (evidence) => {
  const { minimum, maximum } = evidence.distribution.values;
  const { minima, maxima, counts } = evidence.statistics.values.channels;
  const isOfClasses = counts.length > 1 && counts.every((count) => count > 1);
  const isConstant =
    minimum === maximum || (isOfClasses && minima.every((least, channel) => least === maxima[channel]));
  if (takenCount(evidence) < 2 || minimum === null || maximum === null || !isConstant) {
    return null;
  }
  return {
    id: 'constant-output',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      value: minimum,
      ...(minimum === maximum ? {} : { maximum }),
      elements: takenCount(evidence),
    },
    leadsTo: VERDICTS,
  };
};
