import type { DataType } from '../tensor-file';

/** The function that rounds a float64 to a narrower float type; undefined for float64 and for types that are no float. */
export function floatRounding(dtype: DataType): ((value: number) => number) | undefined {
  switch (dtype) {
    case 'float16':
      return roundToFloat16;
    case 'bfloat16':
      return roundToBfloat16;
    case 'float32':
      return Math.fround;
    default:
      return undefined;
  }
}

/** Numbers from here on, half a step beyond the largest float16, round to infinity. */
const BEYOND_FLOAT16 = 65_520;

/** Nearest float16, ties to even. */
function roundToFloat16(value: number): number {
  const size = Math.abs(value);
  if (size >= BEYOND_FLOAT16) {
    return Math.sign(value) * Number.POSITIVE_INFINITY;
  }
  // A step of float16 is 2^−10 of the octave, and 2^−24 for subnormals. Adding and subtracting a number whose last digit
  // is one step makes float64 round to whole steps.
  const step = 2 ** (Math.max(-14, Math.floor(Math.log2(size))) - 10);
  const digitsEnd = step * 2 ** 52;
  return value < 0 || Object.is(value, -0) ? -(size + digitsEnd - digitsEnd) : size + digitsEnd - digitsEnd;
}

const float32 = new Float32Array(1);
const bits = new Uint32Array(float32.buffer);

/** Nearest bfloat16 of the nearest float32, ties to even, as PyTorch and ml_dtypes convert. */
function roundToBfloat16(value: number): number {
  float32[0] = value;
  if (Number.isNaN(value)) {
    return value;
  }
  const word = bits[0] ?? 0;
  bits[0] = (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000;
  return float32[0];
}
