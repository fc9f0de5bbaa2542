import { ElementDecoder } from '../../tensor/element-type';
import type { TensorValues } from '../../tensor/tensor-file';
import type { ColumnTask } from '../reference-task';
import type { BufferColumn } from '../run';

/** Room for the raw bytes of an array, and their values, outside the kernel's memory. */
export class DecodedColumn implements BufferColumn {
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

  /** The values of the raw bytes. Valid until the next call. */
  values(rows: number): TensorValues {
    return this.decoder.decode(this.bytes(rows));
  }
}
