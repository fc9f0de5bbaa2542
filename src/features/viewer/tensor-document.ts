import * as vscode from 'vscode';
import { openTensorFile } from '../../tensor/formats/open';
import type { FileVersion } from '../../workers/array-summaries';
import type { FileOpener } from '../workspace-file';

/** A file changes many times while it is written. It is read again after this many milliseconds without a change. */
const SETTLING_MILLISECONDS = 300;

/** A tensor file in the editor: opened on first use, and again after it changed on disk. */
export class TensorDocument implements vscode.CustomDocument {
  private version: Promise<FileVersion> | undefined;
  private stop = new AbortController();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher: vscode.FileSystemWatcher;
  /** Fires when the file was written, deleted or created again. */
  readonly onDidChange = this.changed.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly openFile: FileOpener,
  ) {
    // Watches the folder: in a pattern with the file's name, brackets would be a character class.
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
   * The present version of the file, opened once.
   * @throws TensorFileError when the file cannot be read; the next call tries again
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
