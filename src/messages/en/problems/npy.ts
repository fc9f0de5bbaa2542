import { shapeText } from '../../../format/shape-text';
import { bytesInHexadecimal } from '../../facts';

const NUMBERS = 'expected numbers or booleans, found';
const NO_DICT = 'the header is not a Python dict:';

/** Problems of NPY data. */
export const npyProblems = {
  'npy-magic': ({ start }: { start: readonly number[] }) =>
    `expected the NPY magic \\x93NUMPY, found ${startText(start)}`,
  'npy-header-cut-off': ({ found }: { found: number }) =>
    `expected an NPY header, but the data ends after ${found} bytes: it is truncated`,
  'npy-version': ({ found }: { found: string }) => `expected NPY version 1.0, 2.0 or 3.0, found ${found}`,
  'npy-keys': ({ found }: { found: readonly string[] }) =>
    `expected a header with the keys descr, fortran_order and shape, found ${found.join(', ') || 'none'}`,
  'npy-fortran-order': ({ found }: { found: string }) =>
    `expected fortran_order to be True or False, found ${found}`,
  'npy-shape': ({ found }: { found: string }) =>
    `expected shape to be a tuple of lengths that are not negative, found ${found}`,
  'npy-too-many-elements': ({ shape }: { shape: readonly number[] }) =>
    `expected at most 2^53 bytes, found more elements in shape ${shapeText(shape)} than can be counted`,

  // The text of the header.
  'npy-no-dict': ({ found }: { found: string }) => `expected the header to be a Python dict, found ${found}`,
  'python-token': ({ expected, found }: { expected: readonly string[]; found: string | null }) =>
    `${NO_DICT} expected ${expected.map((token) => `"${token}"`).join(' or ')}, found ${found ?? 'the end'}`,
  'python-literal': ({ found }: { found: string | null }) =>
    `${NO_DICT} expected a literal, found ${found ?? 'the end'}`,
  'python-end': ({ found }: { found: string | null }) =>
    `${NO_DICT} expected the end of the header, found ${found ?? 'the end'}`,
  'python-too-deep': ({ most }: { most: number }) =>
    `${NO_DICT} expected at most ${most} levels, found one more`,
  'python-key': `${NO_DICT} expected a string as the key`,
  'python-key-twice': ({ key }: { key: string }) =>
    `${NO_DICT} expected each key once, found a second '${key}'`,
  'python-open-string': `${NO_DICT} expected a closing quote for the string, found none`,
  'python-escape': `${NO_DICT} expected a string without escapes, found one`,

  // Types that cannot be read as numbers.
  'npy-arrays-as-elements': ({ dtype }: { dtype: string }) =>
    `${NUMBERS} elements that are arrays, dtype ${dtype}; save them as an array with more axes`,
  'npy-structured': ({ fields }: { fields: readonly string[] }) =>
    `${NUMBERS} a structured array with the fields ${fields.map((field) => `"${field}"`).join(', ')}; save each field as an array`,
  'npy-dtype-no-text': ({ dtype }: { dtype: string }) => `${NUMBERS} the dtype ${dtype}, which is not text`,
  'npy-dtype-refused': ({ dtype, kind }: { dtype: string; kind: keyof typeof KINDS }) =>
    `${NUMBERS} dtype '${dtype}': ${KINDS[kind]}`,
  'npy-byte-order': ({ dtype }: { dtype: string }) => `${NUMBERS} dtype '${dtype}' without a byte order`,
};

const KINDS = {
  objects: 'Python objects, stored as a pickle that is never executed here; save numbers instead',
  'byte-strings': 'byte strings; only numbers and booleans can be read',
  strings: 'strings; only numbers and booleans can be read',
  complex: 'complex numbers; only real numbers and booleans can be read',
  dates: 'dates; only numbers and booleans can be read',
  durations: 'durations; only numbers and booleans can be read',
  'raw-bytes':
    'raw bytes without a number type, as 8-bit and 4-bit floats of ml_dtypes are saved; convert to float32 first',
  'float-size':
    'floats of a size that cannot be read (float16, bfloat16, float32 and float64 can); convert to float32 first',
};

function startText(start: readonly number[]): string {
  if (start.length === 0) {
    return 'nothing: it is empty';
  }
  const bytes = `the bytes ${bytesInHexadecimal(start)}`;
  return start[0] === 0x80 ? `${bytes}, a Python pickle, which is never executed here` : bytes;
}
