import { findings } from '../../messages/en/findings';
import { findingSentences } from '../../messages/finding';
import type { Finding, Statement } from '../report/report';
import { absentClasses } from './absent-classes';
import { alphaOnWrongSide } from './alpha-side';
import { biasedProbabilities, focalScores, overConfidence, underConfidence } from './calibration';
import { rootsOf, SEVERITIES } from './consequences';
import { constantOutput } from './constant-output';
import { deadChannels } from './dead-channels';
import { doubleSigmoid, doubleSoftmax } from './double-squashing';
import { empty } from './empty';
import type { FindingEvidence, FindingRule, Found } from './evidence';
import { joinedArrays, trailingBytes } from './file-remainders';
import { gammaTooLarge, gammaTooSmall } from './gamma';
import { gradientDisagrees } from './gradient-agreement';
import { logitsAsProbabilities, logProbabilitiesAsLogits, probabilitiesAsLogits } from './input-kind';
import { targetsNotOneHot, targetsOutOfRange } from './invalid-targets';
import { labelNoise } from './label-noise';
import { lossDisagrees } from './loss-agreement';
import { noPositives } from './no-positives';
import { nonFinite } from './non-finite';
import { positivesWithoutWeight } from './positives-without-weight';
import { priorBiasMissing } from './prior-bias';
import {
  decisions,
  labelsAreTwoValues,
  labelsCountFromOne,
  negativeWeights,
  softmaxOverExamples,
} from './reading';
import { halfOverflow, saturatedLogits } from './saturated-logits';
import { shapesBroadcast } from './shapes-broadcast';
import { softTargets } from './soft-targets';
import { unmatchedTargets } from './unmatched-targets';
import { unusedArrays } from './unused-arrays';

/** Causes before their consequences; otherwise in the order in which they are worth reading, within the same severity. */
const RULES: readonly FindingRule[] = [
  decisions,
  labelsCountFromOne,
  labelsAreTwoValues,
  softmaxOverExamples,
  probabilitiesAsLogits,
  logitsAsProbabilities,
  logProbabilitiesAsLogits,
  halfOverflow,
  nonFinite,
  targetsOutOfRange,
  targetsNotOneHot,
  empty,
  negativeWeights,
  shapesBroadcast,
  joinedArrays,
  trailingBytes,
  unusedArrays,
  doubleSigmoid,
  doubleSoftmax,
  constantOutput,
  unmatchedTargets,
  positivesWithoutWeight,
  noPositives,
  lossDisagrees,
  gradientDisagrees,
  priorBiasMissing,
  alphaOnWrongSide,
  gammaTooSmall,
  gammaTooLarge,
  saturatedLogits,
  deadChannels,
  absentClasses,
  softTargets,
  overConfidence,
  underConfidence,
  biasedProbabilities,
  focalScores,
  labelNoise,
];

/** Findings that hold for class decisions too: of the files, not of the values. */
const SAID_OF_DECISIONS: readonly string[] = [
  'decisions',
  'joined-arrays',
  'trailing-bytes',
  'array-not-used',
];

/** All findings, the most severe first, each under its root cause. */
export function findingsOf(evidence: FindingEvidence): Finding[] {
  const found = RULES.map((rule) => rule(evidence)).filter((one) => one !== null);
  const isAboutScores = found.every(({ id }) => id !== 'decisions');
  const said = found.filter(({ id }) => isAboutScores || SAID_OF_DECISIONS.includes(id));
  return rootsOf(said)
    .map(({ finding, consequences }) => ({
      ...statementOf(finding),
      consequences: consequences.map(statementOf).sort(bySeverity),
    }))
    .sort(bySeverity);
}

/** A finding in English, with its facts. */
export function statementOf(found: Found): Statement {
  const { id, severity, facts } = found;
  return { id, severity, ...findingSentences(findings, found), facts: { ...facts } };
}

function bySeverity(one: Statement, other: Statement): number {
  return SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
}
