import type { ColumnSizes } from '../check/input/batches';
import { LeftOut } from '../check/statistics/left-out';
import { DoubleColumn } from './double-column';
import { ElementSums } from './element-sums';
import { KernelInstance } from './kernel-instance';
import type { ReferenceTask } from './reference-task';
import type { ReferenceRecord, Run, Slot } from './run';

/** Values that are added at a time: they and their float64 fit into the processor's second cache. */
const MOST_VALUES = 32_768;

interface ElementSlot extends Slot {
  readonly columns: readonly DoubleColumn[];
}

/** Why an element is left out, as elements.ts says it. */
const TARGET_NOT_FINITE = 0;
const TARGET_INVALID = 1;

/** Where a piece's elements stand in the kernel's memory, as float64. */
interface Piece {
  readonly firstRow: number;
  readonly logits: number;
  readonly targets: number;
}

/**
 * A sigmoid's elements in float64: what the cells know nothing of, such as weights, soft targets, and losses and gradients
 * to compare with. It gives what the scalar reference gives of each batch.
 */
export class ElementRun implements Run<ElementSlot, ReferenceRecord> {
  readonly slots: readonly ElementSlot[];
  readonly mostRows: number;
  private readonly kernel: KernelInstance;
  private readonly sums: ElementSums;
  private leftOut = new LeftOut();
  private piece: Piece = { firstRow: 0, logits: 0, targets: 0 };

  constructor(
    module: WebAssembly.Module,
    private readonly task: ReferenceTask,
  ) {
    const { layout, columns } = task;
    this.mostRows = Math.max(1, Math.floor(MOST_VALUES / layout.channels));
    const { mostRows } = this;
    this.kernel = new KernelInstance(module, false);
    this.kernel.onElementException = (place, reason) => this.leaveOut(place, reason);
    this.sums = new ElementSums(this.kernel, task);
    const doubles = columns.map(({ perRow }) => this.kernel.reserve(8 * mostRows * perRow));
    this.slots = Array.from({ length: 2 }, () => ({
      columns: columns.map((column, at) => new DoubleColumn(this.kernel, column, mostRows, doubles[at] ?? 0)),
    }));
  }

  add({ columns }: ElementSlot, firstRow: number, rows: number): void {
    const [logits = 0, targets = 0, ...rest] = columns.map((column) => column.decode(rows));
    this.piece = { firstRow, logits, targets };
    this.setUpColumns(rest);
    this.kernel.exports.addElements(logits, targets, rows, firstRow * this.task.layout.channels);
  }

  endJob(): ReferenceRecord {
    const statistics = this.sums.take(this.leftOut);
    this.leftOut = new LeftOut();
    return { statistics };
  }

  harvest(): null {
    return null;
  }

  /** @param addresses of the optional columns, in their order */
  private setUpColumns(addresses: number[]): void {
    const { weight, mask, gradient, loss }: ColumnSizes = this.task.sizes;
    const place = (size: { readonly perRow: number } | undefined): [address: number, perRow: number] =>
      size === undefined ? [0, 0] : [addresses.shift() ?? 0, size.perRow];
    this.kernel.exports.setUpColumns(...place(weight), ...place(mask), ...place(gradient), ...place(loss));
  }

  /** Notes where an element stands that has no loss. */
  private leaveOut(place: number, reason: number): void {
    const { channels, targetsPerRow } = this.task.layout;
    const { firstRow, logits, targets } = this.piece;
    const channel = place % channels;
    const rowInPiece = (place - channel) / channels;
    const row = firstRow + rowInPiece;
    if (reason !== TARGET_NOT_FINITE && reason !== TARGET_INVALID) {
      this.leftOut.logitNotFinite(row, channel, this.kernel.float64At(logits + 8 * place));
      return;
    }
    const target = this.kernel.float64At(targets + 8 * (targetsPerRow === 1 ? rowInPiece : place));
    if (reason === TARGET_INVALID) {
      this.leftOut.targetInvalid(row, channel, target);
    } else {
      this.leftOut.targetNotFinite(row, channel, target);
    }
  }
}
