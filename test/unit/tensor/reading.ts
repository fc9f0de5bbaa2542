import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import type { ArrayInfo, ReadOptions, TensorFile } from '../../../src/tensor/tensor-file';
import { TensorFileError } from '../../../src/tensor/tensor-file';

/** Opens bytes, or text, as the file `name`. */
export function openBytes(name: string, content: Uint8Array | string): Promise<TensorFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return openTensorFile(memoryFile(name, bytes));
}

/** All values of an array, in order. */
export async function readAll(file: TensorFile, array: ArrayInfo, options?: ReadOptions): Promise<number[]> {
  const values: number[] = [];
  for await (const chunk of file.chunks(array, options)) {
    for (const value of chunk.values) {
      values.push(value);
    }
  }
  return values;
}

export type Contents = Map<string, { array: ArrayInfo; values: number[] }>;

/** Opens a file and reads everything: its content, or the error why it cannot be read. */
export async function readEverything(
  name: string,
  content: Uint8Array | string,
): Promise<Contents | TensorFileError> {
  try {
    const file = await openBytes(name, content);
    const contents: Contents = new Map();
    for (const array of file.arrays) {
      contents.set(array.name, { array, values: await readAll(file, array) });
    }
    return contents;
  } catch (error) {
    if (error instanceof TensorFileError) {
      return error;
    }
    throw error;
  }
}

/** The message of the error when opening or reading is refused. */
export async function refusal(name: string, content: Uint8Array | string): Promise<string> {
  const result = await readEverything(name, content);
  if (result instanceof TensorFileError) {
    return result.message;
  }
  throw new Error(`${name} was read: ${[...result.keys()].join(', ')}`);
}
