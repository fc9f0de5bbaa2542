import { OTHER_ROW, UNWEIGHTED_ROW } from '../../numerics/element-codes';
import { inputBuffersFor, type KernelBuffers } from '../inputs/input-buffers';
import { noOddValues } from '../inputs/odd-values';
import { KernelInstance } from '../kernel-instance';
import type { KernelRun } from '../kernel-run';
import type { KernelTask, SoftmaxTask } from '../kernel-task';
import type { KernelRecord, WorkerResult } from '../run';
import { hardestIn } from '../sums/hardest';
import { MarginHistograms } from '../sums/margin-histograms';
import { RowSums } from '../sums/row-sums';
import { UnsuitedData } from '../unsuited-data';
import { ConfusedPairs } from './confused-pairs';
import { RowTargets } from './row-targets';

/** Rows of logits of a softmax with one class each: sums by class, and histograms of x_t. */
export class SoftmaxRun implements KernelRun {
  readonly bufferSets: readonly KernelBuffers[];
  private readonly kernel: KernelInstance;
  private readonly sums: RowSums;
  private readonly targets: RowTargets;
  private readonly pairs: ConfusedPairs;
  /** x_t of negatives and of positives, and with weights how much they weigh. */
  private readonly histograms: MarginHistograms;
  private readonly channels: number;
  private readonly input: KernelTask['input'];
  /** The class whose rows are negatives, or −1. */
  private readonly background: number;
  /** Addresses of x_t of each row, and of its class: negative, positive or without a loss. */
  private readonly margins: number;
  private readonly codes: number;
  /**
   * Address of the differences of float64 logits to the largest of their row. A softmax depends on differences only, and
   * rounding large logits to float32 would lose them. Null for float32, and for probabilities, whose logits are such
   * differences already.
   */
  private readonly shifted: number | null;
  private oddValues = noOddValues();
  private current:
    | { readonly buffers: KernelBuffers; readonly first: number; readonly classes: number }
    | undefined;

  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    softmax: SoftmaxTask,
    readonly mostRows: number,
  ) {
    const { channels, input } = task;
    const { alphas, backgroundClass } = softmax;
    this.channels = channels;
    this.input = input;
    this.background = backgroundClass ?? -1;
    this.kernel = new KernelInstance(module, false);
    this.kernel.onRowException = (place) => this.takeRow(place);
    this.targets = new RowTargets(this.kernel, task, mostRows);
    this.bufferSets = inputBuffersFor(this.kernel, task, mostRows, this.targets.rules);
    this.margins = this.kernel.reserve(4 * mostRows);
    this.codes = this.kernel.reserve(mostRows);
    const isRounded = input === 'logits' && task.logits.dtype === 'float64';
    this.pairs = new ConfusedPairs(this.kernel, channels, mostRows);
    const hasWeights = task.weights.some(({ isMask }) => !isMask);
    this.histograms = new MarginHistograms(this.kernel, hasWeights ? 4 : 2);
    this.shifted = isRounded ? this.kernel.reserve(4 * mostRows * channels) : null;
    this.sums = new RowSums(this.kernel, task, this.background);
    new Float64Array(this.kernel.memory, this.kernel.exports.alphaAddress(), channels).set(alphas);
  }

  /** @throws UnsuitedData when the logits of a row are further apart than float32 reaches */
  add(buffers: KernelBuffers, firstRow: number, rows: number): void {
    const classes = this.targets.decode(buffers.targets, rows);
    this.current = { buffers, first: firstRow, classes };
    const logits = buffers.logits.decode(rows);
    const shifted = this.shifted === null ? logits : buffers.logits.decodeShifted(rows, this.shifted);
    const positives = buffers.rowWeights.decode(classes, logits, rows, this.channels, this.background);
    this.oddValues.leftOut.positivesWithoutWeight += positives;
    const { margins, codes } = this;
    const { exports } = this.kernel;
    const weights = buffers.rowWeights.weight?.address ?? 0;
    exports.addRows(logits, shifted, classes, rows, margins, codes, weights, this.input === 'logits');
    this.pairs.addListed();
    if (this.input === 'probabilities') {
      buffers.logits.addProbabilities(rows);
    }
    const areFinite = exports.addRowMargins(classes, margins, codes, weights, rows, firstRow);
    if (areFinite === 0) {
      throw new UnsuitedData('Logits of a row are too far apart.');
    }
  }

  endJob(): KernelRecord {
    const { oddValues } = this;
    this.oddValues = noOddValues();
    const rowMargins = this.histograms.take().map(({ octaves }) => octaves);
    return { oddValues, sums: this.sums.take(), rowMargins };
  }

  result(): WorkerResult {
    return { floatBins: null, hardest: hardestIn(this.kernel), confusedPairs: this.pairs.counts() };
  }

  /** A row without a class, without a finite weight, or with logits that are not finite. */
  private takeRow(place: number): void {
    if (this.current === undefined) {
      return;
    }
    const { buffers, first, classes } = this.current;
    const row = first + place;
    const { leftOut } = this.oddValues;
    const target = this.kernel.int32At(classes + 4 * place);
    if (target === OTHER_ROW) {
      this.targets.leaveOut(buffers.targets, place, row, leftOut);
      return;
    }
    if (target === UNWEIGHTED_ROW) {
      leftOut.weightNotFinite();
      return;
    }
    for (let channel = 0; channel < this.channels; channel++) {
      const value = place * this.channels + channel;
      const logit = buffers.logits.logitAt(value);
      if (Number.isFinite(logit)) {
        continue;
      }
      if (logit === Number.NEGATIVE_INFINITY) {
        throw new UnsuitedData('A class of a row may be masked.');
      }
      leftOut.logitNotFinite(row, channel, buffers.logits.at(value));
      return;
    }
  }
}
