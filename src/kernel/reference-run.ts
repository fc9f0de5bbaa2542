import { batchOf } from '../check/input/batches';
import { Accumulation } from '../check/statistics/accumulation';
import { ElementDecoder } from '../tensor/element-type';
import type { TensorValues } from '../tensor/tensor-file';
import type { ColumnTask, ReferenceTask } from './reference-task';
import type { BufferColumn, InputBuffers, ReferenceRecord, Run } from './run';

/** Values added at a time: ten milliseconds of work, after which a cancel takes effect. */
const MOST_VALUES = 32_768;

interface ReferenceBuffers extends InputBuffers {
  readonly columns: readonly ReferenceColumn[];
}

/** The scalar reference at work on jobs: what the kernel has no way for. */
export class ReferenceRun implements Run<ReferenceBuffers, ReferenceRecord> {
  readonly bufferSets: readonly ReferenceBuffers[];
  readonly mostRows: number;
  private accumulation: Accumulation;

  constructor(private readonly task: ReferenceTask) {
    const mostRows = Math.max(1, Math.floor(MOST_VALUES / task.data.layout.channels));
    this.bufferSets = Array.from({ length: 2 }, () => ({
      columns: task.columns.map((column) => new ReferenceColumn(column, mostRows)),
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

/** Room for the raw bytes of an array, and their values. */
class ReferenceColumn implements BufferColumn {
  private readonly raw: ArrayBuffer;
  private readonly decoder: ElementDecoder;
  private readonly rowBytes: number;

  constructor({ type, perRow }: ColumnTask, mostRows: number) {
    this.rowBytes = perRow * type.itemSize;
    this.raw = new ArrayBuffer(mostRows * this.rowBytes);
    this.decoder = new ElementDecoder(type, mostRows * perRow);
  }

  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.raw, 0, rows * this.rowBytes);
  }

  values(rows: number): TensorValues {
    return this.decoder.decode(this.bytes(rows));
  }
}
