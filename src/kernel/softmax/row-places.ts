import { Confusions, type ConfusionsRecord } from '../../check/statistics/confusions';
import type { KernelInstance } from '../kernel-instance';

/** Counts the confusions of rows that the kernel has added. */
export class RowPlaces {
  /** Addresses of the number of classes before the target class, and of the class in the first place. */
  private readonly ahead: number;
  private readonly tops: number;
  private readonly confusions: Confusions;

  constructor(
    private readonly kernel: KernelInstance,
    channels: number,
    mostRows: number,
  ) {
    this.ahead = kernel.reserve(4 * mostRows);
    this.tops = kernel.reserve(4 * mostRows);
    this.confusions = new Confusions(channels);
  }

  /**
   * @param logits address of the rows' logits
   * @param classes address of their target classes
   * @param codes address of the codes that `addRows` gave them
   */
  add(logits: number, classes: number, codes: number, rows: number): void {
    const { kernel, confusions } = this;
    kernel.exports.placeRows(logits, classes, codes, rows, this.ahead, this.tops);
    const targets = new Int32Array(kernel.memory, classes, rows);
    const ahead = new Int32Array(kernel.memory, this.ahead, rows);
    const tops = new Int32Array(kernel.memory, this.tops, rows);
    for (let row = 0; row < rows; row++) {
      const before = ahead[row] ?? -1;
      if (before >= 0) {
        confusions.addOne(targets[row] ?? 0, tops[row] ?? 0, before);
      }
    }
  }

  record(): ConfusionsRecord {
    return this.confusions.record();
  }
}
