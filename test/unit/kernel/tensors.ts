import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { npyBytes } from '../../reference/npy';

/** NumPy's names of the types that the tests write. */
export type Descriptor =
  | '<f4'
  | '>f4'
  | '<f2'
  | '|u1'
  | '|i1'
  | '|b1'
  | '<i2'
  | '<u2'
  | '<i4'
  | '<i8'
  | '>i8'
  | '<f8'
  | '>f8';

/** An NPY file in memory, from the bytes of its elements. */
export async function npy(
  name: string,
  descriptor: Descriptor,
  shape: readonly number[],
  bytes: ArrayBufferLike,
): Promise<TensorFile> {
  return openTensorFile(memoryFile(`${name}.npy`, npyBytes(descriptor, shape, bytes)));
}

export interface NamedArray {
  /** Safetensors' name of the type. */
  readonly dtype: 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'U8' | 'BOOL';
  readonly shape: readonly number[];
  readonly bytes: ArrayBufferLike;
}

/** A safetensors file with several arrays. */
export function safetensorsBytes(arrays: Readonly<Record<string, NamedArray>>): Uint8Array {
  let end = 0;
  const entries = Object.entries(arrays).map(([name, { dtype, shape, bytes }]) => {
    const start = end;
    end += bytes.byteLength;
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const text = JSON.stringify(Object.fromEntries(entries));
  const header = new TextEncoder().encode(text.padEnd(8 * Math.ceil(text.length / 8)));
  const file = new Uint8Array(8 + header.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let at = 8 + header.length;
  for (const { bytes } of Object.values(arrays)) {
    file.set(new Uint8Array(bytes), at);
    at += bytes.byteLength;
  }
  return file;
}

export async function safetensors(arrays: Readonly<Record<string, NamedArray>>): Promise<TensorFile> {
  return openTensorFile(memoryFile('tensors.safetensors', safetensorsBytes(arrays)));
}

export function float32(shape: readonly number[], values: readonly number[] | Float32Array): NamedArray {
  return { dtype: 'F32', shape, bytes: Float32Array.from(values).buffer };
}

export function float64(shape: readonly number[], values: readonly number[] | Float64Array): NamedArray {
  return { dtype: 'F64', shape, bytes: Float64Array.from(values).buffer };
}

export function bytes(shape: readonly number[], values: readonly number[] | Uint8Array): NamedArray {
  return { dtype: 'U8', shape, bytes: Uint8Array.from(values).buffer };
}

/** Bytes; every one but zero is true. */
export function booleans(shape: readonly number[], values: readonly number[] | Uint8Array): NamedArray {
  return { ...bytes(shape, values), dtype: 'BOOL' };
}
