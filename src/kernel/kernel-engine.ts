import type { GatherTask, StatisticsEngine } from '../check/engine';
import type { Statistics } from '../check/statistics/statistics';
import bytes from './assembly/kernel.wasm';
import { gatherHere } from './gather-here';
import { gatherInWorkers } from './gather-in-workers';
import { isForKernel } from './kernel-task';
import { sigmoidStatistics } from './sigmoid-statistics';
import type { KernelWorkers } from './worker-pool';

export interface KernelOptions {
  /** Data of fewer loss terms are left to the reference: the kernel would not be compiled in that time. */
  readonly leastElements?: number;
  /** Absent where everything is done in the calling thread. */
  readonly workers?: KernelWorkers;
  /** Data of fewer loss terms are not worth starting workers for. */
  readonly leastElementsForWorkers?: number;
}

const LEAST_ELEMENTS = 65_536;
const LEAST_ELEMENTS_FOR_WORKERS = 4_194_304;

/** Gathers statistics with the WebAssembly kernel. */
export class KernelEngine implements StatisticsEngine {
  private module: Promise<WebAssembly.Module> | undefined;

  constructor(private readonly options: KernelOptions = {}) {}

  async gather(task: GatherTask): Promise<Statistics | null> {
    const {
      leastElements = LEAST_ELEMENTS,
      workers,
      leastElementsForWorkers = LEAST_ELEMENTS_FOR_WORKERS,
    } = this.options;
    const { elements } = task.layout;
    if (!isForKernel(task) || elements < leastElements) return null;
    this.module ??= WebAssembly.compile(bytes);
    const module = await this.module;
    const { harvests, jobs } =
      workers === undefined || elements < leastElementsForWorkers
        ? await gatherHere(module, task)
        : await gatherInWorkers(module, task, workers);
    return sigmoidStatistics(task, harvests, jobs);
  }
}
