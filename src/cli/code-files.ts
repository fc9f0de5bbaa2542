import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  isConfiguration,
  LARGEST_CONFIGURATION,
  mayConfigureLoss,
} from '../code/configurations/configuration-files';
import { CODE_EXTENSIONS } from '../code/syntax/code-file';
import { SKIPPED_FOLDERS } from '../code/syntax/worth-parsing';
import { extensionOf } from '../tensor/file-names';
import { describeFailure } from '../tensor/reading/node-file';
import { TensorFileError } from '../tensor/tensor-file';

/** The files at some paths. */
interface FoundFiles {
  readonly files: string[];
  /** The paths that are not there, and the folders that cannot be read. */
  readonly failures: readonly TensorFileError[];
}

/**
 * The files with code among paths: a file as it is named, and of a folder those in it, without hidden folders and those of
 * installed packages. Configurations of YAML and JSON in a folder count if they name a focal loss.
 */
export function codeFilesAt(paths: readonly string[]): FoundFiles {
  const failures: TensorFileError[] = [];
  const files = paths.flatMap((path) =>
    orFailure(path, failures, () => (statSync(path).isDirectory() ? codeFilesIn(path, failures) : [path])),
  );
  const once = new Map<string, string>();
  for (const file of files) {
    const place = resolve(file);
    once.set(place, once.get(place) ?? file);
  }
  return { files: [...once.values()], failures };
}

/** Reads folder by folder: to wait for each of thousands takes several times as long. */
function codeFilesIn(folder: string, failures: TensorFileError[]): string[] {
  const entries = orFailure(folder, failures, () => readdirSync(folder, { withFileTypes: true }));
  const files: string[] = [];
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isSkipped = entry.name.startsWith('.') || SKIPPED_FOLDERS.has(entry.name);
      files.push(...(isSkipped ? [] : codeFilesIn(path, failures)));
    } else if (entry.isFile() && (isCode(path) || configuresLoss(path))) {
      files.push(path);
    }
  }
  return files;
}

/** Returns what `find` finds. If the system refuses to read the path, adds a failure and returns nothing. */
function orFailure<Found>(path: string, failures: TensorFileError[], find: () => Found[]): Found[] {
  try {
    return find();
  } catch (error) {
    failures.push(new TensorFileError(path, describeFailure(error)));
    return [];
  }
}

function isCode(path: string): boolean {
  return CODE_EXTENSIONS.includes(extensionOf(path).slice(1));
}

/** True for a configuration that names a focal loss; most files of these kinds are data. */
function configuresLoss(path: string): boolean {
  return isConfiguration(path) && mayConfigureLoss(textOf(path));
}

/** Empty for a file that is too large or cannot be read: it is no configuration that was asked for. */
function textOf(path: string): string {
  try {
    return statSync(path).size <= LARGEST_CONFIGURATION ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
