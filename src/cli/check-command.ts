import { checkTensors } from '../check/check';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import { parseCheckOptions } from './check-options';
import { withFiles } from './open-files';
import { assertWritable, type Outcome, outcomeOf } from './output';
import { ProgressLine } from './progress-line';

/** `focal-loss check`. Progress goes to standard error when that is a terminal, and is gone when the check is over. */
export async function runCheck(words: readonly string[]): Promise<Outcome> {
  const options = parseCheckOptions(words);
  await assertWritable(options.output);
  const terminal = process.stderr.isTTY ? process.stderr : undefined;
  const line = terminal === undefined ? undefined : new ProgressLine(terminal);
  try {
    const report = await withFiles(options, terminal, (selection) =>
      checkTensors({
        ...selection,
        choices: options.choices,
        parameters: options.parameters,
        engine: new KernelEngine({ workers: nodeWorkers(__dirname) }),
        ...(line === undefined ? {} : { onProgress: line.show }),
      }),
    );
    return await outcomeOf(report, options.output);
  } finally {
    line?.erase();
  }
}
