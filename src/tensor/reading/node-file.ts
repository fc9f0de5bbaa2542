import { constants, fstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Problem } from '../../messages/problem';
import { TensorFileError } from '../tensor-file';
import type { RandomAccessFile } from './random-access-file';
import { type ReadAt, readerHere } from './read-here.node';

/** Without O_NONBLOCK, opening a named pipe waits until another process writes to it. Windows has neither. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file of the local disk. A read fails when the file was changed, cut or deleted after it was opened, because
 * numbers of two versions must not be mixed.
 * @param name shown in errors and reports; default the path
 * @param reads `'here'` reads in the calling thread as long as that is quickest; for threads that block nobody
 * @throws TensorFileError when the file cannot be opened
 */
export async function openNodeFile(
  path: string,
  name = path,
  reads: 'here' | 'elsewhere' = 'elsewhere',
): Promise<RandomAccessFile> {
  const handle = await open(path, readOnly).catch((error: unknown) => {
    throw new TensorFileError(name, describeFailure(error));
  });
  try {
    return await nodeFile(handle, path, name, reads === 'here');
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function nodeFile(
  handle: FileHandle,
  path: string,
  name: string,
  isReadHere: boolean,
): Promise<RandomAccessFile> {
  const opened = await handle.stat();
  if (!opened.isFile()) {
    const id = opened.isDirectory() ? 'folder-for-file' : 'other-for-file';
    throw new TensorFileError(name, { id, facts: {} });
  }
  const readAt = isReadHere ? readerHere(handle.fd) : readerElsewhere(handle);
  return {
    name,
    path,
    size: opened.size,
    async read(offset, target) {
      let done = 0;
      while (done < target.byteLength) {
        const bytesRead = await readAt(() => target, done, target.byteLength - done, offset + done).catch(
          (error: unknown) => {
            throw new TensorFileError(name, describeFailure(error), { byteOffset: offset + done });
          },
        );
        if (bytesRead === 0) {
          break;
        }
        done += bytesRead;
      }
      const now = isReadHere ? fstatSync(handle.fd) : await handle.stat();
      if (now.size !== opened.size || now.mtimeMs !== opened.mtimeMs) {
        const found: Problem =
          now.size === opened.size
            ? { id: 'changed', facts: {} }
            : { id: 'size-changed', facts: { before: opened.size, now: now.size } };
        throw new TensorFileError(name, found, { byteOffset: offset + done });
      }
      if (now.nlink === 0 && opened.nlink > 0) {
        throw new TensorFileError(
          name,
          { id: 'deleted-or-replaced', facts: {} },
          { byteOffset: offset + done },
        );
      }
      return done;
    },
    close: () => handle.close(),
  };
}

function readerElsewhere(handle: FileHandle): ReadAt {
  return async (target, offset, length, position) =>
    (await handle.read(target(), offset, length, position)).bytesRead;
}

/** Problems by the error codes of the system. */
const FAILURES: Readonly<Record<string, Problem>> = {
  ENOENT: { id: 'no-such-file', facts: {} },
  ENOTDIR: { id: 'no-such-folder', facts: {} },
  EACCES: { id: 'permissions-forbid', facts: {} },
  EPERM: { id: 'system-forbids', facts: {} },
  EISDIR: { id: 'folder-for-file', facts: {} },
  EMFILE: { id: 'too-many-open', facts: {} },
  EIO: { id: 'disk-error', facts: {} },
};

/** The problem that keeps a file from being opened or read. */
export function describeFailure(error: unknown): Problem {
  if (!(error instanceof Error)) {
    return { id: 'cannot-be-read', facts: { reason: String(error) } };
  }
  const code = 'code' in error ? String(error.code) : '';
  return FAILURES[code] ?? { id: 'cannot-be-read', facts: { reason: error.message } };
}
