import * as vscode from 'vscode';
import { openTensorFile } from '../../tensor/formats/open';
import type { FileVersion } from '../../workers/array-summaries';
import type { FileOpener } from '../workspace-file';

/** Writers touch a file many times; it is read again when they have been quiet for so long. */
const SETTLING_MILLISECONDS = 300;

/** A tensor file in the editor: opened when somebody looks, and anew when it changes on disk. */
export class TensorDocument implements vscode.CustomDocument {
  private version: Promise<FileVersion> | undefined;
  private stop = new AbortController();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher: vscode.FileSystemWatcher;
  /** The file was written, deleted or came back. */
  readonly onDidChange = this.changed.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly openFile: FileOpener,
  ) {
    // A pattern with the file's own name would take brackets in it for a character class.
    const folder = vscode.Uri.joinPath(uri, '..');
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    const settle = (touched: vscode.Uri) => {
      if (touched.toString() === uri.toString()) {
        clearTimeout(this.settling);
        this.settling = setTimeout(() => this.reload(), SETTLING_MILLISECONDS);
      }
    };
    this.watcher.onDidChange(settle);
    this.watcher.onDidCreate(settle);
    this.watcher.onDidDelete(settle);
  }

  /**
   * The file as it is now, opened once.
   * @throws TensorFileError when it cannot be read; the next call tries again
   */
  current(): Promise<FileVersion> {
    if (this.version === undefined) {
      const opening = this.open(this.stop.signal);
      this.version = opening;
      opening.catch(() => {
        this.version = this.version === opening ? undefined : this.version;
      });
    }
    return this.version;
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.watcher.dispose();
    this.changed.dispose();
    void this.close();
  }

  private async open(signal: AbortSignal): Promise<FileVersion> {
    const bytes = await this.openFile(this.uri);
    try {
      const file = await openTensorFile(bytes, { signal });
      const { mtime, size } = await vscode.workspace.fs.stat(this.uri);
      const uri = this.uri.toString();
      return { uri, file, identity: `${uri} ${size} ${mtime}`, signal };
    } catch (error) {
      await bytes.close();
      throw error;
    }
  }

  private async reload(): Promise<void> {
    await this.close();
    this.changed.fire();
  }

  private async close(): Promise<void> {
    const { version, stop } = this;
    this.version = undefined;
    this.stop = new AbortController();
    stop.abort(new vscode.CancellationError());
    const [closed] = await Promise.allSettled([version]);
    if (closed.status === 'fulfilled') {
      await closed.value?.file.close();
    }
  }
}
