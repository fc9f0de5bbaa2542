import { type CellHarvest, CellTable } from './cell-table';
import { OTHER_ROW, UNWEIGHTED_ROW } from './element-codes';
import { emptyTally, tallyException } from './exceptions';
import { KernelInstance } from './kernel-instance';
import type { KernelRun } from './kernel-run';
import type { KernelTask, SoftmaxTask } from './kernel-task';
import { RowSums } from './row-sums';
import { RowTargets } from './row-targets';
import { RowTerms } from './row-terms';
import type { KernelRecord } from './run';
import { type KernelSlot, slotsFor } from './slots';
import { UnsuitedData } from './unsuited-data';

/** Rows of logits of a softmax, each of which has one class: sums by class, and x_t of each row in the cells. */
export class SoftmaxRun implements KernelRun {
  readonly slots: readonly KernelSlot[];
  private readonly kernel: KernelInstance;
  private readonly cells: CellTable;
  private readonly sums: RowSums;
  private readonly targets: RowTargets;
  /** Null where every row has its place in the cells. */
  private readonly terms: RowTerms | null;
  private readonly channels: number;
  private readonly input: KernelTask['input'];
  /** The class whose rows are negatives, or −1. */
  private readonly background: number;
  /** x_t of each row, negated for the background, and what it is to the cells. */
  private readonly margins: number;
  private readonly codes: number;
  /**
   * Where float64 rows lie less the largest of each: a softmax rests on what logits are apart, of which rounding to float32
   * takes the more the larger they all are. Null for float32, and for probabilities, which become such logits anyway.
   */
  private readonly shifted: number | null;
  private tally = emptyTally();
  private current:
    | { readonly slot: KernelSlot; readonly first: number; readonly classes: number }
    | undefined;

  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    softmax: SoftmaxTask,
    readonly mostRows: number,
  ) {
    const { channels, gamma, input } = task;
    const { alphas, backgroundClass, temperatures } = softmax;
    this.channels = channels;
    this.input = input;
    this.background = backgroundClass ?? -1;
    this.kernel = new KernelInstance(module, true);
    this.kernel.onException = (place) => this.takeFar(place);
    this.kernel.onRowException = (place) => this.takeRow(place);
    this.cells = new CellTable(this.kernel, gamma);
    this.targets = new RowTargets(this.kernel, task, mostRows);
    this.slots = slotsFor(this.kernel, task, mostRows, this.targets.rules);
    this.margins = this.kernel.reserve(4 * mostRows);
    this.codes = this.kernel.reserve(mostRows);
    const isRounded = input === 'logits' && task.logits.dtype === 'float64';
    this.terms = RowTerms.of(this.kernel, task, softmax, mostRows);
    this.shifted = isRounded ? this.kernel.reserve(4 * mostRows * channels) : null;
    this.sums = new RowSums(this.kernel, task, { background: this.background, temperatures });
    new Float64Array(this.kernel.memory, this.kernel.exports.alphaAddress(), channels).set(alphas);
  }

  add(slot: KernelSlot, firstRow: number, rows: number): void {
    const classes = this.targets.decode(slot.targets, rows);
    this.current = { slot, first: firstRow, classes };
    const logits = slot.logits.decode(rows);
    const shifted = this.shifted === null ? logits : slot.logits.decodeShifted(rows, this.shifted);
    this.sums.addExtrema(slot.logits, rows);
    const positives = slot.companions.decode(classes, logits, rows, this.channels, this.background);
    this.tally.leftOut.positivesWithoutWeight += positives;
    const { kernel, margins, codes, terms } = this;
    terms?.prepare(slot);
    kernel.exports.addRows(logits, shifted, classes, rows, margins, codes, this.input === 'logits');
    if (this.input === 'probabilities') slot.logits.addProbabilities(rows);
    terms?.add({ slot, first: firstRow, rows, classes, margins, codes });
    this.cells.add(margins, codes, classes, rows, firstRow);
  }

  endJob(): KernelRecord {
    const { tally } = this;
    this.tally = emptyTally();
    return { exceptions: tally, sums: this.sums.take(), rows: this.terms?.take() ?? null };
  }

  harvest(): CellHarvest {
    return this.cells.harvest();
  }

  /** A row without a class, without a finite weight, or with logits that are not finite. */
  private takeRow(place: number): void {
    if (this.current === undefined) return;
    const { slot, first, classes } = this.current;
    const row = first + place;
    const { leftOut } = this.tally;
    const target = this.kernel.int32At(classes + 4 * place);
    if (target === OTHER_ROW) {
      this.targets.leaveOut(slot.targets, place, row, leftOut);
      return;
    }
    if (target === UNWEIGHTED_ROW) {
      leftOut.weightNotFinite();
      return;
    }
    for (let channel = 0; channel < this.channels; channel++) {
      const value = place * this.channels + channel;
      if (Number.isFinite(slot.logits.logitAt(value))) continue;
      leftOut.logitNotFinite(row, channel, slot.logits.at(value));
      return;
    }
  }

  /**
   * A row whose x_t is beyond all cells.
   * @throws UnsuitedData when its logits are further apart than float32 reaches
   */
  private takeFar(place: number): void {
    if (this.current === undefined) return;
    const { first, classes } = this.current;
    const row = first + place;
    const given = this.kernel.float32At(this.margins + 4 * place);
    if (!Number.isFinite(given)) throw new UnsuitedData('Logits of a row are too far apart.');
    const code = this.kernel.byteAt(this.codes + place);
    const target = this.kernel.int32At(classes + 4 * place);
    const margin = tallyException(this.tally, { row, channel: 0, value: target }, given, code);
    if (margin !== null) this.kernel.exports.consider(code, margin, row, target);
  }
}
