import { shapeText } from '../../../format/shape-text';
import { type ElementType, elementType } from '../../element-type';
import { elementCount } from '../../shape';
import { type DataType, RefusedArrayError, TensorFileError } from '../../tensor-file';
import { type PythonLiteral, PythonLiteralError, parsePythonLiteral, pythonText } from './python-literal';

/** The bytes that every NPY file starts with. */
export const npyMagic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** What an NPY header says, and where the data begins. */
export interface NpyHeader {
  readonly shape: readonly number[];
  readonly type: ElementType;
  readonly fortranOrder: boolean;
  readonly elements: number;
  /** Bytes of magic, version, length and header text; the data follows. */
  readonly dataOffset: number;
}

/** Bytes before the header text: magic, version and, at most, a four-byte length. */
const LONGEST_PREAMBLE = 12;
/** NumPy itself refuses longer headers than 10,000 bytes unless told otherwise. */
const LONGEST_HEADER = 1_048_576;

/** Fills as much of `target` as there is, from `offset` of the NPY data on, and returns the number of bytes. */
export type ReadNpyBytes = (offset: number, target: Uint8Array) => Promise<number>;

/**
 * Reads and checks the header of NPY 1.0, 2.0 and 3.0 (numpy.lib.format).
 * @param base byte offset of the NPY data in the file, added to the offsets that errors name
 * @throws RefusedArrayError for objects, structures, strings and numbers of a type that cannot be read
 * @throws TensorFileError when the header is malformed
 */
export async function readNpyHeader(
  read: ReadNpyBytes,
  file: string,
  array: string,
  base = 0,
): Promise<NpyHeader> {
  const fail = (problem: string, offset: number, Kind = TensorFileError) =>
    new Kind(file, problem, { array, byteOffset: base + offset });
  const preamble = new Uint8Array(LONGEST_PREAMBLE);
  const got = await read(0, preamble);
  const magic = preamble.subarray(0, npyMagic.length);
  if (got < npyMagic.length || npyMagic.some((byte, index) => byte !== magic[index])) {
    throw fail(`expected the NPY magic \\x93NUMPY, found ${describeStart(magic.subarray(0, got))}`, 0);
  }
  if (got < LONGEST_PREAMBLE) {
    throw fail(`expected an NPY header, but the data ends after ${got} bytes: it is truncated`, got);
  }
  const [major = 0, minor = 0] = preamble.subarray(6, 8);
  if (major < 1 || major > 3 || minor !== 0) {
    throw fail(`expected NPY version 1.0, 2.0 or 3.0, found ${major}.${minor}`, 6);
  }
  const view = new DataView(preamble.buffer);
  const textOffset = major === 1 ? 10 : 12;
  const textLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (textLength > LONGEST_HEADER) {
    throw fail(`expected a header of at most ${LONGEST_HEADER} bytes, found a length of ${textLength}`, 8);
  }
  const text = new Uint8Array(textLength);
  const textRead = await read(textOffset, text);
  if (textRead < textLength) {
    throw fail(
      `expected a header of ${textLength} bytes, but the data ends after ${textRead}: it is truncated`,
      textOffset,
    );
  }
  const decoded = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(text);
  const described = describeArray(decoded, (problem, index, Kind) => fail(problem, textOffset + index, Kind));
  return { ...described, dataOffset: textOffset + textLength };
}

type Fail = (problem: string, index: number, Kind?: typeof TensorFileError) => TensorFileError;

function describeArray(text: string, fail: Fail): Omit<NpyHeader, 'dataOffset'> {
  const header = parseHeader(text, fail);
  const keys = [...header.keys()].sort().join(', ');
  if (keys !== 'descr, fortran_order, shape') {
    throw fail(`expected a header with the keys descr, fortran_order and shape, found ${keys || 'none'}`, 0);
  }
  const fortranOrder = header.get('fortran_order') ?? null;
  if (typeof fortranOrder !== 'boolean') {
    throw fail(
      `expected fortran_order to be True or False, found ${excerpt(fortranOrder)}`,
      text.indexOf('fortran_order'),
    );
  }
  const shape = header.get('shape') ?? null;
  if (!isShape(shape)) {
    throw fail(
      `expected shape to be a tuple of lengths that are not negative, found ${excerpt(shape)}`,
      text.indexOf('shape'),
    );
  }
  const type = parseDescription(header.get('descr') ?? null, (problem) =>
    fail(problem, text.indexOf('descr'), RefusedArrayError),
  );
  const elements = elementCount(shape, type.itemSize);
  if (elements === undefined) {
    throw fail(
      `expected at most 2^53 bytes, found more elements in shape ${shapeText(shape)} than can be counted`,
      text.indexOf('shape'),
    );
  }
  return { shape, type, fortranOrder, elements };
}

