import { shapeText } from '../../../format/shape-text';
import { type ByteSource, storedBytes } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { rememberedBytes } from '../../reading/remembered-bytes';
import { type RefusedArray, RefusedArrayError, type TensorFile, TensorFileError } from '../../tensor-file';
import { readNpyHeader } from '../npy/header';
import { type LocatedArray, rawTensorFile } from '../raw-tensor-file';
import { inflatedBytes } from './inflated-bytes';
import { findEntryData, readZipDirectory, type ZipEntry } from './zip-directory';

const STORED = 0;
const DEFLATED = 8;
/** Bytes of a deflated array that are kept for looking around in it. */
const MOST_REMEMBERED = 134_217_728;

/**
 * Opens an NPZ file, a zip of NPY entries. Entries that are no NPY data by name and content are left out; arrays of
 * objects are refused by name while the others stay readable.
 * @throws TensorFileError when the zip is damaged, encrypted or holds no array
 */
export async function openNpz(file: RandomAccessFile, signal?: AbortSignal): Promise<TensorFile> {
  const entries = await readZipDirectory(file);
  const located: LocatedArray[] = [];
  const refused: RefusedArray[] = [];
  const names = new Set<string>();
  for (const entry of entries) {
    signal?.throwIfAborted();
    if (!entry.name.endsWith('.npy')) {
      continue;
    }
    const name = entry.name.slice(0, -'.npy'.length);
    if (names.has(name)) {
      throw new TensorFileError(file.name, 'expected each name once, found a second array of this name', {
        array: name,
        byteOffset: entry.directoryOffset,
      });
    }
    names.add(name);
    try {
      located.push(await locateArray(file, entry, name));
    } catch (error) {
      if (!(error instanceof RefusedArrayError)) {
        throw error;
      }
      refused.push({ name, error });
    }
  }
  if (names.size === 0) {
    throw new TensorFileError(file.name, `expected arrays (.npy entries), found ${describeEntries(entries)}`);
  }
  return rawTensorFile(file, 'npz', located, refused);
}

async function locateArray(file: RandomAccessFile, entry: ZipEntry, name: string): Promise<LocatedArray> {
  const fault = (problem: string) =>
    new TensorFileError(file.name, problem, { array: name, byteOffset: entry.headerOffset });
  if (entry.encrypted) {
    throw fault('expected an entry that can be read, found an encrypted one; save it without a password');
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw fault(`expected a stored or deflated entry, found compression method ${entry.method}`);
  }
  if (entry.method === STORED && entry.compressedSize !== entry.uncompressedSize) {
    throw fault(
      `expected a stored entry of ${entry.uncompressedSize} bytes, found ${entry.compressedSize}: the directory is damaged`,
    );
  }
  const dataOffset = await findEntryData(file, entry, name);
  const source = { ...entry, name, dataOffset };
  const bytes: (skip: number) => ByteSource =
    entry.method === STORED
      ? (skip) => storedBytes(file, name, dataOffset + skip)
      : (skip) => inflatedBytes(file, source, skip);
  const whole = bytes(0).openReader();
  const readStart = async (offset: number, target: Uint8Array): Promise<number> => {
    const count = Math.max(0, Math.min(target.byteLength, entry.uncompressedSize - offset));
    await whole.read(offset, target.subarray(0, count));
    return count;
  };
  const header = await readNpyHeader(readStart, file.name, name, dataOffset);
  const byteLength = header.elements * header.type.itemSize;
  const available = entry.uncompressedSize - header.dataOffset;
  if (byteLength !== available) {
    const cause =
      byteLength > available ? 'the entry is truncated or its header is wrong' : 'its header is wrong';
    throw new TensorFileError(
      file.name,
      `shape ${shapeText(header.shape)} of ${header.type.dtype} needs ${byteLength} bytes of data, but ` +
        `${available} follow the header: ${cause}`,
      { array: name, byteOffset: dataOffset + header.dataOffset },
    );
  }
  const data = bytes(header.dataOffset);
  return {
    info: { name, shape: header.shape, dtype: header.type.dtype, elements: header.elements, byteLength },
    type: header.type,
    fortranOrder: header.fortranOrder,
    bytes: data,
    ...(entry.method === DEFLATED ? { places: rememberedBytes(data, byteLength, MOST_REMEMBERED) } : {}),
    fileOffset: entry.method === STORED ? dataOffset + header.dataOffset : undefined,
  };
}

function describeEntries(entries: readonly ZipEntry[]): string {
  if (entries.some(({ name }) => name.endsWith('data.pkl'))) {
    return 'a PyTorch checkpoint, whose pickle is never executed here; save the tensors with numpy.savez or safetensors';
  }
  const names = entries.slice(0, 3).map(({ name }) => JSON.stringify(name));
  const rest = entries.length > names.length ? ' and others' : '';
  return names.length === 0 ? 'an empty zip' : `a zip with ${names.join(', ')}${rest}`;
}
