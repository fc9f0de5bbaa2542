import { GivenValues } from './given-values';
import type { KernelInstance } from './kernel-instance';
import type { ColumnTask } from './reference-task';
import type { SlotColumn } from './run';

/** Room for the raw values of an array in the kernel's memory, which become float64. */
export class DoubleColumn implements SlotColumn {
  private readonly given: GivenValues;

  /**
   * @param mostRows most rows at a time
   * @param doubles address for the float64, which the columns of both slots share: only one slot is worked on at a time
   */
  constructor(
    private readonly kernel: KernelInstance,
    private readonly task: ColumnTask,
    mostRows: number,
    private readonly doubles: number,
  ) {
    this.given = new GivenValues(kernel, task.type, mostRows, task.perRow);
  }

  bytes(rows: number): Uint8Array {
    return this.given.bytes(rows);
  }

  /** Turns the raw values into float64 and returns their address. */
  decode(rows: number): number {
    const { type, perRow } = this.task;
    const values = this.given.widen(rows);
    if (type.dtype === 'float64') {
      return values;
    }
    this.kernel.exports.valuesOfRows(this.given.code, values, 1, 0, this.doubles, rows * perRow);
    return this.doubles;
  }
}
