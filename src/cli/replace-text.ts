import { access, chmod, constants, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { errorText } from '../format/error-text';
import { ProblemError } from '../messages/problem-error';

/**
 * Puts a text in the place of that of a file, whole or not at all: a reader sees the old or the new one.
 *
 * @param read the text of the file when it was read
 * @throws ProblemError if the file is not in UTF-8, which its other characters would not survive, has another text by now,
 *   may not be written, or cannot be replaced
 */
export async function replaceText(file: string, read: string, text: string): Promise<void> {
  let beside: string | null = null;
  try {
    const bytes = await readFile(file);
    if (!Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes)) {
      throw new ProblemError({ id: 'not-utf-8', facts: { file } });
    }
    if (bytes.toString('utf8') !== read) {
      throw new ProblemError({ id: 'changed-meanwhile', facts: { file } });
    }
    const target = await realpath(file);
    // Renaming would replace a write-protected file too, where its folder is writable.
    await access(target, constants.W_OK);
    const { mode } = await stat(target);
    beside = `${target}.${process.pid}.focal-loss`;
    await writeFile(beside, text);
    await chmod(beside, mode);
    await rename(beside, target);
  } catch (error) {
    if (beside !== null) {
      await rm(beside, { force: true });
    }
    if (error instanceof ProblemError) {
      throw error;
    }
    throw new ProblemError({ id: 'cannot-be-replaced', facts: { file, reason: errorText(error) } });
  }
}
