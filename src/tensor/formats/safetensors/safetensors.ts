import type { Problem } from '../../../messages/problem';
import { elementType } from '../../element-type';
import { storedBytes } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { elementCount } from '../../shape';
import {
  type DataType,
  type RefusedArray,
  RefusedArrayError,
  type TensorFile,
  TensorFileError,
} from '../../tensor-file';
import { type LocatedArray, rawTensorFile } from '../raw-tensor-file';
import { readSafetensorsHeader, type SafetensorsEntry } from './header';

const DATA_TYPES_BY_NAME: Readonly<Record<string, DataType>> = {
  BOOL: 'bool',
  U8: 'uint8',
  I8: 'int8',
  U16: 'uint16',
  I16: 'int16',
  U32: 'uint32',
  I32: 'int32',
  U64: 'uint64',
  I64: 'int64',
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float64',
};

/** Types of the format that cannot be read here, with their bits. Their offsets are checked all the same. */
const REFUSED_TYPES: Readonly<Record<string, number>> = {
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  F8_E4M3: 8,
  F8_E5M2: 8,
  F8_E8M0: 8,
  C64: 64,
};

/**
 * Opens a safetensors file and checks the rule of its specification (huggingface/safetensors, README "Format"): the
 * arrays' bytes fill the buffer from its first byte to its last, without a hole or an overlap.
 * @throws TensorFileError when the header or an offset is wrong, or no array can be read
 */
export async function openSafetensors(file: RandomAccessFile): Promise<TensorFile> {
  const { entries, dataOffset } = await readSafetensorsHeader(file);
  checkOffsets(file, entries, dataOffset);
  const located: LocatedArray[] = [];
  const refused: RefusedArray[] = [];
  for (const entry of entries) {
    const { name, shape } = entry;
    const where = { array: name, byteOffset: entry.headerOffset };
    const fault = (found: Problem) => new TensorFileError(file.name, found, where);
    const dtype = DATA_TYPES_BY_NAME[entry.dtype];
    const bits = dtype === undefined ? REFUSED_TYPES[entry.dtype] : elementType(dtype).itemSize * 8;
    if (bits === undefined) {
      throw fault({ id: 'unknown-dtype', facts: { dtype: entry.dtype } });
    }
    const elements = elementCount(shape, 8);
    const needed = elements === undefined ? null : (elements * bits) / 8;
    const byteLength = entry.end - entry.begin;
    if (elements === undefined || needed !== byteLength) {
      throw fault({
        id: 'safetensors-span',
        facts: { shape, dtype: entry.dtype, needed, found: byteLength },
      });
    }
    if (dtype === undefined) {
      const found: Problem = { id: 'safetensors-dtype-refused', facts: { dtype: entry.dtype } };
      refused.push({ name, error: new RefusedArrayError(file.name, found, { ...where, shape }) });
      continue;
    }
    const fileOffset = dataOffset + entry.begin;
    located.push({
      info: { name, shape, dtype, elements, byteLength },
      type: elementType(dtype),
      fortranOrder: false,
      bytes: storedBytes(file, name, fileOffset),
      fileOffset,
    });
  }
  if (entries.length === 0) {
    throw new TensorFileError(file.name, { id: 'safetensors-no-arrays', facts: {} });
  }
  return rawTensorFile(file, 'safetensors', located, refused);
}

function checkOffsets(
  file: RandomAccessFile,
  entries: readonly SafetensorsEntry[],
  dataOffset: number,
): void {
  const available = file.size - dataOffset;
  let expected = 0;
  for (const { name, begin, end, headerOffset } of entries.toSorted(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    const where = { array: name, byteOffset: headerOffset };
    if (begin !== expected) {
      throw new TensorFileError(
        file.name,
        { id: 'safetensors-begin', facts: { expected, found: begin } },
        where,
      );
    }
    if (end < begin || end > available) {
      throw new TensorFileError(
        file.name,
        { id: 'safetensors-end', facts: { begin, end: available, found: end } },
        where,
      );
    }
    expected = end;
  }
  if (expected !== available) {
    throw new TensorFileError(
      file.name,
      { id: 'safetensors-data', facts: { expected, found: available } },
      { byteOffset: dataOffset + Math.min(expected, available) },
    );
  }
}
