import { open } from 'node:fs/promises';
import { BEGINNING_BYTES, beginsAsReport } from '../services/saved-report';

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
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return beginsAsReport(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
