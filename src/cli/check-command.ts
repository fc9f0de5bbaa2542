import { checkTensors } from '../check/check';
import { parseCheckOptions } from './check-options';
import { withFiles } from './open-files';
import { summaryOf } from './summary';

/** What a command leaves behind: text for standard output and the exit code. */
export interface Outcome {
  readonly output: string;
  readonly exitCode: 0 | 1;
}

/** `focal-loss check`: exit code 1 when a finding is an error. */
export async function runCheck(words: readonly string[]): Promise<Outcome> {
  const options = parseCheckOptions(words);
  const report = await withFiles(options, (selection) =>
    checkTensors({ ...selection, choices: options.choices, parameters: options.parameters }),
  );
  return {
    output: options.json ? `${JSON.stringify(report, null, 2)}\n` : summaryOf(report),
    exitCode: report.findings.some(({ severity }) => severity === 'error') ? 1 : 0,
  };
}
