import type { Problem } from '../../../messages/problem';
import { type ElementType, elementType } from '../../element-type';
import { elementCount } from '../../shape';
import { type DataType, RefusedArrayError, TensorFileError } from '../../tensor-file';
import { type PythonLiteral, PythonLiteralError, parsePythonLiteral, pythonText } from './python-literal';

/** The bytes that every NPY file starts with. */
export const NPY_MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** The content of an NPY header, and the place at which the data begins. */
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
  const fail: Fail = (found, offset, shape) => {
    const where = { array, byteOffset: base + offset };
    return shape === undefined
      ? new TensorFileError(file, found, where)
      : new RefusedArrayError(file, found, { ...where, shape });
  };
  const { text, textOffset, dataOffset } = await readHeaderText(read, fail);
  const described = describeArray(text, (found, index, shape) => fail(found, textOffset + index, shape));
  return { ...described, dataOffset };
}

/** The header as text, its place, and that of the data behind it. @throws what `fail` makes where there is none */
async function readHeaderText(read: ReadNpyBytes, fail: Fail) {
  const preamble = new Uint8Array(LONGEST_PREAMBLE);
  const got = await read(0, preamble);
  const magic = preamble.subarray(0, NPY_MAGIC.length);
  if (got < NPY_MAGIC.length || NPY_MAGIC.some((byte, index) => byte !== magic[index])) {
    throw fail({ id: 'npy-magic', facts: { start: [...magic.subarray(0, got)] } }, 0);
  }
  if (got < LONGEST_PREAMBLE) {
    throw fail({ id: 'npy-header-cut-off', facts: { found: got } }, got);
  }
  const [major = 0, minor = 0] = preamble.subarray(6, 8);
  if (major < 1 || major > 3 || minor !== 0) {
    throw fail({ id: 'npy-version', facts: { found: `${major}.${minor}` } }, 6);
  }
  const view = new DataView(preamble.buffer);
  const textOffset = major === 1 ? 10 : 12;
  const textLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (textLength > LONGEST_HEADER) {
    throw fail({ id: 'header-too-long', facts: { most: LONGEST_HEADER, found: String(textLength) } }, 8);
  }
  const bytes = new Uint8Array(textLength);
  const textRead = await read(textOffset, bytes);
  if (textRead < textLength) {
    throw fail({ id: 'header-truncated', facts: { expected: textLength, found: textRead } }, textOffset);
  }
  const text = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes);
  return { text, textOffset, dataOffset: textOffset + textLength };
}

/** An array of texts of the same room: `<U12`, `|S20`. */
export interface NpyTextLayout {
  readonly shape: readonly number[];
  /** UTF-32 in one of two byte orders, or bytes, which are read as UTF-8. */
  readonly encoding: 'utf-32-le' | 'utf-32-be' | 'bytes';
  /** Bytes of one text, which is filled up with zeros. */
  readonly itemSize: number;
  readonly dataOffset: number;
}

const TEXT_TYPE = /^([<>|=]?)([US])(\d+)$/;
const UTF_32_BYTES = 4;

/**
 * Reads the header of an array that `readNpyHeader` has refused.
 * @returns null where its elements are no texts
 */
export async function readNpyTextHeader(
  read: ReadNpyBytes,
  file: string,
  array: string,
): Promise<NpyTextLayout | null> {
  const fail: Fail = (found) => new TensorFileError(file, found, { array });
  const { text, dataOffset } = await readHeaderText(read, fail);
  const header = parseHeader(text, fail);
  const [shape, description] = [header.get('shape') ?? null, header.get('descr') ?? null];
  const [, order, kind, length] = (typeof description === 'string' && TEXT_TYPE.exec(description)) || [];
  if (!isShape(shape) || kind === undefined) {
    return null;
  }
  const encoding = kind === 'S' ? 'bytes' : order === '>' ? 'utf-32-be' : 'utf-32-le';
  return { shape, encoding, itemSize: Number(length) * (kind === 'S' ? 1 : UTF_32_BYTES), dataOffset };
}

