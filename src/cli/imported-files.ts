import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

/** Returns the folder whose files the code may import: that in which the command runs; for a file outside of it, the file's own folder. */
export function placeOf(file: string): { readonly path: string; readonly root: string } {
  const [path, here] = [resolve(file), resolve('.')].map((each) => each.replaceAll(sep, '/'));
  const root = path?.startsWith(`${here}/`) ? here : path?.slice(0, path.lastIndexOf('/'));
  return { path: path ?? file, root: root ?? '' };
}

/** The text of a file; null if it cannot be read, since an import may mean another one. */
export function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
