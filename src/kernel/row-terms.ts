import { weigh } from '../check/statistics/element-weight';
import { logitsOfRow } from '../check/statistics/input-logits';
import { SoftmaxRow } from '../check/statistics/softmax-row';
import { writeRowTerm } from '../check/statistics/softmax-terms';
import { BLOCK_TERMS, sharedTermBlock } from '../check/statistics/term-block';
import { WITHOUT_LOSS } from './cell-layout';
import type { KernelInstance } from './kernel-instance';
import type { KernelTask, SoftmaxTask } from './kernel-task';
import { type RowRecord, RowStatistics } from './row-statistics';
import type { KernelSlot } from './slots';
import { UnsuitedData } from './unsuited-data';

/** Relative error of a loss in float32 at γ = 0, of which each whole γ adds as much: several times what it is. */
const ERROR_OF_LOSS = 1e-5;
/** What the kernel keeps of a row: cross-entropy, focal loss and |gradient|, all without α and weight, and p_t. */
const TERMS_OF_ROW = 4;

/** Rows that were added at a time. */
export interface RowBatch {
  readonly slot: KernelSlot;
  readonly first: number;
  readonly rows: number;
  /** Addresses of the class of each row, of its x_t and of its code for the cells. */
  readonly classes: number;
  readonly margins: number;
  readonly codes: number;
}

/** The views of the kernel's memory that the loop over rows reads; none but those that there are data for. */
interface RowViews {
  readonly classes: Int32Array;
  readonly margins: Float32Array;
  readonly codes: Uint8Array;
  readonly terms: Float32Array;
  readonly weight: Float64Array | null;
  readonly gradient: Float64Array | null;
  readonly loss: Float64Array | null;
}

/**
 * Takes rows out of the cells, which know x_t alone, and adds them one by one: those that have a weight other than one, or
 * all where a loss or a gradient is compared. The sums of their losses are the kernel's nevertheless.
 */
export class RowTerms {
  private readonly address: number;
  private readonly block = sharedTermBlock();
  private readonly row: SoftmaxRow;
  private statistics = new RowStatistics();

  private constructor(
    private readonly kernel: KernelInstance,
    private readonly task: KernelTask,
    private readonly softmax: SoftmaxTask,
    mostRows: number,
  ) {
    this.address = kernel.reserve(4 * TERMS_OF_ROW * mostRows);
    this.row = new SoftmaxRow(task.channels);
  }

  /** Null where the cells hold all rows. */
  static of(
    kernel: KernelInstance,
    task: KernelTask,
    softmax: SoftmaxTask,
    mostRows: number,
  ): RowTerms | null {
    const hasWeights = task.weights.some(({ isMask }) => !isMask);
    if (!hasWeights && softmax.gradient === null && softmax.loss === null) return null;
    return new RowTerms(kernel, task, softmax, mostRows);
  }

  /** To be called before the kernel adds the rows of a slot. */
  prepare({ companions }: KernelSlot): void {
    this.kernel.exports.setUpTerms(this.address, companions?.weight?.address ?? 0);
  }

  /**
   * Adds rows that the kernel has added, and leaves no loss of them to the cells.
   * @throws UnsuitedData when the logits of one are further apart than float32 reaches
   */
  add(batch: RowBatch): void {
    const { block } = this;
    const views = this.viewsOf(batch);
    const { codes, margins, weight: weights } = views;
    const isAll = this.softmax.gradient !== null || this.softmax.loss !== null;
    block.length = 0;
    for (let place = 0; place < batch.rows; place++) {
      if (codes[place] === WITHOUT_LOSS || !(isAll || weights?.[place] !== 1)) continue;
      if (!Number.isFinite(margins[place])) throw new UnsuitedData('Logits of a row are too far apart.');
      this.write(batch, views, place);
      codes[place] = WITHOUT_LOSS;
      margins[place] = 0;
      if (block.length === BLOCK_TERMS) this.flush();
    }
    this.flush();
  }

  /** What was added since. */
  take(): RowRecord {
    const { statistics } = this;
    this.statistics = new RowStatistics();
    return statistics;
  }

  private flush(): void {
    this.statistics.add(this.block);
    this.block.length = 0;
  }

  private viewsOf({ slot, rows, classes, margins, codes }: RowBatch): RowViews {
    const { memory } = this.kernel;
    const { weight, gradient, loss } = slot.companions ?? { weight: null, gradient: null, loss: null };
    return {
      classes: new Int32Array(memory, classes, rows),
      margins: new Float32Array(memory, margins, rows),
      codes: new Uint8Array(memory, codes, rows),
      terms: new Float32Array(memory, this.address, TERMS_OF_ROW * rows),
      weight: weight?.values(rows) ?? null,
      gradient: gradient?.values(rows) ?? null,
      loss: loss?.values(rows) ?? null,
    };
  }

  private write(batch: RowBatch, views: RowViews, place: number): void {
    const { block } = this;
    const at = block.length++;
    const position = views.classes[place] ?? 0;
    const weight = views.weight?.[place] ?? 1;
    const margin = views.margins[place] ?? 0;
    const isPositive = position !== this.softmax.backgroundClass;
    block.element[at] = batch.first + place;
    block.target[at] = position;
    block.positive[at] = isPositive ? 1 : 0;
    block.weight[at] = weight;
    block.margin[at] = isPositive ? margin : -margin;
    block.givenGradient[at] = views.gradient?.[place] ?? Number.NaN;
    block.givenLoss[at] = views.loss?.[place] ?? Number.NaN;
    this.writeLosses(at, views.terms, TERMS_OF_ROW * place);
    if (views.loss !== null) this.compare(batch, place, at);
  }

  /** @param first of the terms of the row */
  private writeLosses(at: number, terms: Float32Array, first: number): void {
    const { block } = this;
    const weight = block.weight[at] ?? 1;
    const factor = weight * this.alphaOf(at);
    const crossEntropy = terms[first] ?? 0;
    block.crossEntropy[at] = weight * crossEntropy;
    block.alphaBalancedCrossEntropy[at] = factor * crossEntropy;
    block.focal[at] = factor * (terms[first + 1] ?? 0);
    block.focalGradient[at] = -factor * (terms[first + 2] ?? 0);
    block.targetProbability[at] = terms[first + 3] ?? 0;
  }

  /** Whether a loss is the same is said in float64, wherever float32 might say something else. */
  private compare({ slot }: RowBatch, place: number, at: number): void {
    const { lossAgreement } = this.statistics;
    const error = ERROR_OF_LOSS * (1 + this.task.gamma);
    if (lossAgreement.isInDoubt(this.block, at, error)) this.writeExactly(slot, place, at);
    lossAgreement.addTerm(this.block, at);
  }

  /** The losses of a row from its logits, as the reference computes them. */
  private writeExactly({ logits }: KernelSlot, place: number, at: number): void {
    const { block, row } = this;
    const { gamma, input } = this.task;
    const position = block.target[at] ?? 0;
    logits.readRow(place, row.logits);
    logitsOfRow(row.logits, input);
    row.normalise();
    writeRowTerm(block, at, row, position, this.alphaOf(at), gamma);
    weigh(block, at, block.weight[at] ?? 1);
  }

  private alphaOf(at: number): number {
    return this.softmax.alphas[this.block.target[at] ?? 0] ?? 1;
  }
}
