import { readdirSync, readFileSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isConfiguration,
  LARGEST_CONFIGURATION,
  mayConfigureLoss,
} from '../code/configurations/configuration-files';
import { CODE_EXTENSIONS } from '../code/syntax/code-file';
import { SKIPPED_FOLDERS } from '../code/syntax/worth-parsing';
import { extensionOf } from '../tensor/file-names';
import { TensorFileError } from '../tensor/tensor-file';

/**
 * The files with code among paths: a file as it is named, and of a folder those in it, without hidden folders and those of
 * installed packages. Configurations of YAML and JSON in a folder count if they name a focal loss.
 *
 * @throws TensorFileError for a path that is not there
 */
export async function codeFilesAt(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const entry = await stat(path).catch(() => {
      throw new TensorFileError(path, { id: 'no-such-file', facts: {} });
    });
    found.push(...(entry.isDirectory() ? codeFilesIn(path) : [path]));
  }
  return [...new Set(found)];
}

/** Reads folder by folder: to wait for each of thousands takes several times as long. */
function codeFilesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isSkipped = entry.name.startsWith('.') || SKIPPED_FOLDERS.has(entry.name);
      files.push(...(isSkipped ? [] : codeFilesIn(path)));
    } else if (entry.isFile() && (isCode(path) || configuresLoss(path))) {
      files.push(path);
    }
  }
  return files;
}

function isCode(path: string): boolean {
  return CODE_EXTENSIONS.includes(extensionOf(path).slice(1));
}

/** True for a configuration that names a focal loss; most files of these kinds are data. */
function configuresLoss(path: string): boolean {
  return (
    isConfiguration(path) && statSync(path).size <= LARGEST_CONFIGURATION && mayConfigureLoss(textOf(path))
  );
}

/** Empty for a file that cannot be read: it is no configuration that was asked for. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
