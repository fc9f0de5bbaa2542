import * as vscode from 'vscode';
import type { LabelHost } from '../../labels/label-host';
import type { RandomAccessFile } from '../../tensor/reading/random-access-file';
import { type FileOpener, fileLabel } from '../workspace-file';

/** Reads labels from files and folders of any file system of VS Code, by the names that messages have for them. */
export class WorkspaceLabels implements LabelHost {
  private readonly uris = new Map<string, vscode.Uri>();

  /** @param signal stops the reading, which then rejects with its reason */
  constructor(
    private readonly openFile: FileOpener,
    private readonly signal: AbortSignal,
  ) {}

  /** The name of a file or folder, by which it can then be read. */
  nameOf(uri: vscode.Uri): string {
    const name = fileLabel(uri);
    this.uris.set(name, uri);
    return name;
  }

  open(name: string): Promise<RandomAccessFile> {
    this.signal.throwIfAborted();
    return this.openFile(this.uriOf(name));
  }

  async list(name: string): Promise<readonly string[] | null> {
    const uri = this.uriOf(name);
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      return null;
    }
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries
      .map(([entry]) => entry)
      .sort()
      .map((entry) => this.nameOf(vscode.Uri.joinPath(uri, entry)));
  }

  private uriOf(name: string): vscode.Uri {
    const uri = this.uris.get(name);
    if (uri === undefined) {
      throw new Error(`${name} was not named by its URI.`);
    }
    return uri;
  }
}
