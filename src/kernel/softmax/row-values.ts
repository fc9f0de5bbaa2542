import { GivenValues } from '../inputs/given-values';
import type { KernelInstance } from '../kernel-instance';
import type { ColumnTask } from '../reference-task';
import type { BufferColumn } from '../run';

/** Room for weights, a mask, losses or gradients of the rows of a softmax, and for the one value that each row has of them. */
export class RowValues implements BufferColumn {
  private readonly given: GivenValues;
  /** Address of the values that were decoded last, float64. */
  readonly address: number;

  constructor(
    private readonly kernel: KernelInstance,
    { type, perRow }: ColumnTask,
    mostRows: number,
  ) {
    this.given = new GivenValues(kernel, type, mostRows, perRow);
    this.address = kernel.reserve(8 * mostRows);
  }

  bytes(rows: number): Uint8Array {
    return this.given.bytes(rows);
  }

  /**
   * Finds the value of each row: if the row has one value per class, that of its class.
   * @param classes address of the class of each row, negative for rows without a class
   */
  decode(classes: number, rows: number): void {
    const { code, perRow } = this.given;
    this.kernel.exports.valuesOfRows(code, this.given.widen(rows), perRow, classes, this.address, rows);
  }

  /** The value of a row, as it was decoded last. */
  at(place: number): number {
    return new DataView(this.kernel.memory).getFloat64(this.address + 8 * place, true);
  }
}
