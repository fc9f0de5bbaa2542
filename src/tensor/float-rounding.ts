import { f16round } from '@petamoriken/float16';
import type { DataType } from './tensor-file';

/** What makes a float64 the nearest value of a narrower float type; undefined for float64 and all that is no float. */
export function floatRounding(dtype: DataType): ((value: number) => number) | undefined {
  switch (dtype) {
    case 'float16':
      return f16round;
    case 'bfloat16':
      return roundToBfloat16;
    case 'float32':
      return Math.fround;
    default:
      return undefined;
  }
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
