import * as vscode from 'vscode';
import type { Convention, InstalledVersion } from '../../code/conventions/convention';
import {
  installedVersion,
  type StatedVersion,
  statedVersion,
  versionFilesAmong,
} from '../../code/versions/version-files';
import { fileOf } from '../code-text';

/** Folders in which a project keeps its environment. */
const ENVIRONMENTS: readonly string[] = ['.venv', 'venv', 'env', '.pixi/envs/default'];
/** Bytes of the largest file that is read; lock files of large projects have two million. */
const LARGEST_FILE = 8_000_000;

/**
 * The version of a library that a project has, where the meaning of α or γ changed with it: of the environment in the folder of a
 * document or one around it, else of the lock files and requirements there.
 */
export async function projectVersion(
  document: vscode.TextDocument,
  { distribution, version }: NonNullable<Convention['changed']>,
): Promise<InstalledVersion | undefined> {
  const file = fileOf(document);
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  for (const folder of root ? foldersUpTo(file, root) : []) {
    const names = (await entriesOf(folder)).map(([name]) => name);
    for (const environment of ENVIRONMENTS.filter((path) => names.includes(path.split('/')[0] ?? path))) {
      const packages = await packagesOf(vscode.Uri.joinPath(folder, environment));
      const installed = installedVersion(packages, distribution, version);
      if (installed) {
        return named(installed, environment);
      }
    }
    for (const name of versionFilesAmong(names)) {
      const text = await textOf(vscode.Uri.joinPath(folder, name));
      const stated = text === null ? undefined : statedVersion(name, text, distribution, version);
      if (stated) {
        return named(stated, name);
      }
    }
  }
  return undefined;
}

function named(stated: StatedVersion, file: string): InstalledVersion {
  return { ...stated, file };
}

/** The folder of a file and those around it, the nearest first. */
function foldersUpTo(file: vscode.Uri, root: vscode.Uri): vscode.Uri[] {
  const folders: vscode.Uri[] = [];
  for (let folder = vscode.Uri.joinPath(file, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
    folders.push(folder);
    if (folder.path.length <= root.path.length) {
      return folders;
    }
  }
}

/** The names in the `site-packages` of an environment; none where it has no such folder. */
async function packagesOf(environment: vscode.Uri): Promise<string[]> {
  const library = vscode.Uri.joinPath(environment, 'lib');
  const versions = (await entriesOf(library)).flatMap(([name]) => (name.startsWith('python') ? [name] : []));
  const places = [
    ...versions.map((name) => vscode.Uri.joinPath(library, name, 'site-packages')),
    vscode.Uri.joinPath(environment, 'Lib', 'site-packages'),
  ];
  const found = await Promise.all(places.map(entriesOf));
  return [...new Set(found.flat().map(([name]) => name))];
}

/** Empty for a folder that is not there. */
async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  return (await ifThere(() => vscode.workspace.fs.readDirectory(folder))) ?? [];
}

/** Null for a file that is too large or cannot be read. */
async function textOf(file: vscode.Uri): Promise<string | null> {
  const content = await ifThere(async () => {
    const { size, type } = await vscode.workspace.fs.stat(file);
    return type & vscode.FileType.File && size <= LARGEST_FILE ? vscode.workspace.fs.readFile(file) : null;
  });
  return content && new TextDecoder().decode(content);
}

/** What a file system gives; null where it has no such file, or one that cannot be read. */
async function ifThere<Content>(read: () => PromiseLike<Content | null>): Promise<Content | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      return null;
    }
    throw error;
  }
}
