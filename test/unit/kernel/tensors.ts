import { memoryFile } from '../../../src/tensor/memory-file';
import { openTensorFile } from '../../../src/tensor/open';
import type { TensorFile } from '../../../src/tensor/tensor-file';

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

export function npyBytes(
  descriptor: Descriptor,
  shape: readonly number[],
  bytes: ArrayBufferLike,
): Uint8Array {
  const lengths = shape.map((length) => `${length},`).join('');
  const text = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const header = `${text.padEnd(128 - 10 - 1)}\n`;
  const file = new Uint8Array(128 + bytes.byteLength);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0]);
  file.set(new TextEncoder().encode(header), 10);
  file.set(new Uint8Array(bytes), 128);
  return file;
}
