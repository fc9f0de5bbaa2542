import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DATA_TYPES, ElementDecoder, elementType } from '../../../src/tensor/element-type';
import type { DataType } from '../../../src/tensor/tensor-file';

/** The value at `offset`, read by DataView: half floats by IEEE 754-2008, 3.4, bfloat16 as the upper half of a float32. */
function valueAt(view: DataView, offset: number, dtype: DataType, little: boolean): number {
  switch (dtype) {
    case 'bool':
      return view.getUint8(offset) === 0 ? 0 : 1;
    case 'int8':
      return view.getInt8(offset);
    case 'uint8':
      return view.getUint8(offset);
    case 'int16':
      return view.getInt16(offset, little);
    case 'uint16':
      return view.getUint16(offset, little);
    case 'int32':
      return view.getInt32(offset, little);
    case 'uint32':
      return view.getUint32(offset, little);
    case 'int64':
      return Number(view.getBigInt64(offset, little));
    case 'uint64':
      return Number(view.getBigUint64(offset, little));
    case 'float32':
      return view.getFloat32(offset, little);
    case 'float64':
      return view.getFloat64(offset, little);
    case 'float16':
      return half(view.getUint16(offset, little));
    case 'bfloat16': {
      const word = new DataView(new ArrayBuffer(4));
      word.setUint16(0, view.getUint16(offset, little));
      return word.getFloat32(0);
    }
  }
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Bytes for booleans: all, some or none of them are zeros and ones. */
const someBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200, size: 'max' }),
  fc.uint8Array({ maxLength: 200, size: 'max', max: 1 }),
);

it.each(DATA_TYPES.flatMap((dtype) => [true, false].map((little) => [dtype, little] as const)))(
  '%s (little-endian: %s) is decoded at any offset',
  (dtype, little) => {
    const type = elementType(dtype, little);
    fc.assert(
      fc.property(someBytes, fc.nat(7), (content, items) => {
        const begin = items * type.itemSize;
        const length = content.length - (content.length % type.itemSize);
        const bytes = new Uint8Array(begin + content.length);
        bytes.set(content, begin);
        const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
        const expected = Array.from({ length: length / type.itemSize }, (_, index) =>
          valueAt(view, index * type.itemSize, dtype, little),
        );
        const decoder = new ElementDecoder(type, expected.length);
        expect([...decoder.decode(bytes.subarray(begin, begin + length))]).toEqual(expected);
      }),
    );
  },
);

it('each of the 65,536 half floats is decoded', () => {
  const halves = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
  const decoder = new ElementDecoder(elementType('float16'), halves.length);
  const decoded = decoder.decode(new Uint8Array(halves.buffer));
  expect(decoded).toEqual(Float32Array.from(halves, half));
});
