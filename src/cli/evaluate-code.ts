import { readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Evaluation, Report } from '../check/report/report';
import { isConfiguration } from '../code/configurations/configuration-files';
import { type CodeOfFile, codeOfFile } from '../code/syntax/code-file';
import { mayHaveLoss } from '../code/syntax/worth-parsing';
import { errorText } from '../format/error-text';
import type { CheckInput } from '../services/check-input';
import { filesOf } from '../services/check-input';
import { reportForEvaluation } from '../services/evaluate-input';
import type { LossSource } from '../services/list-losses-input';
import type { TriedAt } from '../services/try-losses-input';
import { withImports } from '../services/with-imports';
import { TensorFileError } from '../tensor/tensor-file';
import { EVALUATE, TRY_LOSSES, WANTED_IMPORTS, type WorkerJob } from '../workers/jobs';
import { runInWorker } from '../workers/run-job';
import { nodeWorkers } from '../workers/start-worker.node';
import { codeFilesAt } from './code-files';
import type { CodeOption } from './code-option';
import type { GivenLoss } from './given-loss';
import { placeOf, readIfThere } from './imported-files';
import { isFile } from './resolve-files';

/**
 * Runs losses of the code on the tensors of a report, in a worker: the one that is named, or all of a file or folder where none is
 * named and a printed number is asked about.
 * @throws ProblemError for a file without that loss, TensorFileError for one that cannot be read
 */
export async function evaluatedCode(
  option: CodeOption,
  given: GivenLoss | null,
  input: CheckedFiles,
  report: Report,
): Promise<Pick<Report, 'code' | 'triedLosses'>> {
  const { path, name, settings } = option;
  const isNamed = name !== null || Object.keys(settings).length > 0;
  if (isNamed || given === null || 'file' in given) {
    return { code: await evaluateCode(option, input, report) };
  }
  const tried = await tryCode(path, input, report);
  const triedLosses = tried.map(({ uri: _, ...loss }) => loss);
  const isOneLoss = tried.length < 2 && (await isFile(path));
  return isOneLoss ? { triedLosses, code: await evaluateCode(option, input, report) } : { triedLosses };
}

const GRAMMARS = join(__dirname, 'grammars') + sep;

/** Most milliseconds of running losses: each takes seconds on a million logits. */
const LONGEST_TRIAL = 60_000;

/** The input of a check as far as it names files. */
type CheckedFiles = Pick<CheckInput, 'files' | 'logits' | 'targets'>;

async function evaluateCode(
  { path, name, settings }: CodeOption,
  input: CheckedFiles,
  report: Report,
): Promise<Evaluation> {
  const own = { uri: path, file: path, code: { ...(await codeAt(path)), imports: [] } };
  const [{ code } = own] = await withImportedFiles([own]);
  const loss = { file: path, code, name, place: 0, settings };
  return runJob(EVALUATE, { loss, ...tensorsOf(input, report) });
}

/** Runs the losses at a path, those of the newest files first. */
async function tryCode(path: string, input: CheckedFiles, report: Report): Promise<TriedAt[]> {
  const found = codeFilesAt([path]);
  const [failure] = found.failures;
  if (failure && found.files.length === 0) {
    throw failure;
  }
  const files = found.files.filter((file) => !isConfiguration(file));
  const sources = await Promise.all(
    files.map(async (file) => ({
      ...{ uri: file, file, code: await (files.length > 1 ? codeIfAny(file) : codeAt(file)) },
      changed: (await stat(file)).mtimeMs,
    })),
  );
  return runJob(TRY_LOSSES, {
    ...tensorsOf(input, report),
    milliseconds: LONGEST_TRIAL,
    sources: await withImportedFiles(
      sources
        .toSorted((one, other) => other.changed - one.changed)
        .flatMap(({ uri, file, code }) =>
          code !== null && mayHaveLoss(code.text) ? [{ uri, file, code: { ...code, imports: [] } }] : [],
        ),
    ),
  });
}

/** @throws ProblemError for a file that is no code, TensorFileError for one that cannot be read */
async function codeAt(path: string): Promise<CodeOfFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = errorText(error);
    throw new TensorFileError(path, { id: 'cannot-be-read', facts: { reason } });
  });
  return codeOfFile(path, text);
}

/** Null for a file of a folder that cannot be read, such as a broken notebook: it offers no loss. */
async function codeIfAny(path: string): Promise<CodeOfFile | null> {
  return codeAt(path).catch(() => null);
}

/** Imports are looked for as `lint` looks for them. */
function withImportedFiles(sources: LossSource[]): Promise<LossSource[]> {
  return withImports(sources, {
    placeOf: ({ uri, code: { grammar } }) => ({ ...placeOf(uri), grammar }),
    read: (_, path) => readIfThere(path),
    wantedBy: (asking) => runJob(WANTED_IMPORTS, { sources: asking, grammars: GRAMMARS }),
  });
}

function tensorsOf(input: CheckedFiles, report: Report) {
  return {
    files: filesOf(input),
    report: reportForEvaluation(report),
    grammars: GRAMMARS,
  };
}

function runJob<Input, Result>(job: WorkerJob<Input, Result>, input: Input): Promise<Result> {
  return runInWorker(
    {
      workers: nodeWorkers(join(__dirname, 'check-worker.js')),
      contentOf: async (file) => ({ uri: file, name: file, content: { path: resolve(file) } }),
    },
    job,
    input,
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
}
