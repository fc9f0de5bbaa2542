import { expectedNegatives } from '../derive/expected-counts';
import { entryOfClass } from '../statistics/class-entries';
import { type FindingEvidence, type FindingRule, takenCount } from './evidence';
import { isMaskedClass } from './reading';

const LISTED = 8;
/** Level of the test whether a class is absent by chance, for all classes together. */
const LEVEL = 1e-3;
/** So many examples a class make its absence worth a word where nothing foretells the classes. */
const EXAMPLES_PER_CLASS = 10;

/**
 * Classes without a single example, where the probabilities foretell so many that none is no accident of the sample: Poisson,
 * level 1e-3 for all classes together. Logits of several classes foretell nothing here: then it is information, and only if
 * there are ten examples a class.
 */
export const absentClasses: FindingRule = (evidence) => {
  const { classes, interpretation } = evidence;
  const taken = takenCount(evidence);
  if (taken === 0) {
    return null;
  }
  // The absence of all positives is another finding.
  const absent = classes.filter(
    ({ index, count, label }) => count === 0 && label !== 'positive' && !isMaskedClass(evidence, index),
  );
  const known = absent.flatMap(({ index }) => expectedCount(evidence, index) ?? []);
  const isForetold = known.length === absent.length;
  const missed = isForetold
    ? absent.filter((_, at) => Math.exp(-(known[at] ?? 0)) < LEVEL / classes.length)
    : absent;
  const isEnough = isForetold || examplesOf(evidence) >= EXAMPLES_PER_CLASS * classes.length;
  if (missed.length === 0 || absent.length === classes.length || !isEnough) {
    return null;
  }
  return {
    id: 'absent-class',
    severity: isForetold ? 'warning' : 'information',
    facts: {
      classes:
        interpretation.classAxis === null ? 'negatives' : missed.slice(0, LISTED).map(({ index }) => index),
      count: missed.length,
      elements: taken,
    },
  };
};

/** Examples of a class that the probabilities foretell; null for logits of several classes. */
function expectedCount(evidence: FindingEvidence, index: number): number | null {
  const { interpretation, statistics } = evidence;
  if (interpretation.classAxis === null) {
    return expectedNegatives(statistics);
  }
  const { counts, sums } = statistics.values.channels;
  const entry = entryOfClass(statistics, index);
  const [count = 0, sum = null] = [counts[entry], sums[entry]];
  return interpretation.input !== 'probabilities' || sum === null || count === 0
    ? null
    : (sum / count) * examplesOf(evidence);
}

/** Examples of a softmax, or elements of each label of a sigmoid. */
function examplesOf(evidence: FindingEvidence): number {
  const { link, classes } = evidence.interpretation;
  return link === 'softmax' ? takenCount(evidence) : takenCount(evidence) / Math.max(1, classes ?? 1);
}
