import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Evaluation, Report } from '../check/report/report';
import { codeOfFile } from '../code/syntax/code-file';
import type { CheckInput } from '../services/check-input';
import { filesOf } from '../services/check-input';
import { reportForEvaluation } from '../services/evaluate-input';
import { TensorFileError } from '../tensor/tensor-file';
import { EVALUATE } from '../workers/jobs';
import { runInWorker } from '../workers/run-job';
import { nodeWorkers } from '../workers/start-worker.node';
import type { CodeOption } from './code-option';

/**
 * Runs a loss of a file on the tensors of a report, in a worker.
 * @throws ProblemError for a file without that loss, TensorFileError for one that cannot be read
 */
export async function evaluateCode(
  { path, name, settings }: CodeOption,
  input: Pick<CheckInput, 'files' | 'logits' | 'targets'>,
  report: Report,
): Promise<Evaluation> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TensorFileError(path, { id: 'cannot-be-read', facts: { reason } });
  });
  return runInWorker(
    {
      workers: nodeWorkers(join(__dirname, 'check-worker.js')),
      contentOf: async (file) => ({ uri: file, name: file, content: { path: resolve(file) } }),
    },
    EVALUATE,
    {
      files: filesOf(input),
      report: reportForEvaluation(report),
      loss: { file: path, code: codeOfFile(path, text), name, place: 0, settings },
      grammars: join(__dirname, 'grammars') + sep,
    },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
}
