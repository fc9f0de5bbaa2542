import { CELLS, MOST_ELEMENTS, UNSPLIT } from './cell-layout';
import { addMoments, type CellMoments, takeMoments } from './cell-moments';
import { cellSplits } from './cell-splits';
import type { KernelInstance } from './kernel-instance';
import { EXTREMA, HARDEST, HARDEST_LIST_BYTES, SPLIT_FLAGS, SPLITS } from './memory-map';

/** What the cells of one worker hold after all its jobs. Which worker did which job makes no difference to their sum. */
export interface CellHarvest {
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
  /** x_t. */
  readonly margin: number;
  readonly element: number;
  readonly target: number;
}

/** The cells of one instance of the kernel. */
export class CellTable {
  private moments: CellMoments | null = null;
  private elements = 0;

  constructor(private readonly kernel: KernelInstance) {
    const splits = cellSplits();
    new Uint16Array(kernel.memory, SPLITS).set(splits);
    const flags = new Uint8Array(kernel.memory, SPLIT_FLAGS, CELLS / 8);
    for (let cell = 0; cell < CELLS; cell++) {
      if (splits[cell] !== UNSPLIT) flags[cell >>> 3] = (flags[cell >>> 3] ?? 0) | (1 << (cell & 7));
    }
    const extrema = new Float32Array(kernel.memory, EXTREMA, 8);
    extrema.fill(Number.POSITIVE_INFINITY, 0, 4).fill(Number.NEGATIVE_INFINITY, 4);
  }

  /**
   * @param logits address of float32 values
   * @param codes address of their codes, one byte each
   * @param targets address of int32 targets to remember of the hardest; 0 for their codes
   * @param first index of the first among all elements
   */
  add(logits: number, codes: number, targets: number, elements: number, first: number): void {
    if (this.elements + elements > MOST_ELEMENTS) this.keepMoments();
    this.elements += elements;
    this.kernel.exports.addToCells(logits, codes, targets, elements, first);
  }

  harvest(): CellHarvest {
    const extrema = new Float32Array(this.kernel.memory, EXTREMA, 8);
    return {
      minimum: Math.min(...extrema.subarray(0, 4)),
      maximum: Math.max(...extrema.subarray(4)),
      moments: this.keepMoments(),
      hardest: { negatives: this.hardest(0), positives: this.hardest(1) },
    };
  }

  private keepMoments(): CellMoments {
    const taken = takeMoments(this.kernel);
    this.moments = this.moments === null ? taken : addMoments(this.moments, taken);
    this.elements = 0;
    return this.moments;
  }

  private hardest(positive: 0 | 1): HardElement[] {
    const list = HARDEST + positive * HARDEST_LIST_BYTES;
    const length = new Uint32Array(this.kernel.memory, list, 1)[0] ?? 0;
    const entries = new Float64Array(this.kernel.memory, list + 16, 3 * length);
    return Array.from({ length }, (_, at) => ({
      margin: entries[3 * at] ?? Number.NaN,
      element: entries[3 * at + 1] ?? Number.NaN,
      target: entries[3 * at + 2] ?? Number.NaN,
    }));
  }
}
