import { arrayNameOf } from '../../file-names';
import { joinedBytes, storedBytes } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { type RefusedArray, type TensorFile, TensorFileError } from '../../tensor-file';
import { type LocatedArray, rawTensorFile } from '../raw-tensor-file';
import { NPY_MAGIC, type NpyHeader, readNpyHeader } from './header';

/** One of the arrays that `numpy.save` wrote to a file one after the other. */
interface Part {
  readonly header: NpyHeader;
  /** The offset of its data in the file. */
  readonly fileOffset: number;
  readonly byteLength: number;
}

/**
 * Opens an NPY file; its array is named after the file. Several arrays, as repeated calls of `numpy.save` write them to
 * one file, are joined to one of all rows where all have the same type and row shape; otherwise each is an array,
 * `name[0]`, `name[1]` and so on.
 * @throws TensorFileError when the first header is malformed or its shape needs more bytes than the file has
 */
export async function openNpy(file: RandomAccessFile, signal?: AbortSignal): Promise<TensorFile> {
  const name = arrayNameOf(file.name);
  const first = await readPart(file, name, 0);
  const parts = [first];
  const refused: RefusedArray[] = [];
  let end = endOf(first);
  while (refused.length === 0 && (await isArrayAt(file, end))) {
    signal?.throwIfAborted();
    const next = `${name}[${parts.length}]`;
    try {
      const part = await readPart(file, next, end);
      parts.push(part);
      end = endOf(part);
    } catch (error) {
      if (!(error instanceof TensorFileError)) {
        throw error;
      }
      refused.push({ name: next, error });
    }
  }
  return rawTensorFile(file, 'npy', locate(file, name, first, parts), refused, file.size - end);
}

function locate(file: RandomAccessFile, name: string, first: Part, parts: readonly Part[]): LocatedArray[] {
  if (parts.length === 1) {
    return [one(file, name, first)];
  }
  return areAlike(parts)
    ? [joined(file, name, first, parts)]
    : parts.map((part, index) => one(file, `${name}[${index}]`, part));
}

/** @throws TensorFileError when the header at byte `offset` is malformed or its data is cut off */
async function readPart(file: RandomAccessFile, array: string, offset: number): Promise<Part> {
  const read = (at: number, target: Uint8Array) => file.read(offset + at, target);
  const header = await readNpyHeader(read, file.name, array, offset);
  const fileOffset = offset + header.dataOffset;
  const byteLength = header.elements * header.type.itemSize;
  const available = file.size - fileOffset;
  if (byteLength > available) {
    throw new TensorFileError(
      file.name,
      {
        id: 'data-misfit',
        facts: {
          shape: header.shape,
          dtype: header.type.dtype,
          needed: byteLength,
          found: available,
          of: 'file',
        },
      },
      { array, byteOffset: fileOffset },
    );
  }
  return { header, fileOffset, byteLength };
}

function endOf({ fileOffset, byteLength }: Part): number {
  return fileOffset + byteLength;
}

async function isArrayAt(file: RandomAccessFile, offset: number): Promise<boolean> {
  if (offset + NPY_MAGIC.length > file.size) {
    return false;
  }
  const start = new Uint8Array(NPY_MAGIC.length);
  await file.read(offset, start);
  return NPY_MAGIC.every((byte, index) => start[index] === byte);
}

/** True if the parts are rows of one array: of one type, in C order, of one shape but for the number of rows. */
function areAlike(parts: readonly Part[]): boolean {
  const kinds = parts.map(({ header: { shape, type } }) =>
    JSON.stringify([type, shape.length, shape.slice(1)]),
  );
  const isTurned = parts.some(({ header }) => header.fortranOrder && header.shape.length > 1);
  return !isTurned && kinds.every((kind) => kind === kinds[0]);
}

function one(file: RandomAccessFile, name: string, { header, fileOffset, byteLength }: Part): LocatedArray {
  const { shape, type, elements, fortranOrder } = header;
  return {
    info: { name, shape, dtype: type.dtype, elements, byteLength },
    type,
    fortranOrder,
    bytes: storedBytes(file, name, fileOffset),
    fileOffset,
  };
}

/** The rows of all parts; scalars become the rows of a vector. */
function joined(
  file: RandomAccessFile,
  name: string,
  { header }: Part,
  parts: readonly Part[],
): LocatedArray {
  const { type } = header;
  const rows = parts.reduce((sum, part) => sum + (part.header.shape[0] ?? 1), 0);
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0);
  return {
    info: {
      name,
      shape: [rows, ...header.shape.slice(1)],
      dtype: type.dtype,
      elements: byteLength / type.itemSize,
      byteLength,
      parts: parts.length,
    },
    type,
    fortranOrder: false,
    bytes: joinedBytes(
      file,
      name,
      parts.map((part) => ({ begin: part.fileOffset, byteLength: part.byteLength })),
    ),
    fileOffset: undefined,
  };
}
