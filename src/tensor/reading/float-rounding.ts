import type { DataType } from '../tensor-file';

/** What makes a float64 the nearest value of a narrower float type; undefined for float64 and all that is no float. */
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

/** From here on, half a step beyond the largest float16, numbers round to infinity. */
const BEYOND_FLOAT16 = 65_520;

/** Nearest float16, ties to even. */
function roundToFloat16(value: number): number {
  const size = Math.abs(value);
  if (size >= BEYOND_FLOAT16) {
    return Math.sign(value) * Number.POSITIVE_INFINITY;
  }
  // Steps of float16 are 2^−10 of the octave, those of its subnormals 2^−24. Float64 rounds to whole steps where its own
  // digits end there.
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
