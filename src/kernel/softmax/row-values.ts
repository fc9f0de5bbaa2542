import { DecodedColumn } from '../inputs/decoded-column';
import type { KernelInstance } from '../kernel-instance';
import type { ColumnTask } from '../reference-task';
import type { BufferColumn } from '../run';

/** Room for weights or a mask of the rows of a softmax, and for the one value that each row has of them. */
export class RowValues implements BufferColumn {
  private readonly given: DecodedColumn;
  private readonly perRow: number;
  /** Address of the values that were decoded last, float64. */
  readonly address: number;

  constructor(
    private readonly kernel: KernelInstance,
    task: ColumnTask,
    mostRows: number,
  ) {
    this.given = new DecodedColumn(task, mostRows);
    this.perRow = task.perRow;
    this.address = kernel.reserve(8 * mostRows);
  }

  bytes(rows: number): Uint8Array {
    return this.given.bytes(rows);
  }

  /**
   * Finds the value of each row: if the row has one value per class, that of its class.
   * @param classes address of the class of each row, negative for rows without a class, whose value has no meaning
   */
  decode(classes: number, rows: number): void {
    const { perRow } = this;
    const { memory } = this.kernel;
    const values = this.given.values(rows);
    const ofRows = new Float64Array(memory, this.address, rows);
    if (perRow === 1) {
      ofRows.set(values);
      return;
    }
    for (const [row, target] of new Int32Array(memory, classes, rows).entries()) {
      ofRows[row] = values[perRow * row + target] ?? 0;
    }
  }
}
