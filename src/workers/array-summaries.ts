import type { StatisticsState } from '../protocol/viewer';
import { summariseArray } from '../tensor/summarise-array';
import type { ArraySummary } from '../tensor/summary';
import type { ArrayInfo, TensorFile } from '../tensor/tensor-file';
import { SUMMARISE } from './jobs';
import { type JobHost, runJob } from './run-job';

/** One open version of a file. */
export interface FileVersion {
  readonly uri: string;
  readonly file: TensorFile;
  /** The same for the same content: what summaries are remembered by. */
  readonly identity: string;
  /** Aborted when the file changes or is closed: whatever still reads must stop. */
  readonly signal: AbortSignal;
}

/** Most summaries kept, for all files together. */
const MOST_REMEMBERED = 500;
/** Arrays up to this many bytes are summarised here, because starting a worker takes longer. */
const QUICK_BYTES = 2_097_152;

/** Summaries of arrays, made in a worker and remembered by the file's identity. */
export class ArraySummaries {
  private readonly remembered = new Map<string, ArraySummary>();

  constructor(private readonly host: JobHost) {}

  /**
   * Reads an array to its end and reports its progress. The last state reported is done or cancelled.
   * @param signal stops the reading
   * @throws the error that ended the reading
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
      const summary = await this.summarise(version, array, signal, (elements) =>
        tell({ state: 'running', fraction: elements / array.elements }),
      );
      this.remember(key, summary);
      tell({ state: 'done', summary });
    } catch (error) {
      if (!signal.aborted && !version.signal.aborted) {
        throw error;
      }
      tell({ state: 'cancelled' });
    }
  }

  private async summarise(
    version: FileVersion,
    array: ArrayInfo,
    signal: AbortSignal,
    onProgress: (elements: number) => void,
  ): Promise<ArraySummary> {
    const run = { signal: AbortSignal.any([signal, version.signal]), onProgress };
    if (array.byteLength <= QUICK_BYTES) {
      return summariseArray(version.file, array, run);
    }
    onProgress(0);
    return runJob(
      this.host,
      SUMMARISE,
      { file: version.uri, array: array.name },
      { ...run, onProgress: ({ elements }) => onProgress(elements) },
    );
  }

  private remember(key: string, summary: ArraySummary): void {
    const [oldest] = this.remembered.keys();
    if (this.remembered.size >= MOST_REMEMBERED && oldest !== undefined) {
      this.remembered.delete(oldest);
    }
    this.remembered.set(key, summary);
  }
}
