import * as threads from 'node:worker_threads';
import { withCrossCheck } from '../check/findings/cross-check';
import type { Report } from '../check/report/report';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import type { Messages } from '../messages/messages';
import { check } from '../services/check';
import { filesOf } from '../services/check-input';
import { type ExplainedParts, type ExplainInput, explain } from '../services/explain';
import { withGivenLossExplained } from '../services/explain-given';
import { readReport } from '../services/saved-report';
import { parseCheckOptions } from './check-options';
import { crossChecked } from './cross-checked';
import { evaluatedCode } from './evaluate-code';
import { givenLossOf } from './given-loss';
import { documents, withTensorHost } from './host';
import { assertWritable, type Outcome, outcomeOf } from './output';
import { resolveFiles } from './resolve-files';
import { isSavedReport } from './saved-report';
import { UsageError } from './usage-error';

/** `focal-loss check`; a saved report that is the only file is printed, and may be asked for a loss value. */
export async function runCheck(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { files, choices, parameters, output, code, loss, crossCheck } = parseCheckOptions(words);
  const given = loss === null ? null : await givenLossOf(loss);
  await assertWritable(output);
  const [only] = files.paths;
  if (only !== undefined && files.paths.length === 1 && (await isSavedReport(only))) {
    if (code !== null || crossCheck !== null || Object.keys({ ...choices, ...parameters }).length > 0) {
      throw new UsageError((says) => says.savedReportIsFixed({ file: only }));
    }
    const report = await readReport(documents, only);
    const explained = given === null ? {} : await explanationOf(given, report, [], messages);
    return outcomeOf({ ...report, ...explained }, output, messages);
  }
  const engine = new KernelEngine({ workers: nodeWorkers(__dirname, threads) });
  const input = { ...(await resolveFiles(files)), choices, parameters };
  const report = await withTensorHost(messages, (host) => check.run({ ...host, engine }, input));
  const explained =
    given === null
      ? await withGivenLossExplained(report, (own) => explanationOf(own, report, filesOf(input), messages))
      : { ...report, ...(await explanationOf(given, report, filesOf(input), messages)) };
  const evaluated = code === null ? {} : await evaluatedCode(code, given, input, report);
  const whole = { ...explained, ...evaluated };
  return outcomeOf(
    crossCheck === null
      ? whole
      : withCrossCheck(whole, await crossChecked(crossCheck, filesOf(input), report, messages)),
    output,
    messages,
  );
}

/** What gives a loss on the data of a report. @param files those of the report; empty where they are not at hand */
function explanationOf(
  given: ExplainInput['given'],
  report: Report,
  files: string[],
  messages: Messages,
): Promise<ExplainedParts> {
  return withTensorHost(messages, (host) => explain.run(host, { files, report, given }));
}