function parseHeader(text: string, fail: Fail): Map<string, PythonLiteral> {
  try {
    const header = parsePythonLiteral(text);
    if (header instanceof Map) {
      return header;
    }
  } catch (error) {
    throw error instanceof PythonLiteralError
      ? fail(`the header is not a Python dict: ${error.message}`, error.index)
      : error;
  }
  throw fail(`expected the header to be a Python dict, found ${JSON.stringify(text.slice(0, 16))}`, 0);
}

function isShape(value: PythonLiteral): value is number[] {
  return (
    Array.isArray(value) &&
    value.length <= 64 &&
    value.every((length) => Number.isSafeInteger(length) && Number(length) >= 0)
  );
}

const dataTypesByCode: Readonly<Record<string, DataType>> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  // NumPy has no bfloat16: ml_dtypes arrays are saved as two bytes without a meaning.
  V2: 'bfloat16',
};

const refusedKinds: Readonly<Record<string, string>> = {
  O: 'Python objects, stored as a pickle that is never executed here; save numbers instead',
  S: 'byte strings; only numbers and booleans can be read',
  a: 'byte strings; only numbers and booleans can be read',
  U: 'strings; only numbers and booleans can be read',
  c: 'complex numbers; only real numbers and booleans can be read',
  M: 'dates; only numbers and booleans can be read',
  m: 'durations; only numbers and booleans can be read',
  V: 'raw bytes without a number type, as 8-bit and 4-bit floats of ml_dtypes are saved; convert to float32 first',
  f: 'floats of a size that cannot be read (float16, bfloat16, float32 and float64 can); convert to float32 first',
};

function parseDescription(
  description: PythonLiteral,
  fail: (problem: string) => TensorFileError,
): ElementType {
  const [base] = Array.isArray(description) ? description : [];
  if (Array.isArray(description) && !Array.isArray(base)) {
    return refuse(
      `elements that are arrays, dtype ${excerpt(description)}; save them as an array with more axes`,
    );
  }
  if (Array.isArray(description)) {
    const fields = description.map((field) => (Array.isArray(field) ? `"${String(field[0])}"` : '?'));
    return refuse(`a structured array with the fields ${fields.join(', ')}; save each field as an array`);
  }
  if (typeof description !== 'string') {
    return refuse(`the dtype ${excerpt(description)}, which is not text`);
  }
  const [, order = '', code = ''] = /^([<>|=]?)(.*)$/.exec(description) ?? [];
  const dtype = Object.hasOwn(dataTypesByCode, code) ? dataTypesByCode[code] : undefined;
  if (dtype === undefined) {
    const kind = refusedKinds[code[0] ?? ''];
    return refuse(kind === undefined ? `unknown dtype '${description}'` : `dtype '${description}': ${kind}`);
  }
  const type = elementType(dtype, order !== '>');
  if (type.itemSize > 1 && (order === '|' || order === '') && dtype !== 'bfloat16') {
    return refuse(`dtype '${description}' without a byte order`);
  }
  return type;

  function refuse(found: string): never {
    throw fail(`expected numbers or booleans, found ${found}`);
  }
}

/** A value as text, shortened for a message. */
function excerpt(value: PythonLiteral): string {
  const text = pythonText(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function describeStart(bytes: Uint8Array): string {
  if (bytes.length === 0) {
    return 'nothing: it is empty';
  }
  const hexadecimal = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes[0] === 0x80
    ? `the bytes ${hexadecimal}, a Python pickle, which is never executed here`
    : `the bytes ${hexadecimal}`;
}
