import * as v from 'valibot';
import { reportSchema } from '../check/report/report';
import { checkSettingsSchema } from '../protocol/report';
import { summarySchema } from '../protocol/viewer';
import { failureSchema } from './failure';

const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');

/** A file for the worker: its path if the worker can open it, else all its bytes. */
export const fileContentSchema = v.object({
  uri: v.string(),
  /** Name of the file in messages and in the report. */
  name: v.string(),
  content: v.union([v.object({ path: v.string() }), v.object({ bytes: bytesSchema })]),
});

/** Extension → worker, once it is ready: the one check to run. */
export const checkRequestSchema = v.object({
  type: v.literal('check'),
  settings: checkSettingsSchema,
  /** All files named by the settings. */
  files: v.array(fileContentSchema),
});

/** Extension → worker, instead of a check: requests the statistics of one array. */
export const summaryRequestSchema = v.object({
  type: v.literal('summarise'),
  file: fileContentSchema,
  array: v.string(),
});

export const workerRequestSchema = v.variant('type', [checkRequestSchema, summaryRequestSchema]);

/** Worker → extension. */
export const fromCheckWorkerSchema = v.variant('type', [
  /** The worker runs and takes its request. A worker that fails before this message counts as not started. */
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('progress'),
    progress: v.object({ bytes: v.number(), totalBytes: v.number(), elements: v.number() }),
  }),
  v.object({ type: v.literal('finished'), report: reportSchema }),
  v.object({ type: v.literal('summarised'), summary: summarySchema }),
  v.object({ type: v.literal('failed'), failure: failureSchema }),
]);

export type FileContent = v.InferOutput<typeof fileContentSchema>;
export type CheckRequestMessage = v.InferOutput<typeof checkRequestSchema>;
export type SummaryRequestMessage = v.InferOutput<typeof summaryRequestSchema>;
export type WorkerRequestMessage = v.InferOutput<typeof workerRequestSchema>;
export type FromCheckWorker = v.InferOutput<typeof fromCheckWorkerSchema>;
