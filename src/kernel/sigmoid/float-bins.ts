import {
  BINS_PER_OCTAVE,
  CLASSES,
  FLOAT_BINS,
  MOST_ELEMENTS,
  NO_EDGE,
  OCTAVES,
} from '../../numerics/float-bin-layout';
import { EDGE_BIN_FLAGS, EDGE_OFFSETS, EXTREMA } from '../../numerics/memory-map';
import type { KernelInstance } from '../kernel-instance';
import { widthExponentFor } from './bin-width';
import { edgeBins } from './edge-bins';
import { addMoments, type BinRows, ROW } from './merge-bins';

/** The float bins of one worker after all its jobs. Their sum does not depend on which worker did which job. */
export interface BinRecord {
  readonly moments: BinRows;
  /** Smallest and largest logit in float bins; infinite when there are none. */
  readonly minimum: number;
  readonly maximum: number;
}

/** The float bins of one instance of the kernel. */
export class FloatBins {
  private moments: BinRows | null = null;
  private elements = 0;
  private readonly edgeBins = edgeBins();

  constructor(
    private readonly kernel: KernelInstance,
    private readonly gamma: number,
  ) {
    const offsets = new Uint16Array(kernel.memory, EDGE_OFFSETS, FLOAT_BINS).fill(NO_EDGE);
    const flags = new Uint8Array(kernel.memory, EDGE_BIN_FLAGS, FLOAT_BINS / 8);
    for (const { bin, offset } of this.edgeBins) {
      offsets[bin] = offset;
      flags[bin >>> 3] = (flags[bin >>> 3] ?? 0) | (1 << (bin & 7));
    }
    const extrema = new Float32Array(kernel.memory, EXTREMA, 8);
    extrema.fill(Number.POSITIVE_INFINITY, 0, 4).fill(Number.NEGATIVE_INFINITY, 4);
  }

  /**
   * @param logits address of float32 values
   * @param codes address of their codes, one byte each
   * @param first index of the first among all elements
   */
  add(logits: number, codes: number, elements: number, first: number): void {
    if (this.elements + elements > MOST_ELEMENTS) {
      this.keepMoments();
    }
    this.elements += elements;
    this.kernel.exports.addToFloatBins(logits, codes, elements, first);
  }

  result(): BinRecord {
    const extrema = new Float32Array(this.kernel.memory, EXTREMA, 8);
    return {
      minimum: Math.min(...extrema.subarray(0, 4)),
      maximum: Math.max(...extrema.subarray(4)),
      moments: this.keepMoments(),
    };
  }

  /** Takes the float bins out of the kernel and empties them. */
  private keepMoments(): BinRows {
    const mostRows = 2 * CLASSES * (OCTAVES * BINS_PER_OCTAVE + this.edgeBins.length);
    // Reserves for the worst case; most of it is never touched.
    const room = this.kernel.scratch(8 * ROW * mostRows);
    const rows = this.kernel.exports.compactBins(room, widthExponentFor(this.gamma));
    const taken = new Float64Array(this.kernel.memory, room, ROW * rows).slice();
    this.moments = this.moments === null ? taken : addMoments(this.kernel, this.moments, taken);
    this.elements = 0;
    return this.moments;
  }
}
