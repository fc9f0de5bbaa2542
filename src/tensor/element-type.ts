import type { DataType, ExactValues, TensorValues } from './tensor-file';

/** The form of one element on disk. */
export interface ElementType {
  readonly dtype: DataType;
  /** Bytes of one element: 1, 2, 4 or 8. */
  readonly itemSize: number;
  readonly littleEndian: boolean;
}

const ITEM_SIZES: Readonly<Record<DataType, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
};

/** NumPy's names of the element types that can be read. */
export const DATA_TYPES = Object.keys(ITEM_SIZES) as readonly DataType[];

export function isDataType(name: string): name is DataType {
  return Object.hasOwn(ITEM_SIZES, name);
}

export function elementType(dtype: DataType, littleEndian = true): ElementType {
  return { dtype, itemSize: ITEM_SIZES[dtype], littleEndian };
}

const machineIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Turns the bytes of elements into numbers. One decoder serves one stream: where values cannot be a view of the
 * bytes, they are written to one array that every call reuses.
 */
export class ElementDecoder {
  private widened: Float32Array | Float64Array | undefined;

  constructor(
    private readonly type: ElementType,
    /** Most elements that one call decodes. */
    private readonly capacity: number,
  ) {}

  /**
   * Decodes all of `bytes`, whose start is aligned to the item size and whose length is a multiple of it. The
   * bytes are overwritten where their order is not the machine's.
   */
  decode(bytes: Uint8Array): TensorValues {
    const { dtype, itemSize, littleEndian } = this.type;
    if (itemSize > 1 && littleEndian !== machineIsLittleEndian) {
      swapBytes(bytes, itemSize);
    }
    const { buffer, byteOffset } = bytes;
    const length = bytes.byteLength / itemSize;
    switch (dtype) {
      case 'bool':
        return asZeroOrOne(bytes);
      case 'uint8':
        return bytes;
      case 'int8':
        return new Int8Array(buffer, byteOffset, length);
      case 'int16':
        return new Int16Array(buffer, byteOffset, length);
      case 'uint16':
        return new Uint16Array(buffer, byteOffset, length);
      case 'int32':
        return new Int32Array(buffer, byteOffset, length);
      case 'uint32':
        return new Uint32Array(buffer, byteOffset, length);
      case 'float32':
        return new Float32Array(buffer, byteOffset, length);
      case 'float64':
        return new Float64Array(buffer, byteOffset, length);
      case 'float16':
        return widenFloat16(new Uint16Array(buffer, byteOffset, length), this.float32());
      case 'bfloat16':
        return widenBfloat16(new Uint16Array(buffer, byteOffset, length), this.float32());
      case 'int64':
      case 'uint64':
        return widenInteger64(bytes, dtype === 'int64', this.float64());
    }
  }

  /** Like `decode`, but 64-bit integers keep every digit. */
  decodeExactly(bytes: Uint8Array): ExactValues {
    const { dtype, itemSize, littleEndian } = this.type;
    if (dtype !== 'int64' && dtype !== 'uint64') {
      return this.decode(bytes);
    }
    if (littleEndian !== machineIsLittleEndian) {
      swapBytes(bytes, itemSize);
    }
    const { buffer, byteOffset } = bytes;
    const length = bytes.byteLength / itemSize;
    return dtype === 'int64'
      ? new BigInt64Array(buffer, byteOffset, length)
      : new BigUint64Array(buffer, byteOffset, length);
  }

  private float32(): Float32Array {
    if (!(this.widened instanceof Float32Array)) {
      this.widened = new Float32Array(this.capacity);
    }
    return this.widened;
  }

  private float64(): Float64Array {
    if (!(this.widened instanceof Float64Array)) {
      this.widened = new Float64Array(this.capacity);
    }
    return this.widened;
  }
}

/** NumPy reads every nonzero byte as True. Nearly always those bytes are 1, which is tested four bytes at a time. */
function asZeroOrOne(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = bytes;
  let index = 0;
  if (byteOffset % 4 === 0) {
    const words = new Int32Array(buffer, byteOffset, byteLength >>> 2);
    let seen = 0;
    for (let word = 0; word < words.length; word += 1) {
      seen |= words[word] ?? 0;
    }
    index = (seen & ~0x01010101) === 0 ? 4 * words.length : 0;
  }
  for (; index < byteLength; index += 1) {
    if ((bytes[index] ?? 0) > 1) {
      bytes[index] = 1;
    }
  }
  return bytes;
}

