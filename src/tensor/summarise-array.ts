import { type ArraySummary, Summary } from './summary';
import type { ArrayInfo, TensorFile } from './tensor-file';

export interface SummariseOptions {
  /** Stops the reading. */
  readonly signal?: AbortSignal;
  /** Called with the number of elements read, about ten times a second. */
  readonly onProgress: (elements: number) => void;
}

const PROGRESS_MILLISECONDS = 100;

/**
 * Reads an array to its end and summarises it.
 * @throws TensorFileError when the data is truncated or malformed; the signal's reason when stopped
 */
export async function summariseArray(
  file: TensorFile,
  array: ArrayInfo,
  { signal, onProgress }: SummariseOptions,
): Promise<ArraySummary> {
  const summary = new Summary();
  let told = Date.now();
  onProgress(0);
  for await (const { start, values } of file.chunks(array, {
    order: 'disk',
    ...(signal === undefined ? {} : { signal }),
  })) {
    summary.add(values);
    if (Date.now() - told > PROGRESS_MILLISECONDS) {
      told = Date.now();
      onProgress(start + values.length);
      // Lets other work of this thread run.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  await file.verify(array, signal);
  return summary.result();
}
