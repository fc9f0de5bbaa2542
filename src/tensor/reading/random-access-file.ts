/**
 * Bytes that can be read anywhere without reading the rest. The only way tensor files are read: one
 * implementation each for a Node file handle, for `vscode.workspace.fs` and for a browser `Blob`.
 */
export interface RandomAccessFile {
  /** The name shown in errors and reports: a path as the user wrote it, or a file name. */
  readonly name: string;
  /** Path on the local disk, where the file can be opened by others too; absent when it has none. */
  readonly path?: string;
  /** Size in bytes when the file was opened. */
  readonly size: number;
  /**
   * Fills `target` with the bytes from `offset` on and returns how many were read: fewer than
   * `target.byteLength` only at the end of the file.
   */
  read(offset: number, target: Uint8Array): Promise<number>;
  close(): Promise<void>;
}
