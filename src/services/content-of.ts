import type { TensorHost } from './service';

/** All bytes of a file that the host opens. @throws TensorFileError when the file cannot be read */
export async function contentOf({ open }: TensorHost, name: string): Promise<Uint8Array> {
  const file = await open(name);
  try {
    const bytes = new Uint8Array(file.size);
    await file.read(0, bytes);
    return bytes;
  } finally {
    await file.close();
  }
}
