import { type CellHarvest, CellTable } from './cell-table';
import { LogitData, TargetData } from './element-data';
import { emptyTally, tallyException } from './exceptions';
import { KernelInstance } from './kernel-instance';
import type { JobRecord, KernelRun, Slot } from './kernel-run';
import type { KernelTask } from './kernel-task';

/** One logit a row, with a hard target: everything is known from the cells. */
export class SigmoidRun implements KernelRun {
  readonly slots: readonly Slot[];
  private readonly kernel: KernelInstance;
  private readonly cells: CellTable;
  private tally = emptyTally();
  private current: { readonly slot: Slot; readonly first: number } | undefined;

  constructor(
    module: WebAssembly.Module,
    { gamma, logits, targets, ignoreIndex }: KernelTask,
    readonly mostRows: number,
  ) {
    this.kernel = new KernelInstance(module);
    this.kernel.onException = (place) => this.take(place);
    this.kernel.exports.setUpTargets(ignoreIndex ?? 0, ignoreIndex !== null, 0);
    this.cells = new CellTable(this.kernel, gamma);
    this.slots = Array.from({ length: 2 }, () => ({
      logits: new LogitData(this.kernel, logits, mostRows, 1),
      targets: new TargetData(this.kernel, targets, mostRows, 1, 1),
    }));
  }

  add(slot: Slot, firstRow: number, rows: number): void {
    this.current = { slot, first: firstRow };
    slot.targets.decode(rows);
    this.cells.add(slot.logits.decode(rows, true), slot.targets.codes, 0, rows, firstRow);
  }

  endJob(): JobRecord {
    const { tally } = this;
    this.tally = emptyTally();
    return { exceptions: tally, sums: null };
  }

  harvest(): CellHarvest {
    return { ...this.cells.harvest(), ...this.slots[0]?.logits.extrema() };
  }

  private take(place: number): void {
    if (this.current === undefined) return;
    const { slot, first } = this.current;
    const element = first + place;
    const code = this.kernel.byteAt(slot.targets.codes + place);
    const target = { row: element, channel: 0, value: slot.targets.at(place) };
    const margin = tallyException(this.tally, target, slot.logits.at(place), code);
    if (margin !== null) this.kernel.exports.consider(code, margin, element, code);
  }
}
