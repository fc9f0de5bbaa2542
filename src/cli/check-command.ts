import { checkTensors } from '../check/check';
import { KernelEngine, LEAST_ELEMENTS_IN_BATCHES } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import type { TensorFile } from '../tensor/tensor-file';
import { parseCheckOptions } from './check-options';
import { bytesTogether, withFiles } from './open-files';
import { assertWritable, type Outcome, outcomeOf } from './output';
import { ProgressLine } from './progress-line';

/** `focal-loss check`. Progress goes to standard error when that is a terminal, and is gone when the check is over. */
export async function runCheck(words: readonly string[]): Promise<Outcome> {
  const options = parseCheckOptions(words);
  await assertWritable(options.output);
  const terminal = process.stderr.isTTY ? process.stderr : undefined;
  const line = terminal === undefined ? undefined : new ProgressLine(terminal);
  try {
    const bytes = await bytesTogether(options.paths);
    const early = await engineForBytes(bytes);
    const report = await withFiles(options, terminal, async (selection) =>
      checkTensors({
        ...selection,
        choices: options.choices,
        parameters: options.parameters,
        engine: holdsMore(selection.files, bytes) ? await engineWithWorkers() : early,
        ...(line === undefined ? {} : { onProgress: line.show }),
      }),
    );
    return await outcomeOf(report, options.output);
  } finally {
    line?.erase();
  }
}

/** A float64 logit and a byte of target; hardly any file has more for an element. */
const MOST_BYTES = 9;

/** Has the kernel compiled, and workers started, while the files are opened and understood, which takes as long. */
async function engineForBytes(bytes: number): Promise<KernelEngine> {
  const engine = bytes < LEAST_ELEMENTS_IN_BATCHES ? new KernelEngine() : await engineWithWorkers();
  engine.prepare(bytes / MOST_BYTES);
  return engine;
}

/** Whether files that are too small for workers hold an array that they are worth starting for: a compressed one. */
function holdsMore(files: readonly TensorFile[], bytes: number): boolean {
  const isWorthWorkers = files.some(({ arrays }) =>
    arrays.some(({ elements }) => elements >= LEAST_ELEMENTS_IN_BATCHES),
  );
  return isWorthWorkers && bytes < LEAST_ELEMENTS_IN_BATCHES;
}

/** Workers are loaded only where there may be an array that they are worth starting for. */
async function engineWithWorkers(): Promise<KernelEngine> {
  return new KernelEngine({ workers: nodeWorkers(__dirname, await import('node:worker_threads')) });
}
