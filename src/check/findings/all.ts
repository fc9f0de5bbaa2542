import type { Finding, Severity } from '../report';
import { empty } from './empty';
import type { FindingEvidence, FindingRule } from './evidence';
import { targetsNotOneHot, targetsOutOfRange } from './invalid-targets';
import { noPositives } from './no-positives';
import { nonFinite } from './non-finite';
import { shapesBroadcast } from './shapes-broadcast';

const RULES: readonly FindingRule[] = [
  empty,
  nonFinite,
  targetsOutOfRange,
  targetsNotOneHot,
  shapesBroadcast,
  noPositives,
];

const ORDER: readonly Severity[] = ['error', 'warning', 'information'];

/** Every fault that is there, the gravest first. */
export function findingsOf(evidence: FindingEvidence): Finding[] {
  return RULES.map((rule) => rule(evidence))
    .filter((finding) => finding !== null)
    .sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
}
