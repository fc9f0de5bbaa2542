import { batchOf } from '../check/input/batches';
import { Accumulation } from '../check/statistics/accumulation';
import { DecodedColumn } from './inputs/decoded-column';
import type { ReferenceTask } from './reference-task';
import type { InputBuffers, ReferenceRecord, Run } from './run';

/** Values added at a time: ten milliseconds of work, after which a cancel takes effect. */
const MOST_VALUES = 32_768;

interface ReferenceBuffers extends InputBuffers {
  readonly columns: readonly DecodedColumn[];
}

/** The scalar reference at work on jobs: what the kernel has no way for. */
export class ReferenceRun implements Run<ReferenceBuffers, ReferenceRecord> {
  readonly bufferSets: readonly ReferenceBuffers[];
  readonly mostRows: number;
  private accumulation: Accumulation;

  constructor(private readonly task: ReferenceTask) {
    const mostRows = Math.max(1, Math.floor(MOST_VALUES / task.data.layout.channels));
    this.bufferSets = Array.from({ length: 2 }, () => ({
      columns: task.columns.map((column) => new DecodedColumn(column, mostRows)),
    }));
    this.mostRows = mostRows;
    this.accumulation = this.empty();
  }

  add({ columns }: ReferenceBuffers, firstRow: number, rows: number): void {
    const values = columns.map((column) => column.values(rows));
    this.accumulation.add(batchOf(this.task.data.sizes, firstRow, rows, values));
  }

  endJob(): ReferenceRecord {
    const statistics = this.accumulation.part();
    this.accumulation = this.empty();
    return { statistics };
  }

  result(): null {
    return null;
  }

  private empty(): Accumulation {
    return new Accumulation(this.task.statistics, this.task.data);
  }
}
