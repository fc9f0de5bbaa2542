import { checkTensors } from '../check/check';
import { parseCheckOptions } from './check-options';
import { withFiles } from './open-files';
import { type Outcome, outcomeOf } from './output';

/** `focal-loss check`. */
export async function runCheck(words: readonly string[]): Promise<Outcome> {
  const options = parseCheckOptions(words);
  const report = await withFiles(options, (selection) =>
    checkTensors({ ...selection, choices: options.choices, parameters: options.parameters }),
  );
  return outcomeOf(report, options.output);
}
