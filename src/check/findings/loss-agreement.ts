import { countText } from '../../format/count-text';
import { alphaText, numberText } from '../../format/number-text';
import { TERM_VARIANTS } from '../../loss/variants/variants';
import { lossText } from '../report/loss-names';
import type { Finding } from '../report/report';
import { type FindingEvidence, type FindingRule, indexText, nameOf } from './evidence';

/** Given losses (elementwise or one number) that differ from the focal loss with these α and γ. */
export const lossDisagrees: FindingRule = (evidence) => elementwise(evidence) ?? single(evidence);

function elementwise(evidence: FindingEvidence): Finding | null {
  const agreement = evidence.statistics.loss;
  if (agreement === null || agreement.disagreements.focal === 0) {
    return null;
  }
  const { compared, disagreements, largestDifference, first } = agreement;
  const explained = TERM_VARIANTS.find(({ id }) => disagreements[id] === 0)?.title;
  const place =
    first === null
      ? ''
      : `, the first at ${indexText(first.index)}: ${minus(first.given)} where it is ${numberText(first.expected)}`;
  return finding(
    evidence,
    `${countText(disagreements.focal)} of ${countText(compared)} losses in ${nameOf(evidence, 'loss')} differ from the focal loss with ${parametersText(evidence)}${place}. The largest difference is ${numberText(largestDifference)}.`,
    explained,
  );
}

function single(evidence: FindingEvidence): Finding | null {
  const { givenLoss } = evidence;
  if (givenLoss === null || givenLoss.loss === 'focal') {
    return null;
  }
  const { file, array, value, loss, reduction } = givenLoss;
  const known = loss === null || reduction === null ? undefined : lossText(loss, reduction);
  return finding(
    evidence,
    value === null
      ? `"${array}" in ${file} is NaN or infinite.`
      : `"${array}" in ${file} is ${numberText(value)}, which is neither the sum of the focal loss with ${parametersText(evidence)} nor its mean over positives, over all elements or over those that are not left out.`,
    known,
  );
}

function finding(evidence: FindingEvidence, seen: string, explained: string | undefined): Finding {
  return {
    id: 'loss-disagrees',
    severity: 'error',
    title: 'The loss is not that of this focal loss',
    seen: explained === undefined ? seen : `${seen} What was given is ${explained}.`,
    means:
      'The training minimises something else: other parameters, α on the other class, p instead of p_t, probabilities clipped too early, or a weight that is not in the file.',
    fix: `Set α and γ to those of the training (here ${parametersText(evidence)}). If they are right, compare the code with FL = −α_t (1 − p_t)^γ log p_t.`,
  };
}

function parametersText({ parameters }: FindingEvidence): string {
  return `α = ${alphaText(parameters.alpha)}, γ = ${parameters.gamma}`;
}

function minus(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? numberText(value) : text;
}
