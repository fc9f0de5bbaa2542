import type { ElementType } from '../tensor/element-type';
import { typeCode } from './coded-data';
import type { KernelInstance } from './kernel-instance';
import type { SlotColumn } from './run';

/** Room for values on their way to float64, which the columns of both slots share: only one slot is worked on at a time. */
export class DoubleBuffers {
  readonly widened: number;
  readonly doubles: number;

  constructor(kernel: KernelInstance, { dtype }: ElementType, values: number) {
    const isHalf = dtype === 'float16' || dtype === 'bfloat16';
    this.widened = isHalf ? kernel.reserve(4 * values) : 0;
    this.doubles = dtype === 'float64' ? 0 : kernel.reserve(8 * values);
  }
}

/** Room for the raw values of an array in the kernel's memory, which become float64. */
export class DoubleColumn implements SlotColumn {
  private readonly raw: number;

  /**
   * @param rows most rows at a time
   * @param perRow values in a row
   */
  constructor(
    private readonly kernel: KernelInstance,
    private readonly type: ElementType,
    private readonly buffers: DoubleBuffers,
    rows: number,
    private readonly perRow: number,
  ) {
    this.raw = kernel.reserve(rows * perRow * type.itemSize);
  }

  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.perRow * this.type.itemSize);
  }

  /** Turns the raw values into float64 and returns their address. */
  decode(rows: number): number {
    const { exports } = this.kernel;
    const { dtype, itemSize, littleEndian } = this.type;
    const { widened, doubles } = this.buffers;
    const count = rows * this.perRow;
    if (!littleEndian) exports.swapBytes(this.raw, count * itemSize, itemSize);
    if (dtype === 'float64') return this.raw;
    if (dtype === 'float16') exports.widenFloat16(this.raw, widened, count);
    if (dtype === 'bfloat16') exports.widenBfloat16(this.raw, widened, count);
    exports.doublesOf(typeCode(dtype), widened === 0 ? this.raw : widened, doubles, count);
    return doubles;
  }
}
