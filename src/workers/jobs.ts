import * as v from 'valibot';
import { crossCheckSchema } from '../check/report/cross-check';
import { evaluationSchema } from '../check/report/evaluation';
import { reportSchema } from '../check/report/report';
import { answerSchema, type Question, refusalSchema } from '../protocol/requests';
import { summarySchema } from '../protocol/viewer';
import { check } from '../services/check';
import { filesOf } from '../services/check-input';
import { crossCheckInputSchema } from '../services/cross-check-input';
import { evaluateInputSchema, grammarsOf } from '../services/evaluate-input';
import { explain, explainedPartsSchema } from '../services/explain';
import { foundLossesSchema, grammarsOfSearch, listLossesInputSchema } from '../services/list-losses-input';
import type { Service, TensorHost } from '../services/service';
import { summarise } from '../services/summarise';
import { triedAtSchema, tryLossesInputSchema } from '../services/try-losses-input';
import { wantedImportsInputSchema, wantedImportsSchema } from '../services/wanted-imports-input';

const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');

/** A file for the worker: its path if the worker can open it, else all its bytes. */
const fileContentSchema = v.object({
  /** The file's name in the input. */
  uri: v.string(),
  /** Name of the file in messages and in the report. */
  name: v.string(),
  content: v.union([v.object({ path: v.string() }), v.object({ bytes: bytesSchema })]),
});
export type FileContent = v.InferOutput<typeof fileContentSchema>;

/** How a worker is asked for a service. */
export interface WorkerJob<Input, Result> {
  readonly question: Question<{ input: Input; files: FileContent[] }, Result>;
  /** All files that the input names. */
  filesOf(input: Input): readonly string[];
}

/** A service that workers can run, and that runs without them too. */
export interface Job<Input, Result> extends WorkerJob<Input, Result> {
  readonly service: Service<TensorHost, Input, Result>;
}

function workerJob<Input, Result>(
  name: string,
  input: v.GenericSchema<unknown, Input>,
  result: v.GenericSchema<unknown, Result>,
  filesOf: (input: Input) => readonly string[],
): WorkerJob<Input, Result> {
  const request = v.object({ input, files: v.array(fileContentSchema) });
  return { question: { name, request, reply: result }, filesOf };
}

function job<Input, Result>(
  name: string,
  service: Service<TensorHost, Input, Result>,
  result: v.GenericSchema<unknown, Result>,
  filesOf: (input: Input) => readonly string[],
): Job<Input, Result> {
  return { service, ...workerJob(name, service.input, result, filesOf) };
}

export const CHECK = job('check', check, reportSchema, filesOf);
export const EXPLAIN = job('explain', explain, explainedPartsSchema, ({ files, given }) => [
  ...files,
  ...('file' in given ? [given.file] : []),
]);
export const SUMMARISE = job('summarise', summarise, summarySchema, ({ file }) => [file]);
/** A worker alone runs code: hosts are free while it does, and they need no parser. */
export const EVALUATE = workerJob('evaluate', evaluateInputSchema, evaluationSchema, (input) => [
  ...input.files,
  ...grammarsOf(input),
]);

export const CROSS_CHECK = workerJob('crossCheck', crossCheckInputSchema, crossCheckSchema, (input) => [
  ...input.files,
  input.script,
]);

export const TRY_LOSSES = workerJob('tryLosses', tryLossesInputSchema, v.array(triedAtSchema), (input) => [
  ...input.files,
  ...grammarsOfSearch(input),
]);

export const WANTED_IMPORTS = workerJob(
  'wantedImports',
  wantedImportsInputSchema,
  wantedImportsSchema,
  grammarsOfSearch,
);

export const LIST_LOSSES = workerJob(
  'listLosses',
  listLossesInputSchema,
  foundLossesSchema,
  grammarsOfSearch,
);

/** Messages from a worker to the thread that started it. */
export const fromWorkerSchema = v.variant('type', [
  /** The worker runs and takes its job. A worker that fails before this message counts as not started. */
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('progress'),
    progress: v.object({ bytes: v.number(), totalBytes: v.number(), elements: v.number() }),
  }),
  answerSchema,
  refusalSchema,
]);
export type FromWorker = v.InferOutput<typeof fromWorkerSchema>;
