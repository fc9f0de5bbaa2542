import { classWeightCandidates } from './class-weights';
import { elementwiseCandidates } from './elementwise';
import { fromProbabilities } from './from-probabilities';
import { ignoredCounted } from './ignored-counted';
import type { CandidateKind, RowsKind } from './kind';
import { meansOfGroups } from './means-of-groups';
import { meansOfSides } from './means-of-sides';
import { normalisedByModulation } from './normalised-by-modulation';
import { otherParameters } from './other-parameters';
import { reducedBeforeModulation } from './reduced-before-modulation';
import { shapesBroadcast } from './shapes-broadcast';
import { softmaxRelatives } from './softmax-relatives';

/** All kinds of candidates that the histograms of a report determine. */
export const KINDS: readonly CandidateKind[] = [
  elementwiseCandidates,
  reducedBeforeModulation,
  meansOfSides,
  normalisedByModulation,
  shapesBroadcast,
  otherParameters,
];

/** All kinds of candidates for which the data are read a second time. */
export const KINDS_OF_ROWS: readonly RowsKind[] = [
  fromProbabilities,
  meansOfGroups,
  ignoredCounted,
  classWeightCandidates,
  softmaxRelatives,
];
