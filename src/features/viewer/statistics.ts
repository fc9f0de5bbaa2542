import type { StatisticsState } from '../../protocol/viewer';
import { type ArraySummary, Summary } from '../../tensor/summary';
import type { ArrayInfo } from '../../tensor/tensor-file';
import type { FileVersion } from './tensor-document';

/** Summaries that are remembered, of all files together. */
const mostRemembered = 500;
const progressMilliseconds = 100;

/** Statistics of arrays, computed in the background and remembered by the file's identity. */
export class Statistics {
  private readonly remembered = new Map<string, ArraySummary>();

  /**
   * Reads an array to its end and tells how far it is; the last state that is told is done, cancelled or failed.
   * @param signal stops the reading
   */
  async compute(
    version: FileVersion,
    array: ArrayInfo,
    signal: AbortSignal,
    tell: (state: StatisticsState) => void,
  ): Promise<void> {
    const key = `${version.identity} ${array.name}`;
    const known = this.remembered.get(key);
    if (known !== undefined) {
      tell({ state: 'done', summary: known });
      return;
    }
    try {
      const summary = await summarise(version, array, signal, (fraction) =>
        tell({ state: 'running', fraction }),
      );
      this.remember(key, summary);
      tell({ state: 'done', summary: summary });
    } catch (error) {
      if (signal.aborted || version.signal.aborted) {
        tell({ state: 'cancelled' });
      } else {
        tell({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  /** Whether `compute` would answer at once. */
  knows(version: FileVersion, array: ArrayInfo): boolean {
    return this.remembered.has(`${version.identity} ${array.name}`);
  }

  private remember(key: string, summary: ArraySummary): void {
    const [oldest] = this.remembered.keys();
    if (this.remembered.size >= mostRemembered && oldest !== undefined) {
      this.remembered.delete(oldest);
    }
    this.remembered.set(key, summary);
  }
}

async function summarise(
  version: FileVersion,
  array: ArrayInfo,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<ArraySummary> {
  const summary = new Summary();
  const either = AbortSignal.any([signal, version.signal]);
  let told = Date.now();
  progress(0);
  for await (const { start, values } of version.file.chunks(array, { signal: either, order: 'disk' })) {
    summary.add(values);
    if (Date.now() - told > progressMilliseconds) {
      told = Date.now();
      progress((start + values.length) / array.elements);
      // Other work of the extension host comes in between.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  return summary.result();
}
