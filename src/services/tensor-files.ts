import { openTensorFile } from '../tensor/formats/open';
import type { TensorFile } from '../tensor/tensor-file';
import type { TensorHost } from './service';

/**
 * Opens tensor files, each once, runs `use`, and closes the files.
 * @param files names of the files for the host
 * @param use receives the open files by these names, in the given order
 * @throws TensorFileError when a file cannot be opened, the signal's reason when cancelled, and the errors of `use`
 */
export async function withTensorFiles<Result>(
  host: TensorHost,
  files: readonly string[],
  use: (opened: ReadonlyMap<string, TensorFile>) => Promise<Result>,
): Promise<Result> {
  const opened = new Map<string, TensorFile>();
  try {
    for (const file of new Set(files)) {
      opened.set(file, await openTensors(host, file));
    }
    return await use(opened);
  } finally {
    for (const file of opened.values()) {
      await file.close();
    }
  }
}

async function openTensors({ open, signal, onOpening }: TensorHost, name: string): Promise<TensorFile> {
  const file = await open(name);
  try {
    return await openTensorFile(file, {
      signal,
      progress: onOpening && ((bytes, totalBytes) => onOpening(file.name, bytes, totalBytes)),
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}