function swapBytes({ buffer, byteOffset, byteLength }: Uint8Array, itemSize: number): void {
  if (itemSize === 2) {
    const halves = new Uint16Array(buffer, byteOffset, byteLength / 2);
    for (let index = 0; index < halves.length; index += 1) {
      const half = halves[index] ?? 0;
      halves[index] = (half << 8) | (half >>> 8);
    }
    return;
  }
  const words = new Int32Array(buffer, byteOffset, byteLength / 4);
  if (itemSize === 4) {
    for (let index = 0; index < words.length; index += 1) {
      words[index] = swapWord(words[index] ?? 0);
    }
    return;
  }
  for (let index = 0; index < words.length; index += 2) {
    const first = words[index] ?? 0;
    words[index] = swapWord(words[index + 1] ?? 0);
    words[index + 1] = swapWord(first);
  }
}

/** Reverses the four bytes of a word. Each of the two rotations puts every other byte into its place. */
function swapWord(word: number): number {
  return (((word << 8) | (word >>> 24)) & 0x00ff00ff) | (((word << 24) | (word >>> 8)) & 0xff00ff00);
}

let float16Table: Int32Array | undefined;

/**
 * There are only 65,536 half floats, so a table lookup replaces taking each apart. Bits are copied as integers, four at
 * a time, because the engine does that fastest.
 */
function widenFloat16(bits: Uint16Array, target: Float32Array): Float32Array {
  float16Table ??= bitsOfFloat16();
  const table = float16Table;
  const words = new Int32Array(target.buffer, target.byteOffset, bits.length);
  let index = 0;
  for (; index + 3 < bits.length; index += 4) {
    words[index] = table[bits[index] ?? 0] ?? 0;
    words[index + 1] = table[bits[index + 1] ?? 0] ?? 0;
    words[index + 2] = table[bits[index + 2] ?? 0] ?? 0;
    words[index + 3] = table[bits[index + 3] ?? 0] ?? 0;
  }
  for (; index < bits.length; index += 1) {
    words[index] = table[bits[index] ?? 0] ?? 0;
  }
  return target.subarray(0, bits.length);
}

/** Entry h: the bits of the float32 that equals the half float with the bits h (IEEE 754-2008, 3.4). */
function bitsOfFloat16(): Int32Array {
  const floats = new Float32Array(65_536);
  for (let bits = 0; bits < 0x8000; bits += 1) {
    const exponent = bits >>> 10;
    const fraction = bits & 0x3ff;
    const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
    const special = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
    floats[bits] = exponent === 31 ? special : size;
    floats[0x8000 + bits] = -(floats[bits] ?? 0);
  }
  return new Int32Array(floats.buffer);
}

/** A bfloat16 is the upper half of a float32. */
function widenBfloat16(bits: Uint16Array, target: Float32Array): Float32Array {
  const words = new Int32Array(target.buffer, target.byteOffset, bits.length);
  let index = 0;
  for (; index + 3 < bits.length; index += 4) {
    words[index] = (bits[index] ?? 0) << 16;
    words[index + 1] = (bits[index + 1] ?? 0) << 16;
    words[index + 2] = (bits[index + 2] ?? 0) << 16;
    words[index + 3] = (bits[index + 3] ?? 0) << 16;
  }
  for (; index < bits.length; index += 1) {
    words[index] = (bits[index] ?? 0) << 16;
  }
  return target.subarray(0, bits.length);
}

/** Nearest float64 of 64-bit integers. The upper half of a signed integer carries its sign. */
function widenInteger64(bytes: Uint8Array, signed: boolean, target: Float64Array): Float64Array {
  const { buffer, byteOffset } = bytes;
  const length = bytes.byteLength / 8;
  const lower = new Uint32Array(buffer, byteOffset, 2 * length);
  const upper = signed ? new Int32Array(buffer, byteOffset, 2 * length) : lower;
  const [low, high] = machineIsLittleEndian ? [0, 1] : [1, 0];
  for (let index = 0; index < length; index += 1) {
    target[index] = (upper[2 * index + high] ?? 0) * 4_294_967_296 + (lower[2 * index + low] ?? 0);
  }
  return target.subarray(0, length);
}
