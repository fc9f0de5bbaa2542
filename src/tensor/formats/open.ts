import { extensionOf } from '../file-names';
import type { RandomAccessFile } from '../reading/random-access-file';
import { type TensorFile, TensorFileError } from '../tensor-file';
import { FOREIGN_START, foreignFile } from './foreign';
import { FORMATS, type OpenOptions } from './formats';
import { withPrintableNames } from './printable-names';

/**
 * Lists the arrays of a tensor file. The file's first bytes decide the format; where they say nothing, its extension does.
 * @throws TensorFileError when the file is malformed or of an unknown format; the file stays open then
 */
export async function openTensorFile(file: RandomAccessFile, options: OpenOptions = {}): Promise<TensorFile> {
  options.signal?.throwIfAborted();
  if (file.size === 0) {
    throw new TensorFileError(file.name, { id: 'empty-file', facts: {} });
  }
  const start = new Uint8Array(Math.min(FOREIGN_START, file.size));
  await file.read(0, start);
  const recognised = FORMATS.find((format) => format.recognises(start, file.size));
  const formats = FORMATS.map(({ name }) => name);
  const foreign = recognised === undefined ? foreignFile(file.name, start, file.size, formats) : undefined;
  if (foreign !== undefined) {
    throw new TensorFileError(file.name, foreign);
  }
  const extension = extensionOf(file.name).slice(1);
  const format = recognised ?? FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (format === undefined) {
    throw new TensorFileError(file.name, { id: 'unknown-format', facts: { formats } }, { byteOffset: 0 });
  }
  return withPrintableNames(await format.open(file, options));
}
