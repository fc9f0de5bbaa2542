import { extensionOf } from '../file-names';
import type { RandomAccessFile } from '../reading/random-access-file';
import { type TensorFile, TensorFileError, type TensorFileFormat } from '../tensor-file';
import { FOREIGN_START, foreignFile } from './foreign';
import { openJson } from './json/json';
import { npyMagic } from './npy/header';
import { openNpy } from './npy/npy';
import { openNpz } from './npz/npz';
import { withPrintableNames } from './printable-names';
import { openSafetensors } from './safetensors/safetensors';

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes scanned so far, for a format that must be scanned to list its arrays (JSON). */
  readonly progress?: ((bytes: number, totalBytes: number) => void) | undefined;
}

/**
 * Lists the arrays of a tensor file. The file's first bytes decide the format; where they say nothing, its extension does.
 * @throws TensorFileError when the file is malformed or of an unknown format; the file stays open then
 */
export async function openTensorFile(file: RandomAccessFile, options: OpenOptions = {}): Promise<TensorFile> {
  options.signal?.throwIfAborted();
  if (file.size === 0) {
    throw new TensorFileError(file.name, 'expected a tensor file, found an empty file (0 bytes)');
  }
  const start = new Uint8Array(Math.min(FOREIGN_START, file.size));
  await file.read(0, start);
  const format = formatByMagic(start, file.size);
  const foreign = format === undefined ? foreignFile(file.name, start, file.size) : undefined;
  if (foreign !== undefined) {
    throw new TensorFileError(file.name, `expected an NPY, NPZ, safetensors or JSON file, ${foreign}`);
  }
  return withPrintableNames(await openFormat(format ?? formatByExtension(file.name), file, options));
}

async function openFormat(
  format: TensorFileFormat | undefined,
  file: RandomAccessFile,
  options: OpenOptions,
): Promise<TensorFile> {
  switch (format) {
    case 'npy':
      return openNpy(file, options.signal);
    case 'npz':
      return openNpz(file, options.signal);
    case 'safetensors':
      return openSafetensors(file);
    case 'json':
      return openJson(file, options);
    case undefined:
      throw new TensorFileError(
        file.name,
        'expected an NPY, NPZ, safetensors or JSON file; neither its first bytes nor its name are those of one',
        { byteOffset: 0 },
      );
  }
}

function formatByMagic(start: Uint8Array, size: number): TensorFileFormat | undefined {
  if (npyMagic.every((byte, index) => start[index] === byte)) {
    return 'npy';
  }
  // "PK", followed by the first local header or by the end of an empty zip.
  if (start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5)) {
    return 'npz';
  }
  if (start.length >= 9 && start[8] === 0x7b) {
    const headerLength = new DataView(start.buffer).getBigUint64(0, true);
    if (headerLength <= BigInt(size - 8)) {
      return 'safetensors';
    }
  }
  const text = new TextDecoder().decode(start.subarray(0, 16)).trimStart();
  return /^[[{]/.test(text) ? 'json' : undefined;
}

const formatsByExtension: Readonly<Record<string, TensorFileFormat>> = {
  '.npy': 'npy',
  '.npz': 'npz',
  '.safetensors': 'safetensors',
  '.json': 'json',
  '.jsonl': 'json',
  '.ndjson': 'json',
};

function formatByExtension(name: string): TensorFileFormat | undefined {
  return formatsByExtension[extensionOf(name)];
}
