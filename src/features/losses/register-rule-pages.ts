import * as vscode from 'vscode';
import { RULES_SCHEME } from './rule-address';
import type { RulePages } from './rule-pages';

/** Makes the pages files of VS Code, whose preview of Markdown shows them: package.json associates the two. */
export function registerRulePages(pages: () => Promise<RulePages>): vscode.Disposable {
  const refuse = (address: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(address);
  };
  const read = async (address: vscode.Uri): Promise<Uint8Array> => (await pages()).read(address);
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (address) => ({
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size: (await read(address)).length,
    }),
    readFile: read,
    readDirectory: refuse,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  return vscode.workspace.registerFileSystemProvider(RULES_SCHEME, provider, { isReadonly: true });
}
