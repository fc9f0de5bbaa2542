import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CheckInput, NamedArray } from '../services/check-input';
import { partnerNames } from '../tensor/partners';

/** The files of a check in the arguments of the command line. */
export interface NamedFiles {
  readonly paths: readonly string[];
  /** A file if it exists, otherwise the name of an array. */
  readonly logits?: string;
  readonly targets?: string;
}

/** Decides which arguments are files, and adds the partner of a single NPY file. Each file gets one path. */
export async function resolveFiles({
  paths,
  logits,
  targets,
}: NamedFiles): Promise<Pick<CheckInput, 'files' | 'logits' | 'targets'>> {
  const known = new Map<string, string>();
  const oncePerFile = (path: string) => {
    const key = resolve(path);
    const first = known.get(key) ?? path;
    known.set(key, first);
    return first;
  };
  const partner = targets === undefined && logits === undefined ? await partnerOf(paths) : undefined;
  const files = [...paths, ...(partner === undefined ? [] : [partner])].map(oncePerFile);
  const named = async (text: string): Promise<NamedArray> =>
    (await isFile(text)) ? { file: oncePerFile(text) } : { array: text };
  return {
    files,
    ...(logits === undefined ? {} : { logits: await named(logits) }),
    ...(targets === undefined ? {} : { targets: await named(targets) }),
  };
}

/** The file of targets in the folder of a single NPY file of logits, or the reverse. */
async function partnerOf(paths: readonly string[]): Promise<string | undefined> {
  const [only] = paths;
  if (only === undefined || paths.length > 1 || !only.toLowerCase().endsWith('.npy')) {
    return undefined;
  }
  for (const name of partnerNames(only)) {
    const path = join(dirname(only), name);
    if (await isFile(path)) {
      return path;
    }
  }
  return undefined;
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
