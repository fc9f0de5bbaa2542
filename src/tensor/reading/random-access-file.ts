/**
 * A file that can be read at any place. Tensor files are read through this interface alone. It has one implementation
 * each for a Node file handle, for memory, for `vscode.workspace.fs` and for a browser `Blob`.
 */
export interface RandomAccessFile {
  /** Name shown in errors and reports: the path as the user wrote it, or a file name. */
  readonly name: string;
  /** Path on the local disk, with which a worker can open the file too; absent when there is none. */
  readonly path?: string;
  /** Size in bytes when the file was opened. */
  readonly size: number;
  /**
   * Fills `target` with the bytes from `offset` on. Returns the number of bytes read, which is less than
   * `target.byteLength` only at the end of the file.
   */
  read(offset: number, target: Uint8Array): Promise<number>;
  close(): Promise<void>;
}
