import type { ElementType } from '../tensor/element-type';
import type { DataType } from '../tensor/tensor-file';
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
} from './element-codes';
import type { KernelInstance } from './kernel-instance';

/** Bytes that the functions of the kernel may read or write beyond what they are asked. */
const SPARE_BYTES = 64;

/** Room for the raw elements of one array in the kernel's memory, and for the numbers that they become. */
export class LogitData {
  private readonly raw: number;
  private readonly floats: number;

  /**
   * @param rows most rows at a time
   * @param channels values in a row
   */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    rows: number,
    readonly channels: number,
  ) {
    const values = rows * channels;
    this.raw = kernel.reserve(values * type.itemSize + SPARE_BYTES);
    this.floats = type.dtype === 'float32' ? this.raw : kernel.reserve(4 * values + SPARE_BYTES);
  }

  /** Where to write the raw bytes of so many rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.channels * this.type.itemSize);
  }

  /** Turns the raw bytes into float32 and returns their address. */
  decode(rows: number): number {
    const { exports } = this.kernel;
    const elements = rows * this.channels;
    const { dtype, itemSize, littleEndian } = this.type;
    if (!littleEndian) exports.swapBytes(this.raw, elements * itemSize, itemSize);
    if (dtype === 'float16') exports.widenFloat16(this.raw, this.floats, elements);
    else if (dtype === 'bfloat16') exports.widenBfloat16(this.raw, this.floats, elements);
    return this.floats;
  }

  at(place: number): number {
    return new DataView(this.kernel.memory).getFloat32(this.floats + 4 * place, true);
  }
}

/** Room for the raw targets, and for what they say: a byte an element or an int32 a row that has a class index. */
export class TargetData {
  readonly codes: number;
  private readonly raw: number;
  private readonly widened: number;

  /**
   * @param rows most rows at a time
   * @param perRow targets in a row
   * @param codeBytes 1 or 4
   */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    rows: number,
    private readonly perRow: number,
    codeBytes: number,
  ) {
    const capacity = rows * perRow;
    const isHalf = type.dtype === 'float16' || type.dtype === 'bfloat16';
    this.raw = kernel.reserve(capacity * type.itemSize + SPARE_BYTES);
    this.widened = isHalf ? kernel.reserve(4 * capacity + SPARE_BYTES) : this.raw;
    this.codes = kernel.reserve(capacity * codeBytes + SPARE_BYTES);
  }

  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.perRow * this.type.itemSize);
  }

  /** Turns the raw targets into codes; see element-codes.ts. */
  decode(rows: number): void {
    const { exports } = this.kernel;
    const count = rows * this.perRow;
    const { dtype, itemSize, littleEndian } = this.type;
    if (!littleEndian) exports.swapBytes(this.raw, count * itemSize, itemSize);
    if (dtype === 'float16') exports.widenFloat16(this.raw, this.widened, count);
    if (dtype === 'bfloat16') exports.widenBfloat16(this.raw, this.widened, count);
    exports.codeTargets(TYPES[dtype].code, this.widened, this.codes, count);
  }

  /** The target's value. */
  at(place: number): number {
    return TYPES[this.type.dtype].read(new DataView(this.kernel.memory), this.widened, place);
  }
}

interface TargetType {
  /** What the kernel calls the type, after widening. */
  readonly code: number;
  read(view: DataView, address: number, place: number): number;
}

const FLOAT32_TYPE: TargetType = {
  code: FLOAT32,
  read: (view, address, place) => view.getFloat32(address + 4 * place, true),
};

const TYPES: Readonly<Record<DataType, TargetType>> = {
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
