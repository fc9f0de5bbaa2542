import * as v from 'valibot';
import { hardestStatistic } from '../statistics/hardest';
import { statisticsSchema } from '../statistics/statistics';
import { calibrationSchema } from './calibration';
import { classSchema } from './classes';
import { countsSchema } from './counts';
import { crossCheckSchema } from './cross-check';
import { distributionSchema } from './distribution';
import { evaluationSchema } from './evaluation';
import {
  explainedArraySchema,
  explainedLogSchema,
  explanationSchema,
  printedLossSchema,
} from './explanation';
import { findingSchema } from './finding';
import { givenLossSchema } from './given-loss';
import { inputSchema } from './input';
import { interpretationSchema } from './interpretation';
import { lossesSchema } from './losses';
import { pairingSchema } from './pairing';
import { parametersSchema } from './parameters';
import { optionalNumber } from './primitives';
import { rankingSchema } from './ranking';
import { triedLossSchema } from './tried-loss';
import { unusedArraySchema } from './unused-array';

/**
 * The report: one JSON document that the panel draws, the command line prints and tests compare. Its statistics are sums,
 * counts, extrema and histograms, so that the reports of shards can be merged.
 * `schemas/focal-loss-report.schema.json` is generated from this definition.
 */
export const reportSchema = v.object({
  schema: v.literal('focal-loss-report'),
  version: v.literal(1),
  inputs: v.array(inputSchema),
  /** Arrays in the files that belong to the loss but could not be used. */
  unusedArrays: v.array(unusedArraySchema),
  interpretation: interpretationSchema,
  parameters: parametersSchema,
  counts: countsSchema,
  /** One entry per class: two (negative, positive) for one sigmoid, otherwise one per channel or class. */
  classes: v.array(classSchema),
  losses: lossesSchema,
  /** The focal loss under `parameters.reduction`; null for `none` and where there is none. */
  reducedLoss: optionalNumber,
  /** A loss that the files give as one number; null when they give none, and after merging shards. */
  givenLoss: v.nullable(givenLossSchema),
  distribution: distributionSchema,
  /** Null if there is nothing to rank: no finite example, or soft targets. */
  ranking: v.nullable(rankingSchema),
  /** Null if predictions and targets agree, or cannot be compared, and after merging shards. */
  pairing: v.nullable(pairingSchema),
  /** Null if calibration is undefined: no finite example, or soft targets. */
  calibration: v.nullable(calibrationSchema),
  /** The examples with the largest cross-entropy, hardest first: those of `statistics`. */
  hardest: hardestStatistic.schema,
  findings: v.array(findingSchema),
  /** Bound on the error of losses estimated from histograms; null for exact losses. */
  estimate: v.nullable(v.object({ relativeError: v.number() })),
  /** Conventions or mistakes that reproduce a loss value that the training printed, the likeliest first. */
  explanations: v.array(explanationSchema),
  /** The value that they explain; absent where none was given. */
  printedLoss: v.exactOptional(printedLossSchema),
  /** The array that they explain; absent where none was given. */
  explainedArray: v.exactOptional(explainedArraySchema),
  /** The log whose values were explained; absent where none was given. */
  explainedLog: v.exactOptional(explainedLogSchema),
  /** The loss beside TensorFlow.js and finite differences; null where it was not asked for, and after merging shards. */
  crossCheck: v.nullable(crossCheckSchema),
  /** A loss of the code on the same tensors; absent where none was run. */
  code: v.exactOptional(evaluationSchema),
  /** The losses of the code that were run to explain the printed value; absent where none was given. */
  triedLosses: v.exactOptional(v.array(triedLossSchema)),
  timing: v.object({
    /** ISO 8601, UTC. */
    finishedAt: v.string(),
    milliseconds: v.number(),
    bytesRead: v.number(),
    elementsPerSecond: optionalNumber,
  }),
  /** The statistics, from which shards are merged. */
  statistics: statisticsSchema,
});

export type Report = v.InferOutput<typeof reportSchema>;

export type { HardExample } from '../statistics/hardest';
export type { StatisticsRecord } from '../statistics/statistics';
export type { Calibration, ReliabilityBin } from './calibration';
export type { ClassReport } from './classes';
export type { Counts } from './counts';
export type {
  CumulativeLoss,
  Distribution,
  EasyNegatives,
  ProbabilityHistogram,
} from './distribution';
export type { ComputedLoss, Evaluation, LossDifference } from './evaluation';
export type { Finding, Severity, Statement } from './finding';
export type { GivenLoss } from './given-loss';
export type { ReportInput } from './input';
export {
  type InputKind,
  type Interpretation,
  interpretationSchema,
  type TargetKind,
} from './interpretation';
export type { Losses, ReducedLoss } from './losses';
export type { Agreement, Pairing, Repair } from './pairing';
export { type Parameters, parametersSchema } from './parameters';
export type { ClassRanking, Confusion, Ranking, RankingMeasure } from './ranking';
export type { UnusedArray } from './unused-array';
