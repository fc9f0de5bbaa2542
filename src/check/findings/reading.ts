import { entryOfClass } from '../statistics/class-entries';
import { AGREEMENTS, VERDICTS } from './consequences';
import { type FindingEvidence, type FindingRule, nameOf } from './evidence';

/** Class decisions where scores are expected. Nothing else that is said of them has a meaning. */
export const decisions: FindingRule = (evidence) =>
  isRead(evidence, 'values-are-decisions')
    ? {
        id: 'decisions',
        severity: 'error',
        facts: {
          logits: nameOf(evidence, 'logits'),
          minimum: evidence.distribution.values.minimum ?? 0,
          maximum: evidence.distribution.values.maximum ?? 1,
        },
      }
    : null;

/** Probabilities that sum to one over the examples instead of the classes. */
export const softmaxOverExamples: FindingRule = (evidence) =>
  isRead(evidence, 'softmax-over-examples')
    ? {
        id: 'softmax-over-examples',
        severity: 'error',
        facts: { logits: nameOf(evidence, 'logits') },
        leadsTo: VERDICTS,
      }
    : null;

/** Labels from 1 up, which were read as if they counted from 0. */
export const labelsCountFromOne: FindingRule = (evidence) =>
  isRead(evidence, 'labels-count-from-one')
    ? {
        id: 'labels-count-from-one',
        severity: 'error',
        facts: { targets: nameOf(evidence, 'targets'), maximum: evidence.interpretation.classes ?? 2 },
        leadsTo: AGREEMENTS,
      }
    : null;

/** Two classes as −1 and 1, or as 0 and 255, which were read as 0 and 1. */
export const labelsAreTwoValues: FindingRule = (evidence) => {
  const isByte = isRead(evidence, 'labels-are-0-and-255');
  return isByte || isRead(evidence, 'labels-are-plus-minus-one')
    ? {
        id: 'labels-are-two-values',
        severity: 'error',
        facts: { targets: nameOf(evidence, 'targets'), low: isByte ? 0 : -1, high: isByte ? 255 : 1 },
        leadsTo: AGREEMENTS,
      }
    : null;
};

/** Weights below 0, under which the training makes these examples worse. */
export const negativeWeights: FindingRule = (evidence) =>
  isRead(evidence, 'weights-below-zero')
    ? {
        id: 'negative-weights',
        severity: 'error',
        facts: { weight: nameOf(evidence, 'weight') },
        leadsTo: AGREEMENTS,
      }
    : null;

/** True if a reason of the interpretation has this id. */
export function isRead({ interpretation }: FindingEvidence, id: string): boolean {
  return interpretation.whyFacts?.some((reason) => reason?.id === id) === true;
}

/** Every logit of a masked class lies below this. */
export const MASK = -9_000;

/** True if a class is masked in every example, so that nothing can be said of its outputs and targets. */
export function isMaskedClass(evidence: FindingEvidence, channel: number): boolean {
  const maximum =
    evidence.statistics.values.channels.maxima[entryOfClass(evidence.statistics, channel)] ??
    Number.NEGATIVE_INFINITY;
  return isRead(evidence, 'masked-classes') && maximum < MASK;
}
