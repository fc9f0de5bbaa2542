import { open } from 'node:fs/promises';

/** A report says what it is at its beginning. */
const BEGINNING = /^\s*\{\s*"schema"\s*:\s*"focal-loss-report"/;
const BYTES = 200;

/**
 * True for a file that begins as a saved report does.
 * @param ifPipe the answer for a pipe, which can be read only once
 */
export async function isSavedReport(path: string, { ifPipe } = { ifPipe: false }): Promise<boolean> {
  const file = await open(path).catch(() => null);
  if (file === null) {
    return false;
  }
  try {
    if (!(await file.stat()).isFile()) {
      return ifPipe;
    }
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BYTES), 0, BYTES, 0);
    return BEGINNING.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
