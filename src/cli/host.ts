import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelHost } from '../labels/label-host';
import type { Messages } from '../messages/messages';
import type { DocumentHost, TensorHost } from '../services/service';
import { openNodeFile } from '../tensor/reading/node-file';
import { ProgressLine } from './progress-line';

/** Reads saved reports whole, since they may come from a pipe. */
export const documents: DocumentHost = { readText: (path) => readFile(path, 'utf8') };

/** Reads labels from files and folders of the disk. */
export const labelHost: LabelHost = {
  open: (path) => openNodeFile(path, path, 'here'),
  list: async (path) => {
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      // Opening the path says what is wrong with it.
      () => false,
    );
    return isFolder ? (await readdir(path)).sort().map((name) => join(path, name)) : null;
  },
};

/**
 * Runs a service on files of the disk. Progress goes to standard error if that is a terminal, and is erased at the end.
 */
export async function withTensorHost<Result>(
  messages: Messages,
  run: (host: TensorHost) => Promise<Result>,
): Promise<Result> {
  const line = process.stderr.isTTY ? new ProgressLine(process.stderr, messages) : undefined;
  try {
    return await run({
      open: (path) => openNodeFile(path, path, 'here'),
      ...(line === undefined ? {} : { onOpening: line.showOpening, onProgress: line.show }),
    });
  } finally {
    line?.erase();
  }
}