/** @param shape of an array that is intact but refused */
type Fail = (found: Problem, index: number, shape?: readonly number[]) => TensorFileError;

function describeArray(text: string, fail: Fail): Omit<NpyHeader, 'dataOffset'> {
  const header = parseHeader(text, fail);
  const keys = [...header.keys()].sort();
  if (keys.join(', ') !== 'descr, fortran_order, shape') {
    throw fail({ id: 'npy-keys', facts: { found: keys } }, 0);
  }
  const fortranOrder = header.get('fortran_order') ?? null;
  if (typeof fortranOrder !== 'boolean') {
    throw fail(
      { id: 'npy-fortran-order', facts: { found: excerpt(fortranOrder) } },
      text.indexOf('fortran_order'),
    );
  }
  const shape = header.get('shape') ?? null;
  if (!isShape(shape)) {
    throw fail({ id: 'npy-shape', facts: { found: excerpt(shape) } }, text.indexOf('shape'));
  }
  const type = parseDescription(header.get('descr') ?? null, (found) =>
    fail(found, text.indexOf('descr'), shape),
  );
  const elements = elementCount(shape, type.itemSize);
  if (elements === undefined) {
    throw fail({ id: 'npy-too-many-elements', facts: { shape } }, text.indexOf('shape'));
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
    throw error instanceof PythonLiteralError ? fail(error.found, error.index) : error;
  }
  throw fail({ id: 'npy-no-dict', facts: { found: JSON.stringify(text.slice(0, 16)) } }, 0);
}

function isShape(value: PythonLiteral): value is number[] {
  return (
    Array.isArray(value) &&
    value.length <= 64 &&
    value.every((length) => Number.isSafeInteger(length) && Number(length) >= 0)
  );
}

const DATA_TYPES_BY_CODE: Readonly<Record<string, DataType>> = {
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

type RefusedKind = Extract<Problem, { readonly id: 'npy-dtype-refused' }>['facts']['kind'];

/** Kinds of types that cannot be read, by the first letter of their code. */
const REFUSED_KINDS: Readonly<Record<string, RefusedKind>> = {
  O: 'objects',
  S: 'byte-strings',
  a: 'byte-strings',
  U: 'strings',
  c: 'complex',
  M: 'dates',
  m: 'durations',
  V: 'raw-bytes',
  f: 'float-size',
};

function parseDescription(
  description: PythonLiteral,
  fail: (found: Problem) => TensorFileError,
): ElementType {
  const [base] = Array.isArray(description) ? description : [];
  if (Array.isArray(description) && !Array.isArray(base)) {
    throw fail({ id: 'npy-arrays-as-elements', facts: { dtype: excerpt(description) } });
  }
  if (Array.isArray(description)) {
    const fields = description.map((field) => (Array.isArray(field) ? String(field[0]) : '?'));
    throw fail({ id: 'npy-structured', facts: { fields } });
  }
  if (typeof description !== 'string') {
    throw fail({ id: 'npy-dtype-no-text', facts: { dtype: excerpt(description) } });
  }
  const [, order = '', code = ''] = /^([<>|=]?)(.*)$/.exec(description) ?? [];
  const dtype = Object.hasOwn(DATA_TYPES_BY_CODE, code) ? DATA_TYPES_BY_CODE[code] : undefined;
  if (dtype === undefined) {
    const kind = REFUSED_KINDS[code[0] ?? ''];
    throw fail(
      kind === undefined
        ? { id: 'unknown-dtype', facts: { dtype: description } }
        : { id: 'npy-dtype-refused', facts: { dtype: description, kind } },
    );
  }
  const type = elementType(dtype, order !== '>');
  if (type.itemSize > 1 && (order === '|' || order === '') && dtype !== 'bfloat16') {
    throw fail({ id: 'npy-byte-order', facts: { dtype: description } });
  }
  return type;
}

/** A value as text, shortened for a message. */
function excerpt(value: PythonLiteral): string {
  const text = pythonText(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
