// Reads arrays with src/tensor and writes their values as float64 for tensor_parity.py to compare.
// Usage: node tensor-values.js REQUESTS.json: a list of Request; prints a list of Answer as JSON.
import { readFile, writeFile } from 'node:fs/promises';
import { openTensorFile } from '../../src/tensor/formats/open';
import { openNodeFile } from '../../src/tensor/reading/node-file';
import type { ArrayInfo, AxisRange, TensorFile } from '../../src/tensor/tensor-file';
import { TensorFileError } from '../../src/tensor/tensor-file';

interface Request {
  readonly file: string;
  /** The array to read; without it the file is only listed. */
  readonly array?: string;
  readonly start?: number;
  readonly end?: number;
  readonly chunkElements?: number;
  /** A box to read instead of a run of elements. */
  readonly box?: readonly AxisRange[];
  /** Output file for the values. */
  readonly values?: string;
}

type Answer =
  | {
      readonly format: string;
      readonly arrays: readonly ArrayInfo[];
      readonly refused: readonly string[];
      /** Lengths of the chunks read. */
      readonly chunks: readonly number[];
    }
  | { readonly error: string; readonly kind: string };

async function answer(request: Request): Promise<Answer> {
  const disk = await openNodeFile(request.file);
  try {
    const file = await openTensorFile(disk);
    const { format, arrays, refused } = file;
    const chunks = request.values === undefined ? [] : await writeValues(file, request, request.values);
    return { format, arrays, refused: refused.map(({ error }) => error.message), chunks };
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    const kind = error instanceof TensorFileError ? 'TensorFileError' : (error.stack ?? error.name);
    return { error: error.message, kind };
  } finally {
    await disk.close();
  }
}

async function writeValues(file: TensorFile, request: Request, target: string): Promise<number[]> {
  const array = file.arrays.find(({ name }) => name === request.array);
  if (array === undefined) {
    throw new Error(`no array ${request.array} among ${file.arrays.map(({ name }) => name).join(', ')}`);
  }
  if (request.box !== undefined) {
    const box = await file.box(array, request.box);
    const values = Float64Array.from<number | bigint>(box, Number);
    await writeFile(target, new Uint8Array(values.buffer));
    return [values.length];
  }
  const { start = 0, end = array.elements } = request;
  const values = new Float64Array(end - start);
  const chunks: number[] = [];
  const size = request.chunkElements === undefined ? {} : { chunkElements: request.chunkElements };
  for await (const chunk of file.chunks(array, { start, end, ...size })) {
    values.set(chunk.values, chunk.start - start);
    chunks.push(chunk.values.length);
  }
  await writeFile(target, new Uint8Array(values.buffer));
  return chunks;
}

async function main(): Promise<void> {
  const [path = ''] = process.argv.slice(2);
  const requests: Request[] = JSON.parse(await readFile(path, 'utf8'));
  const answers: Answer[] = [];
  for (const request of requests) {
    answers.push(await answer(request));
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
