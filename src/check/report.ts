import * as v from 'valibot';
import { calibrationSchema } from './report/calibration';
import { classSchema } from './report/classes';
import { countsSchema } from './report/counts';
import { distributionSchema } from './report/distribution';
import { findingSchema } from './report/finding';
import { givenLossSchema } from './report/given-loss';
import { hardestSchema } from './report/hardest';
import { inputSchema } from './report/input';
import { interpretationSchema } from './report/interpretation';
import { lossesSchema } from './report/losses';
import { parametersSchema } from './report/parameters';
import { optionalNumber } from './report/primitives';
import { statisticsSchema } from './report/statistics';
import { unusedArraySchema } from './report/unused-array';

/**
 * The report: one JSON document that the panel draws, the command line prints and tests compare. Everything
 * counted in it is a sum, a count, an extremum or a histogram, so that shards merge by addition.
 * `schemas/focal-loss-report.schema.json` is generated from this definition.
 */
export const reportSchema = v.object({
  schema: v.literal('focal-loss-report'),
  version: v.literal(1),
  inputs: v.array(inputSchema),
  /** What lies in the files and belongs to the loss, but could not be taken. */
  unusedArrays: v.array(unusedArraySchema),
  interpretation: interpretationSchema,
  parameters: parametersSchema,
  counts: countsSchema,
  /** One entry a class: two (negative, positive) for one sigmoid, one a channel or class otherwise. */
  classes: v.array(classSchema),
  losses: lossesSchema,
  /** The focal loss under `parameters.reduction`, whose `mean` is over all; null for `none` and where there is none. */
  reducedLoss: optionalNumber,
  /** A loss that the files give as one number; null when they give none, and after shards are merged. */
  givenLoss: v.nullable(givenLossSchema),
  distribution: distributionSchema,
  /** Null where there is nothing to calibrate: no finite example, or soft targets. */
  calibration: v.nullable(calibrationSchema),
  /** The examples with the largest loss, hardest first. */
  hardest: hardestSchema,
  findings: v.array(findingSchema),
  /** Bound on the error of the losses when they were estimated from histograms; null when computed exactly. */
  estimate: v.nullable(v.object({ relativeError: v.number() })),
  /** Conventions or mistakes that reproduce a loss value that the training printed. */
  explanations: v.array(
    v.object({ id: v.string(), title: v.string(), value: v.number(), code: v.string(), fix: v.string() }),
  ),
  /** Agreement with another engine; null when none was asked. */
  crossCheck: v.null(),
  timing: v.object({
    /** ISO 8601, UTC. */
    finishedAt: v.string(),
    milliseconds: v.number(),
    bytesRead: v.number(),
    elementsPerSecond: optionalNumber,
  }),
  /** What shards are merged from. */
  statistics: statisticsSchema,
});

export type Report = v.InferOutput<typeof reportSchema>;

export type { Calibration, ReliabilityBin } from './report/calibration';
export type { ClassReport } from './report/classes';
export type { Counts } from './report/counts';
export type {
  CumulativeLoss,
  Distribution,
  EasyNegatives,
  ProbabilityHistogram,
} from './report/distribution';
export type { Finding, Severity } from './report/finding';
export type { GivenLoss, LossConvention } from './report/given-loss';
export type { HardExample, Hardest } from './report/hardest';
export type { ReportInput } from './report/input';
export {
  type InputKind,
  type Interpretation,
  interpretationSchema,
  type Link,
  type TargetKind,
} from './report/interpretation';
export type { Losses, ReducedLoss } from './report/losses';
export { type Parameters, parametersSchema } from './report/parameters';
export type {
  MarginEntry,
  Place,
  ReliabilitySums,
  StatisticsRecord,
} from './report/statistics';
export type { UnusedArray } from './report/unused-array';
