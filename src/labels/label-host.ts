import type { RandomAccessFile } from '../tensor/reading/random-access-file';

/** Functions with which labels are read. */
export interface LabelHost {
  /** @throws TensorFileError when the file cannot be opened */
  open(file: string): Promise<RandomAccessFile>;
  /** The files and folders in a folder by their paths, in alphabetical order; null for a file. */
  list(path: string): Promise<readonly string[] | null>;
}
