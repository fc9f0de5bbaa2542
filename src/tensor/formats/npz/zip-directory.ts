import { readFully } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError } from '../../tensor-file';

/** One entry of a zip file, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 is stored, 8 deflated (APPNOTE.TXT, 4.4.5). */
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  /** The offset of the entry's local header. */
  readonly headerOffset: number;
  /** The offset at which the directory describes the entry; used in errors. */
  readonly directoryOffset: number;
}

/** The data of an entry of a zip file. */
export interface ZipEntryData {
  /** The array's name. */
  readonly name: string;
  /** The offset of its bytes, compressed or not, in the file. */
  readonly dataOffset: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
}

const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_SIZE = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
/** General purpose bit 11 (4.4.4): the name is UTF-8. */
const UTF8_FLAG = 0x800;
/** Largest directory that is read, in bytes: over half a million entries. */
const LARGEST_DIRECTORY = 67_108_864;

/**
 * Lists the entries of a zip file from the central directory at its end (PKWARE APPNOTE.TXT 6.3.10), zip64 included.
 * @throws TensorFileError when there is no directory or it is malformed
 */
export async function readZipDirectory(file: RandomAccessFile): Promise<ZipEntry[]> {
  const end = await findEnd(file);
  const { count, size, offset } = await readEnd(file, end);
  if (offset + size > end) {
    throw new TensorFileError(
      file.name,
      { id: 'zip-directory-place', facts: { size, end, offset } },
      { byteOffset: end },
    );
  }
  if (size > LARGEST_DIRECTORY) {
    throw new TensorFileError(
      file.name,
      { id: 'zip-directory-too-large', facts: { most: LARGEST_DIRECTORY, found: size } },
      { byteOffset: end },
    );
  }
  const directory = new Uint8Array(size);
  await readFully(file, offset, directory);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    const { entry, length } = parseEntry(file.name, directory, at, offset);
    entries.push(entry);
    at += length;
  }
  return entries;
}

/**
 * Finds the begin of an entry's data, after its local header. (Its extra field may have another length than the one in
 * the directory.)
 * @param array name shown in errors
 * @throws TensorFileError when the entry's local header is missing or the data runs past the end of the file
 */
export async function findEntryData(file: RandomAccessFile, entry: ZipEntry, array: string): Promise<number> {
  const header = new Uint8Array(LOCAL_SIZE);
  await readFully(file, entry.headerOffset, header, array);
  const view = new DataView(header.buffer);
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw new TensorFileError(
      file.name,
      { id: 'zip-local-header', facts: {} },
      { array, byteOffset: entry.headerOffset },
    );
  }
  const name = new Uint8Array(view.getUint16(26, true));
  await readFully(file, entry.headerOffset + LOCAL_SIZE, name, array);
  const found = decodeName(name, (view.getUint16(6, true) & UTF8_FLAG) !== 0);
  if (found !== entry.name) {
    throw new TensorFileError(
      file.name,
      { id: 'zip-other-entry', facts: { expected: entry.name, found } },
      { array, byteOffset: entry.headerOffset },
    );
  }
  const dataOffset = entry.headerOffset + LOCAL_SIZE + name.length + view.getUint16(28, true);
  if (dataOffset + entry.compressedSize > file.size) {
    throw new TensorFileError(
      file.name,
      {
        id: 'truncated',
        facts: { expected: entry.compressedSize, found: Math.max(0, file.size - dataOffset) },
      },
      { array, byteOffset: dataOffset },
    );
  }
  return dataOffset;
}

/** Byte offset of the end-of-directory record, which only a comment may follow. */
async function findEnd(file: RandomAccessFile): Promise<number> {
  const tail = new Uint8Array(Math.min(file.size, END_SIZE + LONGEST_COMMENT));
  const tailOffset = file.size - tail.byteLength;
  await readFully(file, tailOffset, tail);
  const view = new DataView(tail.buffer);
  for (let at = tail.byteLength - END_SIZE; at >= 0; at -= 1) {
    if (
      view.getUint32(at, true) === END_SIGNATURE &&
      at + END_SIZE + view.getUint16(at + 20, true) === tail.byteLength
    ) {
      return tailOffset + at;
    }
  }
  throw new TensorFileError(file.name, { id: 'zip-no-directory', facts: {} }, { byteOffset: file.size });
}

