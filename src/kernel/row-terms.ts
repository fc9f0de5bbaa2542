import { weigh } from '../check/statistics/element-weight';
import { HARDEST_KEPT, HardestTerms } from '../check/statistics/hardest-terms';
import { logitsOfRow } from '../check/statistics/input-logits';
import { SoftmaxRow } from '../check/statistics/softmax-row';
import { writeRowTerm } from '../check/statistics/softmax-terms';
import { sharedTermBlock } from '../check/statistics/term-block';
import type { KernelInstance } from './kernel-instance';
import type { KernelTask, SoftmaxTask } from './kernel-task';
import { MarginHistograms } from './margin-histograms';
import { type RowRecord, RowStatistics } from './row-statistics';
import * as totals from './row-totals';
import type { KernelSlot } from './slots';
import { UnsuitedData } from './unsuited-data';

/**
 * What float32 leaves open of the tolerance within which losses are the same, at γ = 0; each whole γ adds as much. It is
 * 1e-5 of a loss, several times its error.
 */
const DOUBT = 2e-3;
/** Bytes of what the kernel keeps of a row: cross-entropy, focal loss and |gradient|, all without α and weight, and p_t. */
const TERMS_BYTES = 16;
const PROBABILITY = 12;

/** Rows that were added at a time. */
export interface RowBatch {
  readonly slot: KernelSlot;
  readonly first: number;
  readonly rows: number;
  /** Addresses of the class of each row, of its x_t and of whether it is a negative, a positive or has no loss. */
  readonly classes: number;
  readonly margins: number;
  readonly codes: number;
}

/**
 * Rows of a softmax beside which lie weights, losses or gradients. The kernel compares them, and has this thread look at
 * the few with a weight other than one that may be among the hardest, and at those of whose loss float64 may say something
 * else than float32.
 */
export class RowTerms {
  private readonly terms: number;
  private readonly totals: number;
  /** How much the rows weigh, by x_t. */
  private readonly shares: MarginHistograms;
  private readonly row: SoftmaxRow;
  /** Of all jobs, so that later ones need not ask for what is not among them. */
  private readonly hardest = [new HardestTerms(), new HardestTerms()] as const;
  private statistics = new RowStatistics();
  private batch: RowBatch | undefined;

  private constructor(
    private readonly kernel: KernelInstance,
    private readonly task: KernelTask,
    private readonly softmax: SoftmaxTask,
    mostRows: number,
  ) {
    this.terms = kernel.reserve(TERMS_BYTES * mostRows);
    this.totals = kernel.reserve(8 * totals.ROW_TOTALS);
    this.shares = new MarginHistograms(kernel, totals.SHARE_HISTOGRAMS);
    this.row = new SoftmaxRow(task.channels);
    kernel.exports.setUpRowTerms(this.terms, this.totals, DOUBT * (1 + task.gamma));
    kernel.onHardRow = (place, crossEntropy) => this.takeHard(place, crossEntropy);
    kernel.onDoubtfulLoss = (place) => this.compareExactly(place);
    this.clear();
  }

  /** Null where there is nothing beside the rows but a mask. */
  static of(
    kernel: KernelInstance,
    task: KernelTask,
    softmax: SoftmaxTask,
    mostRows: number,
  ): RowTerms | null {
    const hasWeights = task.weights.some(({ isMask }) => !isMask);
    if (!hasWeights && softmax.gradient === null && softmax.loss === null) {
      return null;
    }
    return new RowTerms(kernel, task, softmax, mostRows);
  }

  /** To be called before the kernel adds the rows of a slot. */
  prepare({ companions }: KernelSlot): void {
    this.kernel.exports.setUpTerms(this.terms, companions.weight?.address ?? 0);
  }

  /**
   * Adds rows that the kernel has added, and counts x_t of those with a weight other than one.
   * @throws UnsuitedData when the logits of one of them are further apart than float32 reaches
   */
  add(batch: RowBatch): void {
    this.batch = batch;
    const { slot, rows, classes, margins, codes } = batch;
    const { weight, gradient, loss } = slot.companions;
    const areFinite = this.kernel.exports.addRowTerms(
      classes,
      margins,
      codes,
      rows,
      weight?.address ?? 0,
      gradient?.address ?? 0,
      loss?.address ?? 0,
    );
    if (areFinite === 0) {
      throw new UnsuitedData('Logits of a row are too far apart.');
    }
  }

  /** What the job gave whose last row was added. */
  take(): RowRecord {
    const { statistics } = this;
    const { lossMargins, gradient, lossAgreement } = statistics;
    this.shares.take(0, lossMargins.shares.negatives.own);
    this.shares.take(1, lossMargins.shares.positives.own);
    const sums = this.entries();
    for (let at = 0; at < gradient.sums.length; at++) {
      gradient.sums.add(at, sums[totals.GRADIENT_SUMS + at] ?? 0);
    }
    const { disagreements } = lossAgreement;
    lossAgreement.compared += sums[totals.COMPARED] ?? 0;
    disagreements.focal += sums[totals.NOT_FOCAL] ?? 0;
    disagreements.focalWithoutWeight += sums[totals.NOT_WITHOUT_WEIGHT] ?? 0;
    disagreements.focalWithoutAlpha += sums[totals.NOT_WITHOUT_ALPHA] ?? 0;
    disagreements.alphaBalancedCrossEntropy += sums[totals.NOT_BALANCED] ?? 0;
    disagreements.crossEntropy += sums[totals.NOT_CROSS_ENTROPY] ?? 0;
    this.clear();
    return statistics;
  }

  private clear(): void {
    this.statistics = new RowStatistics();
    const entries = this.entries().fill(0);
    entries[totals.LARGEST_DIFFERENCE] = -1;
    for (const [side, terms] of this.hardest.entries()) {
      entries[totals.HARDEST_LIMITS + side] = limitOf(terms);
    }
  }

  private entries(): Float64Array {
    return new Float64Array(this.kernel.memory, this.totals, totals.ROW_TOTALS);
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
    const hardest = this.hardest[side];
    hardest.addOne(term);
    this.statistics.hardest[side === 0 ? 'negatives' : 'positives'].addOne(term);
    this.entries()[totals.HARDEST_LIMITS + side] = limitOf(hardest);
  }

  /** Compares a loss with that of the row's logits in float64, as the reference computes it. */
  private compareExactly(place: number): void {
    if (this.batch === undefined) {
      return;
    }
    const { classes, slot, first } = this.batch;
    const { row } = this;
    const { gamma, input } = this.task;
    const target = this.kernel.int32At(classes + 4 * place);
    const weight = slot.companions.weight?.at(place) ?? 1;
    slot.logits.readRow(place, row.logits);
    logitsOfRow(row.logits, input);
    row.normalise();
    const block = sharedTermBlock();
    writeRowTerm(block, 0, row, target, this.softmax.alphas[target] ?? 1, gamma);
    weigh(block, 0, weight);
    block.element[0] = first + place;
    block.weight[0] = weight;
    block.givenLoss[0] = slot.companions.loss?.at(place) ?? Number.NaN;
    const { lossAgreement } = this.statistics;
    lossAgreement.addTerm(block, 0);
    if (lossAgreement.first !== null) {
      this.entries()[totals.LARGEST_DIFFERENCE] = lossAgreement.largestDifference;
    }
  }
}

/** What a weighted cross-entropy must exceed to be among them. */
function limitOf({ kept }: HardestTerms): number {
  return kept.length < HARDEST_KEPT ? Number.NEGATIVE_INFINITY : (kept.at(-1)?.crossEntropy ?? 0);
}
