import { open } from 'node:fs/promises';
import { npyHeader } from '../../reference/npy';

/** Writes a large NPY file of zeros. It takes no disk space on file systems with sparse files. */
export async function writeZeros(path: string, dtype: '<f4' | '|u1', elements: number): Promise<void> {
  const header = npyHeader(dtype, [elements]);
  const file = await open(path, 'w');
  await file.write(header);
  await file.truncate(header.length + elements * (dtype === '<f4' ? 4 : 1));
  await file.close();
}
