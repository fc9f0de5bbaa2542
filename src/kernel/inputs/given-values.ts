import {
  BOOL,
  FLOAT32,
  FLOAT64,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
} from '../../numerics/element-codes';
import type { ElementType } from '../../tensor/element-type';
import type { DataType } from '../../tensor/tensor-file';
import type { KernelInstance } from '../kernel-instance';

/** Memory for the raw values of an array, and for their float32 if they are float16 or bfloat16. */
export class GivenValues {
  /** The kernel's number of the type after widening; see element-codes.ts. */
  readonly code: number;
  private readonly raw: number;
  /** Address of the values after widening. */
  readonly address: number;

  /**
   * @param rows most rows at a time
   * @param perRow values in a row
   */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    rows: number,
    readonly perRow: number,
  ) {
    const capacity = rows * perRow;
    const isHalf = type.dtype === 'float16' || type.dtype === 'bfloat16';
    this.code = TYPES[type.dtype].code;
    this.raw = kernel.reserve(capacity * type.itemSize);
    this.address = isHalf ? kernel.reserve(4 * capacity) : this.raw;
  }

  /** Memory for the raw bytes of a number of rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.perRow * this.type.itemSize);
  }

  /** Turns the raw bytes into values for the kernel and returns their address. */
  widen(rows: number): number {
    const { exports } = this.kernel;
    const count = rows * this.perRow;
    const { dtype, itemSize, littleEndian } = this.type;
    if (!littleEndian) {
      exports.swapBytes(this.raw, count * itemSize, itemSize);
    }
    if (dtype === 'float16') {
      exports.widenFloat16(this.raw, this.address, count);
    }
    if (dtype === 'bfloat16') {
      exports.widenBfloat16(this.raw, this.address, count);
    }
    return this.address;
  }

  /** The original value. */
  at(place: number): number {
    return TYPES[this.type.dtype].read(new DataView(this.kernel.memory), this.address, place);
  }
}

interface CodedType {
  /** The kernel's number of the type after widening. */
  readonly code: number;
  read(view: DataView, address: number, place: number): number;
}

const FLOAT32_TYPE: CodedType = {
  code: FLOAT32,
  read: (view, address, place) => view.getFloat32(address + 4 * place, true),
};

const TYPES: Readonly<Record<DataType, CodedType>> = {
  bool: { code: BOOL, read: (view, address, place) => view.getUint8(address + place) },
  uint8: { code: UINT8, read: (view, address, place) => view.getUint8(address + place) },
  int8: { code: INT8, read: (view, address, place) => view.getInt8(address + place) },
  uint16: { code: UINT16, read: (view, address, place) => view.getUint16(address + 2 * place, true) },
  int16: { code: INT16, read: (view, address, place) => view.getInt16(address + 2 * place, true) },
  uint32: { code: UINT32, read: (view, address, place) => view.getUint32(address + 4 * place, true) },
  int32: { code: INT32, read: (view, address, place) => view.getInt32(address + 4 * place, true) },
  uint64: {
    code: UINT64,
    read: (view, address, place) => Number(view.getBigUint64(address + 8 * place, true)),
  },
  int64: { code: INT64, read: (view, address, place) => Number(view.getBigInt64(address + 8 * place, true)) },
  float16: FLOAT32_TYPE,
  bfloat16: FLOAT32_TYPE,
  float32: FLOAT32_TYPE,
  float64: { code: FLOAT64, read: (view, address, place) => view.getFloat64(address + 8 * place, true) },
};
