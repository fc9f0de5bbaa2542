import { CellTable } from './cell-table';
import { emptyTally, tallyException } from './exceptions';
import { hardestIn } from './hardest';
import { KernelInstance } from './kernel-instance';
import type { KernelRun } from './kernel-run';
import type { KernelTask } from './kernel-task';
import { RowSums } from './row-sums';
import type { Harvest, KernelRecord } from './run';
import { foldWeights, type KernelSlot, slotsFor } from './slots';

/** Rows of one logit with a hard target. All statistics come from the cells, except those of probabilities as values. */
export class SigmoidRun implements KernelRun {
  readonly slots: readonly KernelSlot[];
  private readonly kernel: KernelInstance;
  private readonly cells: CellTable;
  /** Sums of the values, if they are probabilities. */
  private readonly sums: RowSums | null;
  private tally = emptyTally();
  private current: { readonly slot: KernelSlot; readonly first: number } | undefined;

  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    readonly mostRows: number,
  ) {
    this.kernel = new KernelInstance(module, true);
    this.kernel.onException = (place) => this.take(place);
    this.cells = new CellTable(this.kernel, task.gamma);
    this.slots = slotsFor(this.kernel, task, mostRows, { ignored: task.ignoreIndex, classes: 0 });
    this.sums = task.input === 'probabilities' ? new RowSums(this.kernel, task) : null;
  }

  add(slot: KernelSlot, firstRow: number, rows: number): void {
    this.current = { slot, first: firstRow };
    slot.targets.decode(rows);
    const { codes } = slot.targets;
    const logits = slot.logits.decode(rows, slot.weights.length === 0);
    this.tally.leftOut.positivesWithoutWeight += foldWeights(this.kernel, slot, codes, logits, rows);
    if (this.sums !== null) {
      slot.logits.addProbabilities(rows);
    }
    this.cells.add(logits, codes, rows, firstRow);
  }

  endJob(): KernelRecord {
    const { tally } = this;
    this.tally = emptyTally();
    return { exceptions: tally, sums: this.sums?.take() ?? null };
  }

  harvest(): Harvest {
    const cells = { ...this.cells.harvest(), ...this.slots[0]?.logits.extrema() };
    return { cells, hardest: hardestIn(this.kernel) };
  }

  private take(place: number): void {
    if (this.current === undefined) {
      return;
    }
    const { slot, first } = this.current;
    const element = first + place;
    const code = this.kernel.byteAt(slot.targets.codes + place);
    const target = { row: element, channel: 0, value: slot.targets.at(place) };
    const { logits } = slot;
    const margin = tallyException(this.tally, target, logits.logitAt(place), code, logits.at(place));
    if (margin !== null) {
      this.kernel.exports.consider(code, margin, element, code);
    }
  }
}
