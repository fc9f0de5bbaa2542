import { MOST_ELEMENTS } from './cell-layout';
import { addMoments, type CellMoments, takeMoments } from './cell-moments';
import { cellSplits } from './cell-splits';
import { LogitData, TargetData } from './element-data';
import { type ExceptionTally, emptyTally, tallyException } from './exceptions';
import { KernelInstance } from './kernel-instance';
import type { KernelTask } from './kernel-task';
import { EXTREMA, HARDEST, HARDEST_LIST_BYTES, SPLITS } from './memory-map';

/** Buffers for a part of the data. */
export interface Slot {
  readonly logits: LogitData;
  readonly targets: TargetData;
}

/** What one worker gathered from all its jobs. Nothing in it depends on which jobs they were, but for the data. */
export interface SigmoidHarvest {
  readonly moments: CellMoments;
  /** Of the logits in cells; infinite when there are none. */
  readonly minimum: number;
  readonly maximum: number;
  /** The hardest first. */
  readonly hardest: {
    readonly negatives: readonly HardElement[];
    readonly positives: readonly HardElement[];
  };
}

export interface HardElement {
  readonly margin: number;
  readonly element: number;
}

/** Gathers the statistics of parts of the data with one instance of the kernel. */
export class SigmoidRun {
  /** Two sets of buffers: one is filled while the other is worked on. */
  readonly slots: readonly Slot[];
  private readonly kernel: KernelInstance;
  private tally = emptyTally();
  private moments: CellMoments | null = null;
  private elementsInCells = 0;
  private current: { readonly slot: Slot; readonly first: number } | undefined;

  /** @param mostRows that are added at a time */
  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    readonly mostRows: number,
  ) {
    this.kernel = new KernelInstance(module);
    this.kernel.onException = (place) => this.take(place);
    this.slots = Array.from({ length: 2 }, () => ({
      logits: new LogitData(this.kernel, task.logits, mostRows),
      targets: new TargetData(this.kernel, task.targets, mostRows, task.ignoreIndex),
    }));
    new Uint16Array(this.kernel.memory, SPLITS).set(cellSplits());
    const extrema = new Float32Array(this.kernel.memory, EXTREMA, 8);
    extrema.fill(Number.POSITIVE_INFINITY, 0, 4).fill(Number.NEGATIVE_INFINITY, 4);
  }

  /**
   * Adds the elements whose bytes were written to a slot.
   * @param first index of the first among all elements
   */
  add(slot: Slot, first: number, elements: number): void {
    if (this.elementsInCells + elements > MOST_ELEMENTS) this.keepMoments();
    this.elementsInCells += elements;
    this.current = { slot, first };
    slot.targets.decode(elements);
    this.kernel.exports.addToCells(slot.logits.decode(elements), slot.targets.codes, elements, first);
  }

  /** Ends a job: what of it must be added up in the order of the jobs. */
  endJob(): ExceptionTally {
    const { tally } = this;
    this.tally = emptyTally();
    return tally;
  }

  harvest(): SigmoidHarvest {
    const extrema = new Float32Array(this.kernel.memory, EXTREMA, 8);
    return {
      moments: this.keepMoments(),
      minimum: Math.min(...extrema.subarray(0, 4)),
      maximum: Math.max(...extrema.subarray(4)),
      hardest: { negatives: this.hardest(0), positives: this.hardest(1) },
    };
  }

  private keepMoments(): CellMoments {
    const taken = takeMoments(this.kernel);
    this.moments = this.moments === null ? taken : addMoments(this.moments, taken);
    this.elementsInCells = 0;
    return this.moments;
  }

  private take(place: number): void {
    if (this.current === undefined) return;
    const { slot, first } = this.current;
    const element = first + place;
    const code = slot.targets.codeAt(place);
    const margin = tallyException(this.tally, element, slot.logits.at(place), code, slot.targets.at(place));
    if (margin !== null) this.kernel.exports.consider(code, margin, element);
  }

  private hardest(positive: 0 | 1): HardElement[] {
    const list = HARDEST + positive * HARDEST_LIST_BYTES;
    const length = new Uint32Array(this.kernel.memory, list, 1)[0] ?? 0;
    const pairs = new Float64Array(this.kernel.memory, list + 16, 2 * length);
    return Array.from({ length }, (_, at) => ({
      margin: pairs[2 * at] ?? Number.NaN,
      element: pairs[2 * at + 1] ?? Number.NaN,
    }));
  }
}
