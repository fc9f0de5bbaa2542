import { checkedDataOf, type GatherTask, type StatisticsEngine } from '../check/statistics/engine';
import {
  gatheredStatistics,
  picked,
  type StatisticId,
  type StatisticsPart,
} from '../check/statistics/statistics';
import { batchesInWorkers } from './batches-in-workers';
import { gatherHere } from './gather-here';
import { gatherInWorkers } from './gather-in-workers';
import bytes from './kernel.wasm';
import { statisticsOfKernel, withKernelSources } from './kernel-task';
import { sigmoidStatistics } from './sigmoid/sigmoid-statistics';
import { softmaxStatistics } from './softmax/softmax-statistics';
import { UnsuitedData } from './unsuited-data';
import type { KernelWorkers } from './worker-pool';

export interface KernelOptions {
  /** Fewest logits for the kernel: with fewer, compiling the kernel takes longer than the reference. */
  readonly leastElements?: number;
  /** Absent if everything runs in the calling thread. */
  readonly workers?: KernelWorkers;
  /** Fewest logits for workers. */
  readonly leastElementsForWorkers?: number;
  /** Fewest logits for workers that run the reference. */
  readonly leastElementsInBatches?: number;
}

/** From this number of logits on, the kernel saves more time than its compilation takes. */
const LEAST_ELEMENTS = 4096;
/** Rows of several logits are summed in float32. Below this number of logits the reference is quick and keeps more digits. */
const LEAST_ELEMENTS_OF_ROWS = 65_536;
const LEAST_ELEMENTS_FOR_WORKERS = 4_194_304;
/** A smaller limit for the reference, since an element takes longer. */
const LEAST_ELEMENTS_IN_BATCHES = 1_048_576;

/** Gathers statistics with the WebAssembly kernel. */
export class KernelEngine implements StatisticsEngine {
  private module: Promise<WebAssembly.Module> | undefined;

  constructor(private readonly options: KernelOptions = {}) {}

  prepare(logits: number): void {
    const { leastElements = LEAST_ELEMENTS } = this.options;
    if (logits >= leastElements) {
      this.module ??= WebAssembly.compile(bytes);
    }
  }

  /** The kernel answers what it has a way for. If there are workers, they gather the rest by the reference. */
  async gather(task: GatherTask): Promise<StatisticsPart> {
    const wanted = gatheredStatistics(checkedDataOf(task));
    const answered = await this.byKernel(task, wanted);
    const missing = wanted.filter((id) => answered[id] === undefined);
    const workers = this.workersForBatches(task);
    return missing.length === 0 || workers === undefined
      ? answered
      : { ...answered, ...(await batchesInWorkers(task, missing, workers)) };
  }

  /** Nothing for data that the kernel does not support; a single value may be the reason. */
  private async byKernel(task: GatherTask, wanted: readonly StatisticId[]): Promise<StatisticsPart> {
    const { channels, rows } = task.layout;
    const { leastElements = channels === 1 ? LEAST_ELEMENTS : LEAST_ELEMENTS_OF_ROWS } = this.options;
    const ids = statisticsOfKernel(task).filter((id) => wanted.includes(id));
    if (ids.length === 0 || rows * channels < leastElements) {
      return {};
    }
    // The reference takes most of the time, so that the progress is its progress.
    const onRows = ids.length < wanted.length ? () => undefined : task.onRows;
    try {
      return picked(await this.gathered(withKernelSources({ ...task, onRows })), ids);
    } catch (error) {
      if (error instanceof UnsuitedData) {
        return {};
      }
      throw error;
    }
  }

  private async gathered(task: GatherTask): Promise<StatisticsPart> {
    const module = await this.compiled();
    const inWorkers = this.workersFor(task.layout.rows * task.layout.channels);
    const gathered =
      inWorkers === undefined
        ? await gatherHere(module, task)
        : await gatherInWorkers(module, task, inWorkers);
    return task.interpretation.link === 'sigmoid'
      ? sigmoidStatistics(module, task, gathered)
      : softmaxStatistics(task, gathered);
  }

  private compiled(): Promise<WebAssembly.Module> {
    this.module ??= WebAssembly.compile(bytes);
    return this.module;
  }

  private workersForBatches({ layout: { rows, channels } }: GatherTask): KernelWorkers | undefined {
    const { workers, leastElementsInBatches = LEAST_ELEMENTS_IN_BATCHES } = this.options;
    return rows * channels < leastElementsInBatches ? undefined : workers;
  }

  private workersFor(values: number): KernelWorkers | undefined {
    const { workers, leastElementsForWorkers = LEAST_ELEMENTS_FOR_WORKERS } = this.options;
    return values < leastElementsForWorkers ? undefined : workers;
  }
}
