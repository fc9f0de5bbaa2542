import type { ClassCounts, CountedClass } from '../../../src/labels/class-counts';
import { countLabels } from '../../../src/labels/count-labels';
import type { LabelChoice } from '../../../src/labels/csv-labels';
import { memoryFile } from '../../../src/tensor/reading/memory-file';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** The files and folders in a folder, where it is the beginning of the paths of files. */
function entriesOf(files: Files, folder: string): string[] {
  const within = Object.keys(files).filter((name) => name.startsWith(`${folder}/`));
  return [
    ...new Set(within.map((name) => `${folder}/${name.slice(folder.length + 1).split('/')[0]}`)),
  ].sort();
}

/** Counts in files of memory; a path that is the beginning of others is their folder. */
export function count(files: Files, path: string, choice: LabelChoice = {}): Promise<ClassCounts> {
  return countLabels(
    {
      open: async (name) => {
        const content = files[name] ?? '';
        return memoryFile(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
      },
      list: async (folder) => (folder in files ? null : entriesOf(files, folder)),
    },
    path,
    choice,
  );
}

export async function countsIn(
  files: Files,
  path: string,
  choice: LabelChoice = {},
): Promise<Record<string, number>> {
  return asRecord(await count(files, path, choice));
}

export function asRecord({ classes }: ClassCounts): Record<string, number> {
  return Object.fromEntries(classes.map(({ name, count: examples }: CountedClass) => [name, examples]));
}
