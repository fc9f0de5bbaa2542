import { arrayNameOf, extensionOf } from '../../file-names';
import { boxOfChunks } from '../../reading/box-by-streaming';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { checkRanges, readRange } from '../../reading/stored-array';
import { type ArrayInfo, type TensorFile, TensorFileError } from '../../tensor-file';
import type { JsonArray } from './array';
import { JsonEvents } from './events';
import { type JsonListing, JsonScan } from './scan';
import { jsonTexts } from './texts';
import { jsonChunks } from './values';

export interface JsonOpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of bytes scanned so far. */
  readonly progress?: ((bytes: number, totalBytes: number) => void) | undefined;
}

/**
 * Opens a JSON or JSON Lines file. JSON has no table of contents, so the whole text is scanned once. No values are kept.
 * @throws TensorFileError when the text is not JSON or holds no array of numbers
 */
export async function openJson(file: RandomAccessFile, options: JsonOpenOptions = {}): Promise<TensorFile> {
  const begin = await skipByteOrderMark(file);
  const { arrays, refused } = await list(file, begin, options);
  if (arrays.length === 0) {
    throw refused[0]?.error ?? new TensorFileError(file.name, { id: 'json-no-arrays', facts: {} });
  }
  const byName = new Map(arrays.map((array) => [array.name, array]));
  const find = (info: ArrayInfo): JsonArray => {
    const array = byName.get(info.name);
    if (array === undefined) {
      throw new RangeError(`${file.name} holds no array "${info.name}"`);
    }
    return array;
  };
  return {
    name: file.name,
    format: 'json',
    size: file.size,
    arrays: arrays.map(({ name, shape, dtype, elements, byteLength }) => ({
      name,
      shape,
      dtype,
      elements,
      byteLength,
    })),
    refused,
    trailingBytes: 0,
    chunks: (info, read = {}) => jsonChunks(file, find(info), readRange(info, read), read.signal),
    async box(info, ranges, signal) {
      checkRanges(info, ranges);
      const array = find(info);
      return boxOfChunks(info, ranges, (range) => jsonChunks(file, array, readRange(info, range), signal));
    },
    placement: () => undefined,
    verify: async () => undefined,
    close: () => file.close(),
  };
}

async function list(
  file: RandomAccessFile,
  begin: number,
  { signal, progress }: JsonOpenOptions,
): Promise<JsonListing> {
  const scan = () => {
    const events = new JsonEvents(file, begin, file.size);
    return new JsonScan(events, {
      file: file.name,
      defaultName: arrayNameOf(file.name),
      signal,
      onRead: () => progress?.(events.progress, file.size),
      textsAt: (place, shape, field) => jsonTexts(file, place, shape, field),
    });
  };
  const lines = ['.jsonl', '.ndjson'].includes(extensionOf(file.name));
  return (lines ? undefined : await scan().document()) ?? (await scan().lines());
}

/** Skips the byte order mark that Windows programs often put before UTF-8. UTF-16 cannot be read. */
async function skipByteOrderMark(file: RandomAccessFile): Promise<number> {
  const start = new Uint8Array(3);
  const read = await file.read(0, start);
  const [first, second, third] = start;
  if (read >= 2 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))) {
    throw new TensorFileError(file.name, { id: 'json-utf-16', facts: {} }, { byteOffset: 0 });
  }
  return read === 3 && first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}
