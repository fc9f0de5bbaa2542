import { constants, fstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
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
    const found = opened.isDirectory() ? 'a folder' : 'something else';
    throw new TensorFileError(name, `expected a file, found ${found}`);
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
        const sizes = now.size === opened.size ? '' : ` from ${opened.size} to ${now.size} bytes`;
        throw new TensorFileError(name, `the file changed${sizes} while it was read; read it again`, {
          byteOffset: offset + done,
        });
      }
      if (now.nlink === 0 && opened.nlink > 0) {
        throw new TensorFileError(name, 'the file was deleted or replaced while it was read', {
          byteOffset: offset + done,
        });
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

const failures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file: a part of its path is no folder',
  EACCES: 'the file may not be read: its permissions forbid it',
  EPERM: 'the file may not be read: the system forbids it',
  EISDIR: 'expected a file, found a folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an input/output error',
};

/** Why a file cannot be opened or read, in words. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return `the file cannot be read (${String(error)})`;
  }
  const code = 'code' in error ? String(error.code) : '';
  return failures[code] ?? `the file cannot be read (${error.message})`;
}
