import { likelyNameFiles } from './class-names';
import type { LabelHost } from './label-host';

/** The files of labels in a folder, and the files that may name their classes, the likeliest first. */
interface LabelFolder {
  /** Texts and pictures. */
  readonly labels: readonly string[];
  readonly names: readonly string[];
}

/** Extensions of YOLO labels and of masks. */
const LABELS = ['txt', 'png'];
/** A data set keeps its labels beside its pictures, which may have the extension of masks. */
const FOLDERS_OF_LABELS = ['labels', 'masks'];
const FOLDER_OF_PICTURES = 'images';
/** The only text whose lines are names of classes; others are labels of a picture. */
const NAMES_AS_TEXT = 'classes.txt';
/** A data set has its labels no deeper, as in labels/train. */
const DEEPEST = 3;

/**
 * The labels in a folder and in its sub-folders. Where sub-folders hold labels, the files of the folder itself are none: they
 * describe the data set or list its pictures.
 * @param entries files and folders in the folder, by their paths
 */
export async function labelsWithin(
  host: LabelHost,
  entries: readonly string[],
  depth = 0,
): Promise<LabelFolder> {
  const names = nameFilesAmong(entries);
  const folders = depth === DEEPEST ? [] : entries.filter(mayBeFolder);
  const chosen = folders.filter((folder) => FOLDERS_OF_LABELS.includes(lastPartOf(folder)));
  const within: LabelFolder[] = [];
  for (const folder of chosen.length > 0 ? chosen : folders) {
    // A file may have no extension.
    const inFolder = await host.list(folder);
    within.push(
      inFolder === null ? { labels: [], names: [] } : await labelsWithin(host, inFolder, depth + 1),
    );
  }
  const labels = within.flatMap((one) => one.labels);
  return {
    labels:
      labels.length > 0
        ? labels
        : entries.filter((entry) => LABELS.includes(extensionOf(entry)) && !names.includes(entry)),
    names: [...names, ...within.flatMap((one) => one.names)],
  };
}

function nameFilesAmong(entries: readonly string[]): string[] {
  const byName = new Map(entries.map((entry) => [lastPartOf(entry), entry]));
  return likelyNameFiles([...byName.keys()])
    .filter((name) => extensionOf(name) !== 'txt' || name === NAMES_AS_TEXT)
    .flatMap((name) => byName.get(name) ?? []);
}

function mayBeFolder(path: string): boolean {
  return extensionOf(path) === '' && lastPartOf(path) !== FOLDER_OF_PICTURES;
}

function lastPartOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The extension of a file in small letters, without its dot; empty without one. */
export function extensionOf(path: string): string {
  const name = lastPartOf(path);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
