import type { ElementType } from '../tensor/element-type';
import type { DataType } from '../tensor/tensor-file';
import type { KernelInstance } from './kernel-instance';

/** Bytes that the functions of the kernel may read or write beyond what they are asked. */
const SPARE_BYTES = 64;

/** Room for the raw elements of one array in the kernel's memory, and for the numbers that they become. */
export class LogitData {
  private readonly raw: number;
  private readonly floats: number;

  /** @param capacity most elements at a time */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    readonly capacity: number,
  ) {
    this.raw = kernel.reserve(capacity * type.itemSize + SPARE_BYTES);
    this.floats = type.dtype === 'float32' ? this.raw : kernel.reserve(4 * capacity + SPARE_BYTES);
  }

  /** Where to write the raw bytes of so many elements. Valid until the kernel's memory grows. */
  bytes(elements: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, elements * this.type.itemSize);
  }

  /** Turns the raw bytes into float32 and returns their address. */
  decode(elements: number): number {
    const { exports } = this.kernel;
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

/** Room for the raw targets of a sigmoid, and for their codes. */
export class TargetData {
  readonly codes: number;
  private readonly raw: number;
  private readonly widened: number;
  private readonly ignored: number | null;

  /** @param ignoreIndex target value that takes an element out; null for none */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    readonly capacity: number,
    ignoreIndex: number | null,
  ) {
    const isHalf = type.dtype === 'float16' || type.dtype === 'bfloat16';
    this.raw = kernel.reserve(capacity * type.itemSize + SPARE_BYTES);
    this.widened = isHalf ? kernel.reserve(4 * capacity + SPARE_BYTES) : this.raw;
    this.codes = kernel.reserve(capacity + SPARE_BYTES);
    this.ignored = ignoreIndex === null ? null : asStored(ignoreIndex, type);
  }

  bytes(elements: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, elements * this.type.itemSize);
  }

  /** Turns the raw targets into codes; see assembly/targets.ts. */
  decode(elements: number): void {
    const { exports } = this.kernel;
    const { dtype, itemSize, littleEndian } = this.type;
    if (!littleEndian) exports.swapBytes(this.raw, elements * itemSize, itemSize);
    if (dtype === 'float16') exports.widenFloat16(this.raw, this.widened, elements);
    if (dtype === 'bfloat16') exports.widenBfloat16(this.raw, this.widened, elements);
    const code = exports[CODERS[dtype]];
    code(this.widened, this.codes, elements, this.ignored ?? 0, this.ignored !== null);
  }

  codeAt(place: number): number {
    return new DataView(this.kernel.memory).getUint8(this.codes + place);
  }

  /** The target's value. */
  at(place: number): number {
    const view = new DataView(this.kernel.memory);
    return READERS[this.type.dtype](view, this.widened, place);
  }
}

/** Unsigned integers are compared as signed ones of the same bits. */
const CODERS = {
  bool: 'codeBool',
  uint8: 'codeUint8',
  int8: 'codeInt8',
  uint16: 'codeInt16',
  int16: 'codeInt16',
  uint32: 'codeInt32',
  int32: 'codeInt32',
  uint64: 'codeInt64',
  int64: 'codeInt64',
  float16: 'codeFloat32',
  bfloat16: 'codeFloat32',
  float32: 'codeFloat32',
  float64: 'codeFloat64',
} as const satisfies Record<DataType, string>;

const READERS: Readonly<Record<DataType, (view: DataView, address: number, place: number) => number>> = {
  bool: (view, address, place) => Math.min(1, view.getUint8(address + place)),
  uint8: (view, address, place) => view.getUint8(address + place),
  int8: (view, address, place) => view.getInt8(address + place),
  uint16: (view, address, place) => view.getUint16(address + 2 * place, true),
  int16: (view, address, place) => view.getInt16(address + 2 * place, true),
  uint32: (view, address, place) => view.getUint32(address + 4 * place, true),
  int32: (view, address, place) => view.getInt32(address + 4 * place, true),
  uint64: (view, address, place) => Number(view.getBigUint64(address + 8 * place, true)),
  int64: (view, address, place) => Number(view.getBigInt64(address + 8 * place, true)),
  float16: (view, address, place) => view.getFloat32(address + 4 * place, true),
  bfloat16: (view, address, place) => view.getFloat32(address + 4 * place, true),
  float32: (view, address, place) => view.getFloat32(address + 4 * place, true),
  float64: (view, address, place) => view.getFloat64(address + 8 * place, true),
};

/** A value as the elements of an array can hold it, unsigned ones as signed; null when they cannot. */
function asStored(value: number, { dtype, itemSize }: ElementType): number | null {
  if (dtype.includes('float')) return value;
  const isUnsigned = dtype.startsWith('u');
  const half = 2 ** (8 * itemSize - 1);
  const [lowest, end] = isUnsigned || dtype === 'bool' ? [0, 2 * half] : [-half, half];
  if (!Number.isInteger(value) || value < lowest || value >= end) return null;
  return isUnsigned && itemSize > 1 && value >= half ? value - 2 * half : value;
}