interface DirectoryPlace {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

async function readEnd(file: RandomAccessFile, end: number): Promise<DirectoryPlace> {
  const record = new Uint8Array(END_SIZE);
  await readFully(file, end, record);
  const view = new DataView(record.buffer);
  const locatorOffset = end - ZIP64_LOCATOR_SIZE;
  if (locatorOffset >= 0) {
    const locator = new Uint8Array(ZIP64_LOCATOR_SIZE);
    await readFully(file, locatorOffset, locator);
    const locatorView = new DataView(locator.buffer);
    if (locatorView.getUint32(0, true) === ZIP64_LOCATOR_SIGNATURE) {
      return readZip64End(file, Number(locatorView.getBigUint64(8, true)));
    }
  }
  if (
    view.getUint16(4, true) !== view.getUint16(6, true) ||
    view.getUint16(8, true) !== view.getUint16(10, true)
  ) {
    throw new TensorFileError(file.name, { id: 'zip-of-several-disks', facts: {} }, { byteOffset: end });
  }
  return {
    count: view.getUint16(10, true),
    size: view.getUint32(12, true),
    offset: view.getUint32(16, true),
  };
}

async function readZip64End(file: RandomAccessFile, offset: number): Promise<DirectoryPlace> {
  const record = new Uint8Array(ZIP64_END_SIZE);
  const view = new DataView(record.buffer);
  const inside = offset + ZIP64_END_SIZE <= file.size;
  if (inside) {
    await readFully(file, offset, record);
  }
  if (!inside || view.getUint32(0, true) !== ZIP64_END_SIGNATURE) {
    throw new TensorFileError(
      file.name,
      { id: 'zip64-end', facts: {} },
      { byteOffset: Math.min(offset, file.size) },
    );
  }
  return {
    count: Number(view.getBigUint64(32, true)),
    size: Number(view.getBigUint64(40, true)),
    offset: Number(view.getBigUint64(48, true)),
  };
}

function parseEntry(
  file: string,
  directory: Uint8Array,
  at: number,
  directoryOffset: number,
): { entry: ZipEntry; length: number } {
  const byteOffset = directoryOffset + at;
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  if (at + ENTRY_SIZE > directory.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
    throw new TensorFileError(file, { id: 'zip-no-entry', facts: {} }, { byteOffset });
  }
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const length = ENTRY_SIZE + nameLength + extraLength + view.getUint16(at + 32, true);
  if (at + length > directory.byteLength) {
    throw new TensorFileError(
      file,
      { id: 'zip-entry-too-long', facts: { most: directory.byteLength - at, found: length } },
      { byteOffset },
    );
  }
  const nameEnd = at + ENTRY_SIZE + nameLength;
  const flags = view.getUint16(at + 8, true);
  const name = decodeName(directory.subarray(at + ENTRY_SIZE, nameEnd), (flags & UTF8_FLAG) !== 0);
  const sizes = {
    uncompressedSize: view.getUint32(at + 24, true),
    compressedSize: view.getUint32(at + 20, true),
    headerOffset: view.getUint32(at + 42, true),
  };
  const entry = {
    name,
    encrypted: (flags & 0x1) !== 0,
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    directoryOffset: byteOffset,
    ...widenSizes(sizes, new DataView(directory.buffer, directory.byteOffset + nameEnd, extraLength)),
  };
  const numbers = [entry.uncompressedSize, entry.compressedSize, entry.headerOffset];
  if (!numbers.every((number) => Number.isSafeInteger(number))) {
    throw new TensorFileError(
      file,
      { id: 'zip-sizes', facts: { found: Math.max(...numbers) } },
      { array: name, byteOffset },
    );
  }
  return { entry, length };
}

type Sizes = Pick<ZipEntry, 'uncompressedSize' | 'compressedSize' | 'headerOffset'>;

/** Replaces sizes that are all ones by the 64-bit values of the zip64 extra field, which holds them in this order. */
function widenSizes(sizes: Sizes, extra: DataView): Sizes {
  let at = 0;
  while (at + 4 <= extra.byteLength) {
    const end = Math.min(extra.byteLength, at + 4 + extra.getUint16(at + 2, true));
    if (extra.getUint16(at, true) === 1) {
      let place = at + 4;
      const widen = (value: number): number => {
        if (value !== 0xffffffff || place + 8 > end) {
          return value;
        }
        place += 8;
        return Number(extra.getBigUint64(place - 8, true));
      };
      return {
        uncompressedSize: widen(sizes.uncompressedSize),
        compressedSize: widen(sizes.compressedSize),
        headerOffset: widen(sizes.headerOffset),
      };
    }
    at = end;
  }
  return sizes;
}

/** Decodes a name as UTF-8 when the entry says so; in practice names often are UTF-8 when it does not. */
function decodeName(bytes: Uint8Array, utf8: boolean): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  return utf8 || !text.includes('\uFFFD') ? text : new TextDecoder('latin1').decode(bytes);
}
