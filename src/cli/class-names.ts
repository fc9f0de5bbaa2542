import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Report } from '../check/report/report';
import { classNamesIn } from '../labels/class-names';
import { findClassNames, MOST_BYTES } from '../labels/find-class-names';
import type { NamedClasses } from '../labels/named-classes';
import { TensorFileError } from '../tensor/tensor-file';

/**
 * The names of the classes of a report: those of a file, or of one beside the logits.
 * @param path undefined to look beside the logits; a report that was made elsewhere has none beside it
 * @throws TensorFileError where the file holds no names
 */
export async function classNamesFor(report: Report, path: string | undefined): Promise<NamedClasses | null> {
  return path === undefined ? namesBeside(report) : namesOf(path);
}

/**
 * The names of classes that a file holds.
 * @throws TensorFileError where it holds none
 */
export async function namesOf(path: string): Promise<NamedClasses> {
  const names = await classNamesIn(path, await readFile(path, 'utf8'));
  if (names === null) {
    throw new TensorFileError(path, { id: 'class-names-none', facts: {} });
  }
  return { file: basename(path), names };
}

async function namesBeside({ inputs, interpretation }: Report): Promise<NamedClasses | null> {
  const [logits] = inputs;
  if (logits === undefined) {
    return null;
  }
  const folder = dirname(logits.file);
  const host = {
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => !inputs.some(({ file }) => basename(file) === name))
        .map((name) => ({ name, file: join(folder, name) }));
    },
    textOf: async (file: string) => {
      const { size } = await stat(file);
      return size > MOST_BYTES ? null : readFile(file, 'utf8');
    },
  };
  return findClassNames(host, interpretation.classes ?? 0);
}
