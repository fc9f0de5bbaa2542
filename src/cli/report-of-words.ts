import * as threads from 'node:worker_threads';
import type { Report } from '../check/report/report';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import type { Messages } from '../messages/messages';
import { check } from '../services/check';
import type { CheckInput } from '../services/check-input';
import { readReport } from '../services/saved-report';
import { parseCheckOptions } from './check-options';
import { documents, withTensorHost } from './host';
import { resolveFiles } from './resolve-files';
import { isSavedReport } from './saved-report';
import { UsageError } from './usage-error';

/** A report, and whether the words ask for JSON. */
export interface ReportOfWords {
  readonly report: Report;
  readonly json: boolean;
}

/**
 * Checks files with the options of `focal-loss check`, or reads the report that is the only file.
 * @param extra what else to ask of the check
 */
export async function reportOfWords(
  words: readonly string[],
  messages: Messages,
  extra: Pick<CheckInput, 'allClassScores'> = {},
): Promise<ReportOfWords> {
  const { files, choices, parameters, output, code, loss } = parseCheckOptions(words);
  if (code !== null) {
    throw new UsageError((says) => says.unknownOption({ option: '--code', nearest: null }));
  }
  if (loss !== null) {
    throw new UsageError((says) => says.unknownOption({ option: '--loss', nearest: null }));
  }
  const [only] = files.paths;
  if (only !== undefined && files.paths.length === 1 && (await isSavedReport(only))) {
    return { report: await readReport(documents, only), json: output.json };
  }
  const engine = new KernelEngine({ workers: nodeWorkers(__dirname, threads) });
  const input = { ...(await resolveFiles(files)), choices, parameters, ...extra };
  const report = await withTensorHost(messages, (host) => check.run({ ...host, engine }, input));
  return { report, json: output.json };
}
