import { assert } from 'chai';
import * as vscode from 'vscode';
import { addFilesBelow } from '../../src/features/workspace-search';

const NAMES = [
  'run.npz',
  'notes.txt',
  '.hidden.npz',
  'data/epoch1.npz',
  'data/deep/epoch2.npz',
  'node_modules/own.npz',
  '.git/own.npz',
];

/** Files with those names, on a file system that VS Code cannot search. */
class NamedFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const isFile = NAMES.includes(path.slice(1));
    return { type: isFile ? vscode.FileType.File : vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const folder = path.endsWith('/') ? path : `${path}/`;
    const below = NAMES.map((name) => `/${name}`)
      .filter((name) => name.startsWith(folder))
      .map((name) => name.slice(folder.length).split('/'));
    const entries = below.map(
      ([name = '', ...rest]) =>
        [name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File] as const,
    );
    return [...new Map(entries)];
  }

  readFile = refuse;
  createDirectory = refuse;
  writeFile = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}

describe('files of a virtual workspace', () => {
  let provider: vscode.Disposable;
  before(() => {
    provider = vscode.workspace.registerFileSystemProvider('named', new NamedFiles());
  });
  after(() => provider.dispose());

  const foundOf = async (most?: number) => {
    const found: vscode.Uri[] = [];
    const search = { extensions: ['npz'], skipped: ['node_modules'] };
    const folder = vscode.Uri.parse('named:/');
    await addFilesBelow(folder, most === undefined ? search : { ...search, most }, found);
    return found.map(({ path }) => path);
  };

  it('are found by reading its folders', async () => {
    assert.sameMembers(await foundOf(), ['/run.npz', '/data/epoch1.npz', '/data/deep/epoch2.npz']);
  });

  it('are as many as wanted at the most', async () => {
    assert.lengthOf(await foundOf(2), 2);
  });
});
