import { classNamesIn, likelyNameFiles } from './class-names';
import type { NamedClasses } from './named-classes';

/** Larger files are no list of names. */
export const MOST_BYTES = 4_000_000;

/** Functions with which a folder is looked through. Files have any names that the host knows them by. */
export interface FolderHost {
  /** The files of the folder, with the last part of their paths. */
  list(): Promise<readonly { readonly file: string; readonly name: string }[]>;
  /** The text of a file; null if it is too large for names or cannot be read. */
  textOf(file: string): Promise<string | null>;
}

/**
 * Looks for class names beside a file: the first likely file with exactly as many names as there are classes. A file with
 * another number is of other classes.
 */
export async function findClassNames(host: FolderHost, classes: number): Promise<NamedClasses | null> {
  const files = new Map((await host.list()).map(({ file, name }) => [name, file]));
  for (const name of likelyNameFiles([...files.keys()])) {
    const file = files.get(name);
    const text = file === undefined ? null : await host.textOf(file);
    const names = text === null ? null : await classNamesIn(name, text);
    if (names?.length === classes) {
      return { file: name, names };
    }
  }
  return null;
}
