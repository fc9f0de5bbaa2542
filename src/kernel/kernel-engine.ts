import type { GatherTask, StatisticsEngine } from '../check/statistics/engine';
import type { Statistics } from '../check/statistics/statistics';
import { batchesInWorkers } from './batches-in-workers';
import { gatherHere } from './gather-here';
import { gatherInWorkers } from './gather-in-workers';
import bytes from './kernel.wasm';
import { isForKernel } from './kernel-task';
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

  async gather(task: GatherTask): Promise<Statistics | null> {
    const { channels, rows } = task.layout;
    const { leastElements = channels === 1 ? LEAST_ELEMENTS : LEAST_ELEMENTS_OF_ROWS } = this.options;
    if (rows * channels >= leastElements) {
      const statistics = await this.gatherWithKernel(task);
      if (statistics !== null) {
        return statistics;
      }
    }
    const workers = this.workersForBatches(task);
    return workers === undefined ? null : batchesInWorkers(task, workers);
  }

  /** Null for data that the kernel does not support; a single value may be the reason. */
  private async gatherWithKernel(task: GatherTask): Promise<Statistics | null> {
    if (!isForKernel(task)) {
      return null;
    }
    const module = await this.compiled();
    const inWorkers = this.workersFor(task.layout.rows * task.layout.channels);
    try {
      const gathered =
        inWorkers === undefined
          ? await gatherHere(module, task)
          : await gatherInWorkers(module, task, inWorkers);
      return task.interpretation.link === 'sigmoid'
        ? sigmoidStatistics(module, task, gathered)
        : softmaxStatistics(task, gathered);
    } catch (error) {
      if (error instanceof UnsuitedData) {
        return null;
      }
      throw error;
    }
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
