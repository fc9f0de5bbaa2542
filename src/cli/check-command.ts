import { checkTensors } from '../check/check';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import { parseCheckOptions } from './check-options';
import { withFiles } from './open-files';
import { type Outcome, outcomeOf } from './output';

/** `focal-loss check`. */
export async function runCheck(words: readonly string[]): Promise<Outcome> {
  const options = parseCheckOptions(words);
  const report = await withFiles(options, (selection) =>
    checkTensors({
      ...selection,
      choices: options.choices,
      parameters: options.parameters,
      engine: new KernelEngine({ workers: nodeWorkers(__dirname) }),
    }),
  );
  return outcomeOf(report, options.output);
}
