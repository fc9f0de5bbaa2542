import { HARDEST_KEPT, HardestOfSide } from '../../check/statistics/hardest';
import type { KernelBuffers } from '../inputs/input-buffers';
import type { KernelInstance } from '../kernel-instance';
import type { KernelTask, SoftmaxTask } from '../kernel-task';
import { UnsuitedData } from '../unsuited-data';
import type { HardRows } from './row-record';

/** Bytes of what the kernel keeps of a row: its cross-entropy without weight, and p_t. */
const TERMS_BYTES = 8;
const PROBABILITY = 4;
const SIDES = ['negatives', 'positives'] as const;

/** Rows of a softmax that were added together. */
export interface RowBatch {
  readonly buffers: KernelBuffers;
  readonly first: number;
  readonly rows: number;
  /** Addresses of the class of each row, of its x_t and of whether it is a negative, a positive or has no loss. */
  readonly classes: number;
  readonly margins: number;
  readonly codes: number;
}

/** Rows of a softmax with weights. The kernel tells this thread of the few that may be among the hardest. */
export class WeightedRows {
  private readonly terms: number;
  /** Limits for negatives and positives that a weighted cross-entropy must exceed to be passed to the host. */
  private readonly limits: number;
  /** The hardest of all jobs, so that later jobs pass on fewer rows. */
  private readonly hardest = [new HardestOfSide(), new HardestOfSide()] as const;
  private ofJob = { negatives: new HardestOfSide(), positives: new HardestOfSide() };
  private batch: RowBatch | undefined;

  private constructor(
    private readonly kernel: KernelInstance,
    private readonly softmax: SoftmaxTask,
    mostRows: number,
  ) {
    this.terms = kernel.reserve(TERMS_BYTES * mostRows);
    this.limits = kernel.reserve(8 * SIDES.length);
    kernel.exports.setUpWeightedRows(this.terms, this.limits);
    kernel.onHardRow = (place, crossEntropy) => this.takeHard(place, crossEntropy);
    new Float64Array(kernel.memory, this.limits, SIDES.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** Null without weights. */
  static of(
    kernel: KernelInstance,
    task: KernelTask,
    softmax: SoftmaxTask,
    mostRows: number,
  ): WeightedRows | null {
    const hasWeights = task.weights.some(({ isMask }) => !isMask);
    return hasWeights ? new WeightedRows(kernel, softmax, mostRows) : null;
  }

  /** To be called before the kernel adds the rows of a buffers. */
  prepare({ rowWeights }: KernelBuffers): void {
    this.kernel.exports.setUpTerms(this.terms, rowWeights.weight?.address ?? 0);
  }

  /**
   * Adds rows that the kernel has added, and counts x_t of those with a weight other than one.
   * @throws UnsuitedData when the logits of one row differ by more than float32 can represent
   */
  add(batch: RowBatch): void {
    this.batch = batch;
    const { buffers, rows, margins, codes } = batch;
    const weights = buffers.rowWeights.weight?.address ?? 0;
    if (this.kernel.exports.addWeightedRows(margins, codes, rows, weights) === 0) {
      throw new UnsuitedData('Logits of a row are too far apart.');
    }
  }

  /** Takes the hardest rows with another weight than one, of the job whose last row was added. */
  take(): HardRows {
    const { negatives, positives } = this.ofJob;
    this.ofJob = { negatives: new HardestOfSide(), positives: new HardestOfSide() };
    return { negatives: negatives.kept, positives: positives.kept };
  }

  private takeHard(place: number, crossEntropy: number): void {
    if (this.batch === undefined) {
      return;
    }
    const { classes, first } = this.batch;
    const target = this.kernel.int32At(classes + 4 * place);
    const side = target === this.softmax.backgroundClass ? 0 : 1;
    const targetProbability = this.kernel.float32At(this.terms + TERMS_BYTES * place + PROBABILITY);
    const term = { element: first + place, target, targetProbability, crossEntropy };
    this.hardest[side].addOne(term);
    this.ofJob[SIDES[side]].addOne(term);
    new Float64Array(this.kernel.memory, this.limits, SIDES.length)[side] = limitOf(this.hardest[side]);
  }
}

/** Limit that a weighted cross-entropy must exceed to be among the hardest. */
function limitOf({ kept }: HardestOfSide): number {
  return kept.length < HARDEST_KEPT ? Number.NEGATIVE_INFINITY : (kept.at(-1)?.crossEntropy ?? 0);
}
