import { type ClaimedAgreement, claimedAgreements } from '../derive/claimed-agreement';
import { comparedMeasure } from '../derive/ranking-of';
import { VERDICTS } from './consequences';
import { type FindingEvidence, type FindingRule, type Found, nameOf } from './evidence';

/** Standard errors by which two values must differ to be told apart. */
const STANDARD_ERRORS = 3;
/** Predictions whose agreement is less than this part of what they claim are not merely over-confident. */
const FAR_BELOW = 1 / 3;
/** Usual names of what a model is given. */
const INPUTS_OF_MODELS = /^(?:x|features?|inputs?|images?|data)(?:[_-]?(?:train|val|valid|test))?$/i;

/**
 * Predictions and targets that do not belong together: a usual mistake restores their agreement by six standard errors
 * (`derive/pairing.ts`, of parts of the rows `derive/moved-rows.ts`), or confident predictions agree with them no more than by
 * chance. For the second, the agreement must lie less than three standard errors above chance, and three below a third of the way to
 * what the predictions claim. A part of the rows that agrees by chance beside others is a warning, since a model may have learned
 * nothing of that part.
 */
export const unmatchedTargets: FindingRule = (evidence) => {
  const { pairing, interpretation, statistics } = evidence;
  if (pairing === null) {
    return null;
  }
  const { repair, unrelated = null } = pairing;
  const claims = claimedAgreements(statistics, interpretation, pairing.asGiven);
  const shown =
    repair === null && unrelated === null ? claims.find((claim) => isUnrelated(evidence, claim)) : claims[0];
  if (shown === undefined) {
    return null;
  }
  const logits = nameOf(evidence, 'logits');
  return {
    id: 'unmatched-targets',
    severity: unrelated === null ? 'error' : 'warning',
    facts: {
      logits,
      isNamedAsInput: repair === null && INPUTS_OF_MODELS.test(logits.array),
      targets: nameOf(evidence, 'targets'),
      repair,
      unrelated,
      ...shown,
    },
    leadsTo: [...VERDICTS, 'absent-class'],
  } satisfies Found;
};

/** True if the agreement is that of chance in the sample, and far below the claimed one there and in the whole data. */
function isUnrelated(
  { ranking, interpretation }: FindingEvidence,
  { measure, asGiven, claimed }: ClaimedAgreement,
): boolean {
  const whole = comparedMeasure(ranking, interpretation);
  if (claimed === null || whole === undefined) {
    return false;
  }
  const { value, chance, standardError } = asGiven;
  const errors = STANDARD_ERRORS * standardError;
  const most = chance + FAR_BELOW * (claimed - chance);
  const isByChance = value - chance < errors && value + errors < most;
  // The area of the classes is taken from all examples that it is known of.
  return (
    isByChance && (measure === 'areaOfClasses' || whole.value + STANDARD_ERRORS * whole.standardError < most)
  );
}
