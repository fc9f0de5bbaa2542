import { open } from 'node:fs/promises';

/** Writes a large NPY file of zeros. It takes no disk space on file systems with sparse files. */
export async function writeZeros(path: string, dtype: '<f4' | '|u1', elements: number): Promise<void> {
  const description = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${elements},), }`;
  // NumPy's format 1.0: the header, padded to 118 bytes, ends at byte 128.
  const header = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${description.padEnd(117)}\n`, 'latin1');
  const file = await open(path, 'w');
  await file.write(header);
  await file.truncate(header.length + elements * (dtype === '<f4' ? 4 : 1));
  await file.close();
}
