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

/** What the values say; see element-codes.ts. */
export interface CodeRules {
  /** The value that takes an element out. */
  readonly ignored: number | null;
  /** Classes of which a value is the index; 0 for values that are zeros and ones. */
  readonly classes: number;
}

/**
 * Room for raw targets, weights or masks, and for what they say: a byte each, or an int32 each for class indices.
 */
export class CodedData {
  /** Address of the codes. */
  readonly codes: number;
  private readonly raw: number;
  private readonly widened: number;

  /**
   * @param rows most rows at a time
   * @param perRow values in a row
   */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    rows: number,
    readonly perRow: number,
    private readonly rules: CodeRules,
  ) {
    const capacity = rows * perRow;
    const isHalf = type.dtype === 'float16' || type.dtype === 'bfloat16';
    this.raw = kernel.reserve(capacity * type.itemSize);
    this.widened = isHalf ? kernel.reserve(4 * capacity) : this.raw;
    this.codes = kernel.reserve(capacity * (rules.classes === 0 ? 1 : 4));
  }

  /** Where to write the raw bytes of so many rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.perRow * this.type.itemSize);
  }

  /** Turns the raw values into codes. */
  decode(rows: number): void {
    const { exports } = this.kernel;
    const count = rows * this.perRow;
    const { dtype, itemSize, littleEndian } = this.type;
    const { ignored, classes } = this.rules;
    if (!littleEndian) exports.swapBytes(this.raw, count * itemSize, itemSize);
    if (dtype === 'float16') exports.widenFloat16(this.raw, this.widened, count);
    if (dtype === 'bfloat16') exports.widenBfloat16(this.raw, this.widened, count);
    exports.setUpCodes(ignored ?? 0, ignored !== null, classes);
    exports.codeValues(TYPES[dtype].code, this.widened, this.codes, count);
  }

  /** The value as it was given. */
  at(place: number): number {
    return TYPES[this.type.dtype].read(new DataView(this.kernel.memory), this.widened, place);
  }
}

/** What the kernel calls a type, that of halves after widening. */
export function typeCode(dtype: DataType): number {
  return TYPES[dtype].code;
}

interface CodedType {
  /** What the kernel calls the type, after widening. */
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
