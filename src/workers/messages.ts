import * as v from 'valibot';
import { reportSchema } from '../check/report/report';
import { checkSettingsSchema } from '../protocol/report';
import { summarySchema } from '../protocol/viewer';
import { failureSchema } from './failure';

const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');

/** A file that the worker reads: where the worker opens it, or all its bytes where the worker cannot. */
export const fileContentSchema = v.object({
  uri: v.string(),
  /** What messages and the report call it. */
  name: v.string(),
  content: v.union([v.object({ path: v.string() }), v.object({ bytes: bytesSchema })]),
});

/** Extension → worker, once it is ready: the one check that it is there for. */
export const checkRequestSchema = v.object({
  type: v.literal('check'),
  settings: checkSettingsSchema,
  /** All files that the settings name. */
  files: v.array(fileContentSchema),
});

/** Extension → worker, in place of a check: the statistics of one array are wanted. */
export const summaryRequestSchema = v.object({
  type: v.literal('summarise'),
  file: fileContentSchema,
  array: v.string(),
});

export const workerRequestSchema = v.variant('type', [checkRequestSchema, summaryRequestSchema]);

/** Worker → extension. */
export const fromCheckWorkerSchema = v.variant('type', [
  /** It runs and takes its request. A worker that fails before this was never started. */
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
