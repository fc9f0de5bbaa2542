import * as v from 'valibot';
import { reportSchema } from '../../../check/report';
import { checkSettingsSchema } from '../../../protocol/report';
import { failureSchema } from './failure';

const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');

/** A file of a check: where the worker opens it, or all its bytes where the worker cannot. */
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

/** Worker → extension. */
export const fromCheckWorkerSchema = v.variant('type', [
  /** It runs and takes its request. A worker that fails before this was never started. */
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('progress'),
    progress: v.object({ bytes: v.number(), totalBytes: v.number(), elements: v.number() }),
  }),
  v.object({ type: v.literal('finished'), report: reportSchema }),
  v.object({ type: v.literal('failed'), failure: failureSchema }),
]);

export type FileContent = v.InferOutput<typeof fileContentSchema>;
export type CheckRequestMessage = v.InferOutput<typeof checkRequestSchema>;
export type FromCheckWorker = v.InferOutput<typeof fromCheckWorkerSchema>;
