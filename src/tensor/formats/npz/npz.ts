import type { Problem } from '../../../messages/problem';
import { baseName } from '../../file-names';
import { type ByteSource, storedBytes } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { rememberedBytes } from '../../reading/remembered-bytes';
import { type RefusedArray, RefusedArrayError, type TensorFile, TensorFileError } from '../../tensor-file';
import { foreignZip } from '../foreign';
import { type NpyHeader, readNpyHeader, readNpyTextHeader } from '../npy/header';
import { npyTexts } from '../npy/texts';
import { type LocatedArray, rawTensorFile } from '../raw-tensor-file';
import { inflatedBytes } from './inflated-bytes';
import { verifierOf } from './stored-entry';
import { findEntryData, readZipDirectory, type ZipEntry } from './zip-directory';

const STORED = 0;
const DEFLATED = 8;
/** Inflated bytes of one array that stay in memory for random access. */
const MOST_REMEMBERED = 134_217_728;

/**
 * Opens an NPZ file, a zip of NPY entries. Entries whose name is not that of NPY data are left out. An entry that cannot be
 * read (objects, encrypted, another compression, damaged) is listed as refused, and the others stay readable. So is a name
 * that occurs twice, since NumPy reads the last entry of it and other readers the first.
 * @throws TensorFileError when the zip is damaged or holds no readable array
 */
export async function openNpz(file: RandomAccessFile, signal?: AbortSignal): Promise<TensorFile> {
  const entries = await readZipDirectory(file);
  const located: LocatedArray[] = [];
  const refused: RefusedArray[] = [];
  const repeated: RefusedArray[] = [];
  const names = new Set<string>();
  for (const entry of entries) {
    signal?.throwIfAborted();
    if (!entry.name.endsWith('.npy') || isResourceFork(entry.name)) {
      continue;
    }
    const name = entry.name.slice(0, -'.npy'.length);
    if (names.has(name)) {
      const where = { array: name, byteOffset: entry.directoryOffset };
      const error = new TensorFileError(file.name, { id: 'name-twice', facts: { name } }, where);
      repeated.push({ name, error });
      continue;
    }
    names.add(name);
    try {
      const found = await locateArray(file, entry, name);
      if ('info' in found) {
        located.push(found);
      } else {
        refused.push(found);
      }
    } catch (error) {
      if (!(error instanceof TensorFileError)) {
        throw error;
      }
      refused.push({ name, error });
    }
  }
  if (names.size === 0) {
    throw new TensorFileError(file.name, withoutArrays(file.name, entries));
  }
  const twice = new Set(repeated.map(({ name }) => name));
  const unique = located.filter(({ info }) => !twice.has(info.name));
  return rawTensorFile(file, 'npz', unique, [...refused, ...repeated]);
}

/**
 * True for the entry that the Finder of macOS puts beside each file that it compresses: it has an array's name and
 * holds none.
 */
function isResourceFork(entryName: string): boolean {
  return entryName.startsWith('__MACOSX/') || baseName(entryName).startsWith('._');
}

/** @returns the refusal of an array that is intact but cannot be read as numbers */
async function locateArray(
  file: RandomAccessFile,
  entry: ZipEntry,
  name: string,
): Promise<LocatedArray | RefusedArray> {
  const fault = (found: Problem) =>
    new TensorFileError(file.name, found, { array: name, byteOffset: entry.headerOffset });
  if (entry.encrypted) {
    throw fault({ id: 'zip-encrypted', facts: {} });
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw fault({ id: 'zip-compression', facts: { method: entry.method } });
  }
  if (entry.method === STORED && entry.compressedSize !== entry.uncompressedSize) {
    throw fault({
      id: 'zip-stored-size',
      facts: { expected: entry.uncompressedSize, found: entry.compressedSize },
    });
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
  const header = await headerOrRefusal(readStart, file.name, name, dataOffset);
  if (header instanceof RefusedArrayError) {
    const layout = await readNpyTextHeader(readStart, file.name, name);
    const texts = layout && npyTexts(layout, entry.uncompressedSize, bytes(layout.dataOffset));
    return { name, error: header, ...(texts === null ? {} : { texts }) };
  }
  const byteLength = header.elements * header.type.itemSize;
  const available = entry.uncompressedSize - header.dataOffset;
  if (byteLength !== available) {
    const { shape, type } = header;
    throw new TensorFileError(
      file.name,
      {
        id: 'data-misfit',
        facts: { shape, dtype: type.dtype, needed: byteLength, found: available, of: 'entry' },
      },
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
    ...(entry.method === STORED ? { verify: verifierOf(file, source) } : {}),
  };
}

async function headerOrRefusal(
  ...header: Parameters<typeof readNpyHeader>
): Promise<NpyHeader | RefusedArrayError> {
  try {
    return await readNpyHeader(...header);
  } catch (error) {
    if (error instanceof RefusedArrayError) {
      return error;
    }
    throw error;
  }
}

/** Says what a zip without arrays holds. */
function withoutArrays(file: string, entries: readonly ZipEntry[]): Problem {
  const all = entries.map(({ name }) => name);
  const names = all.slice(0, 3);
  return foreignZip(file, all) ?? { id: 'npz-no-arrays', facts: { names, more: all.length - names.length } };
}
