import type { KernelInstance } from '../kernel-instance';
import type { KernelTask } from '../kernel-task';
import type { ColumnTask } from '../reference-task';
import { RowValues } from './row-values';

/** Weights and a mask of the rows of a softmax. */
export class RowWeights {
  /** In the order of `columnsOf`. */
  readonly columns: readonly RowValues[];
  readonly weight: RowValues | null;
  private readonly mask: RowValues | null;

  constructor(
    private readonly kernel: KernelInstance,
    { weights, softmax }: Pick<KernelTask, 'weights' | 'softmax'>,
    mostRows: number,
  ) {
    const room = (task: ColumnTask | undefined) =>
      softmax === null || task === undefined ? null : new RowValues(kernel, task, mostRows);
    this.mask = room(weights.find(({ isMask }) => isMask));
    this.weight = room(weights.find(({ isMask }) => !isMask));
    this.columns = [this.weight, this.mask].filter((column) => column !== null);
  }

  /**
   * Finds the values of the rows, and excludes rows with weight zero: their classes become negative codes.
   * @param classes address of the class of each row
   * @param logits address of float32
   * @param background the class whose rows are negatives, or −1
   * @returns number of positives with weight zero
   */
  decode(classes: number, logits: number, rows: number, channels: number, background: number): number {
    for (const column of this.columns) {
      column.decode(classes, rows);
    }
    const { exports } = this.kernel;
    let positives = 0;
    // The mask comes first: a weight has no meaning where it excludes the row.
    for (const column of this.columns.toReversed()) {
      const isMask = column === this.mask;
      const { address } = column;
      positives += exports.foldRowWeights(address, isMask, classes, logits, rows, channels, background);
    }
    return positives;
  }
}
