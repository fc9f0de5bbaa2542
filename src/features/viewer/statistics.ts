import type { StatisticsState } from '../../protocol/viewer';
import { summariseArray } from '../../tensor/summarise-array';
import type { ArraySummary } from '../../tensor/summary';
import type { ArrayInfo } from '../../tensor/tensor-file';
import { WorkerNotStartedError } from '../../workers/check-in-worker';
import { summariseInWorker } from '../../workers/summarise-in-worker';
import { type CheckHost, fileContentOf } from '../check/run-check';
import type { FileVersion } from './tensor-document';

/** Most summaries kept, for all files together. */
const MOST_REMEMBERED = 500;
/** Arrays up to this many bytes are summarised here, because starting a worker takes longer. */
const QUICK_BYTES = 2_097_152;

/** Statistics of arrays, computed in a worker and remembered by the file's identity. */
export class Statistics {
  private readonly remembered = new Map<string, ArraySummary>();

  constructor(private readonly host: CheckHost) {}

  /**
   * Reads an array to its end and reports its progress. The last state reported is done, cancelled or failed.
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
      const summary = await this.summarise(version, array, signal, (elements) =>
        tell({ state: 'running', fraction: elements / array.elements }),
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

  private async summarise(
    version: FileVersion,
    array: ArrayInfo,
    signal: AbortSignal,
    onProgress: (elements: number) => void,
  ): Promise<ArraySummary> {
    const { workers, log } = this.host;
    const run = { signal: AbortSignal.any([signal, version.signal]), onProgress };
    const here = () => summariseArray(version.file, array, run);
    if (array.byteLength <= QUICK_BYTES) {
      return here();
    }
    onProgress(0);
    const request = async () => ({
      type: 'summarise' as const,
      file: await fileContentOf(version.uri, workers),
      array: array.name,
    });
    try {
      return await summariseInWorker(workers, request, run);
    } catch (error) {
      if (!(error instanceof WorkerNotStartedError)) {
        throw error;
      }
      log.warn(
        `Statistics are computed in the extension host's own thread, since no worker was started: ${error.message}`,
      );
      return here();
    }
  }

  private remember(key: string, summary: ArraySummary): void {
    const [oldest] = this.remembered.keys();
    if (this.remembered.size >= MOST_REMEMBERED && oldest !== undefined) {
      this.remembered.delete(oldest);
    }
    this.remembered.set(key, summary);
  }
}
