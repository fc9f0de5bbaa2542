import type { KernelInstance } from '../kernel-instance';

/** Most classes with a table of all pairs, which then has 2 MB. */
const MOST_CLASSES_OF_TABLE = 512;

/** Counts the pairs of a target class and another class in the first place, of the rows that the kernel adds. */
export class ConfusedPairs {
  /** Address of the table, or null. */
  private readonly table: number | null;
  /** Address of the list of a batch's pairs, and their counts; not used with a table. */
  private readonly list: number;
  private readonly listed = new Map<number, number>();

  constructor(
    private readonly kernel: KernelInstance,
    private readonly channels: number,
    mostRows: number,
  ) {
    const hasTable = channels <= MOST_CLASSES_OF_TABLE;
    this.table = hasTable ? kernel.reserve(8 * channels * channels) : null;
    this.list = hasTable ? 0 : kernel.reserve(4 * mostRows);
    kernel.exports.setUpPairs(this.table ?? 0, this.list);
  }

  /** Counts the pairs that the kernel listed for the rows of a batch. */
  addListed(): void {
    const { kernel, listed } = this;
    for (const pair of new Uint32Array(kernel.memory, this.list, kernel.exports.takeListed())) {
      listed.set(pair, (listed.get(pair) ?? 0) + 1);
    }
  }

  /** The number of rows of each pair: target class · number of classes + class in the first place. */
  counts(): ReadonlyMap<number, number> {
    if (this.table === null) {
      return this.listed;
    }
    const table = new Float64Array(this.kernel.memory, this.table, this.channels ** 2);
    return new Map([...table.entries()].filter(([, times]) => times > 0));
  }
}
