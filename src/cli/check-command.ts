import { checkTensors } from '../check/check';
import { KernelEngine, LEAST_ELEMENTS_FOR_WORKERS, LEAST_ELEMENTS_IN_BATCHES } from '../kernel/kernel-engine';
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
    const early = await engineForLarge(await bytesTogether(options.paths));
    const report = await withFiles(options, terminal, async (selection) =>
      checkTensors({
        ...selection,
        choices: options.choices,
        parameters: options.parameters,
        engine: early ?? (await engineFor(selection.files)),
        ...(line === undefined ? {} : { onProgress: line.show }),
      }),
    );
    return await outcomeOf(report, options.output);
  } finally {
    line?.erase();
  }
}

/** Logits and targets of eight bytes each, and hardly any file has more for an element. */
const MOST_BYTES = 16;
/** From so many bytes on, workers are needed whatever is in the files, unless it is refused. */
const LARGE = MOST_BYTES * LEAST_ELEMENTS_FOR_WORKERS;

/** Has workers started while the files are opened and understood, which takes as long; null where they may not be needed. */
async function engineForLarge(bytes: number): Promise<KernelEngine | null> {
  if (bytes < LARGE) return null;
  const engine = await engineWithWorkers();
  engine.prepare(bytes / MOST_BYTES);
  return engine;
}

/** Workers are loaded only where there is an array that they are worth starting for. */
async function engineFor(files: readonly TensorFile[]): Promise<KernelEngine> {
  const isWorthWorkers = files.some(({ arrays }) =>
    arrays.some(({ elements }) => elements >= LEAST_ELEMENTS_IN_BATCHES),
  );
  return isWorthWorkers ? engineWithWorkers() : new KernelEngine();
}

async function engineWithWorkers(): Promise<KernelEngine> {
  return new KernelEngine({ workers: nodeWorkers(__dirname, await import('node:worker_threads')) });
}
