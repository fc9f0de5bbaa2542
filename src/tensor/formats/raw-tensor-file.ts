import type { RandomAccessFile } from '../reading/random-access-file';
import { type StoredArray, storedBox, storedChunks } from '../reading/stored-array';
import type { ArrayInfo, RefusedArray, TensorFile } from '../tensor-file';

/** An array of a binary format, and the place of its bytes in the file when they are not compressed. */
export interface LocatedArray extends StoredArray {
  readonly fileOffset: number | undefined;
  /** Checks what only the whole of the bytes can show; absent where reading them to the end shows it. */
  readonly verify?: (signal?: AbortSignal) => Promise<void>;
}

/**
 * An open file of a format that stores elements as bytes: NPY, NPZ and safetensors.
 * @throws TensorFileError when all arrays are refused
 */
export function rawTensorFile(
  file: RandomAccessFile,
  format: string,
  located: readonly LocatedArray[],
  refused: readonly RefusedArray[] = [],
  trailingBytes = 0,
): TensorFile {
  const [firstRefused] = refused;
  if (located.length === 0 && firstRefused !== undefined) {
    throw firstRefused.error;
  }
  const byName = new Map(located.map((array) => [array.info.name, array]));
  const find = (info: ArrayInfo): LocatedArray => {
    const array = byName.get(info.name);
    if (array === undefined) {
      throw new RangeError(`${file.name} holds no array "${info.name}"`);
    }
    return array;
  };
  return {
    name: file.name,
    ...(file.path === undefined ? {} : { path: file.path }),
    format,
    size: file.size,
    arrays: located.map((array) => array.info),
    refused,
    trailingBytes,
    chunks: (info, options) => storedChunks(find(info), options),
    box: (info, ranges, signal) => storedBox(find(info), ranges, signal),
    placement(info) {
      const { fileOffset, type, fortranOrder } = find(info);
      return fileOffset === undefined
        ? undefined
        : { byteOffset: fileOffset, littleEndian: type.littleEndian, fortranOrder };
    },
    verify: async (info, signal) => find(info).verify?.(signal),
    close: () => file.close(),
  };
}
