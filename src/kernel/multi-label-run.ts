import type { ClassWeights } from '../check/statistics/class-weights';
import { CellTable } from './cell-table';
import { emptyTally, tallyException } from './exceptions';
import { hardestIn } from './hardest';
import { KernelInstance } from './kernel-instance';
import type { KernelRun } from './kernel-run';
import type { KernelTask } from './kernel-task';
import { RowSums } from './row-sums';
import type { Harvest, KernelRecord } from './run';
import { foldWeights, type KernelSlot, slotsFor } from './slots';

/**
 * Rows of several logits, each with its own hard target, or with a class index that marks the positive one. The statistics
 * of all elements together come from the cells, those of each channel from sums.
 */
export class MultiLabelRun implements KernelRun {
  readonly slots: readonly KernelSlot[];
  private readonly kernel: KernelInstance;
  private readonly cells: CellTable;
  private readonly sums: RowSums;
  private readonly channels: number;
  private readonly input: KernelTask['input'];
  /** True if there is one α per channel. */
  private readonly hasAlphas: boolean;
  /** True if a row has one target, the index of its class. */
  private readonly byIndex: boolean;
  /** Address of the codes of the elements, if rows have class indices. */
  private readonly spread: number;
  private tally = emptyTally();
  private current:
    | { readonly slot: KernelSlot; readonly firstRow: number; readonly codes: number }
    | undefined;

  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    readonly mostRows: number,
  ) {
    const { channels, targetsPerRow, gamma, ignoreIndex } = task;
    this.channels = channels;
    this.input = task.input;
    this.hasAlphas = task.channelAlphas !== null;
    this.byIndex = targetsPerRow === 1;
    this.kernel = new KernelInstance(module, true);
    this.kernel.onException = (place) => this.take(place);
    this.cells = new CellTable(this.kernel, gamma);
    this.slots = slotsFor(this.kernel, task, mostRows, {
      ignored: ignoreIndex,
      // The index past the last class is the background.
      classes: this.byIndex ? channels + 1 : 0,
    });
    this.spread = this.byIndex ? this.kernel.reserve(mostRows * channels) : 0;
    this.sums = new RowSums(this.kernel, task);
    if (task.channelAlphas !== null) {
      this.writeAlphas(task.channelAlphas);
    }
  }

  add(slot: KernelSlot, firstRow: number, rows: number): void {
    const { exports } = this.kernel;
    slot.targets.decode(rows);
    const logits = slot.logits.decode(rows);
    const codes = this.byIndex ? this.spread : slot.targets.codes;
    if (this.byIndex) {
      exports.spreadClasses(slot.targets.codes, codes, rows);
    }
    this.tally.leftOut.positivesWithoutWeight += foldWeights(this.kernel, slot, codes, logits, rows);
    this.current = { slot, firstRow, codes };
    exports.addMultiLabelRows(logits, codes, rows, this.input === 'logits', this.hasAlphas);
    if (this.input === 'probabilities') {
      slot.logits.addProbabilities(rows);
    }
    this.sums.addExtrema(slot.logits, rows);
    this.cells.add(logits, codes, rows * this.channels, firstRow * this.channels);
  }

  endJob(): KernelRecord {
    const { tally } = this;
    this.tally = emptyTally();
    return { exceptions: tally, sums: this.sums.take() };
  }

  harvest(): Harvest {
    return { cells: this.cells.harvest(), hardest: hardestIn(this.kernel) };
  }

  private writeAlphas({ positive, negative }: ClassWeights): void {
    const padded = 4 * Math.ceil(this.channels / 4);
    const alphas = new Float32Array(this.kernel.memory, this.kernel.exports.alphaAddress(), 2 * padded);
    alphas.set(positive);
    alphas.set(negative, padded);
  }

  private take(place: number): void {
    if (this.current === undefined) {
      return;
    }
    const { slot, firstRow, codes } = this.current;
    const code = this.kernel.byteAt(codes + place);
    const channel = place % this.channels;
    const row = (place - channel) / this.channels;
    const value = slot.targets.at(this.byIndex ? row : place);
    const target = { row: firstRow + row, channel, value };
    const margin = tallyException(
      this.tally,
      target,
      slot.logits.logitAt(place),
      code,
      slot.logits.at(place),
    );
    if (margin === null) {
      return;
    }
    this.kernel.exports.consider(code, margin, firstRow * this.channels + place, code);
  }
}
