import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CheckInput, NamedArray } from '../services/check-input';
import { partnerNames } from '../tensor/partners';

/** The files of a check as the command line names them. */
export interface NamedFiles {
  readonly paths: readonly string[];
  /** A file when such a file exists, else the name of an array. */
  readonly logits?: string;
  readonly targets?: string;
}

/** Finds out which words are files, and adds the partner of a lone NPY file. Each file has one path. */
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

/** The file of targets beside a lone NPY file of logits, or the other way round. */
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

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
