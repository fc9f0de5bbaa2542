import { TERM_VARIANTS } from '../../loss/variants/variants';
import type { FactsOfFinding } from '../../messages/finding';
import { type FindingEvidence, type FindingRule, type Found, nameOf } from './evidence';

type Facts = FactsOfFinding<'loss-disagrees'>;

/** Given losses (elementwise or one number) that differ from the focal loss with these α and γ. */
export const lossDisagrees: FindingRule = (evidence) => elementwise(evidence) ?? single(evidence);

function elementwise(evidence: FindingEvidence): Found | null {
  const agreement = evidence.statistics.loss;
  if (agreement === null || agreement.disagreements.focal === 0) {
    return null;
  }
  const { compared, disagreements, largestDifference, first } = agreement;
  const variant = TERM_VARIANTS.find(({ id }) => disagreements[id] === 0)?.id;
  return finding(evidence, {
    loss: nameOf(evidence, 'loss'),
    given: {
      kind: 'elementwise',
      different: disagreements.focal,
      compared,
      largestDifference,
      first: first === null ? null : { index: first.index, given: first.given, expected: first.expected },
    },
    explained: variant === undefined ? null : { variant },
  });
}

function single(evidence: FindingEvidence): Found | null {
  const { givenLoss } = evidence;
  if (givenLoss === null || givenLoss.loss === 'focal') {
    return null;
  }
  const { file, array, value, loss, reduction } = givenLoss;
  return finding(evidence, {
    loss: { file, array },
    given: { kind: 'single', value },
    explained: loss === null || reduction === null ? null : { loss, reduction },
  });
}

function finding({ parameters }: FindingEvidence, facts: Omit<Facts, 'parameters'>): Found {
  const { alpha, gamma } = parameters;
  return { id: 'loss-disagrees', severity: 'error', facts: { ...facts, parameters: { alpha, gamma } } };
}
