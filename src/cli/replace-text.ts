import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { errorText } from '../format/error-text';
import { ProblemError } from '../messages/problem-error';

/**
 * Puts a text in the place of that of a file, whole or not at all: a reader sees the old or the new one.
 *
 * @throws ProblemError if the file is not in UTF-8, which its other characters would not survive, or cannot be replaced
 */
export async function replaceText(file: string, text: string): Promise<void> {
  const bytes = await readFile(file);
  if (!Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes)) {
    throw new ProblemError({ id: 'not-utf-8', facts: { file } });
  }
  const target = await realpath(file);
  const beside = `${target}.${process.pid}.focal-loss`;
  try {
    const { mode } = await stat(target);
    await writeFile(beside, text, { mode });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    const reason = errorText(error);
    throw new ProblemError({ id: 'cannot-be-replaced', facts: { file, reason } });
  }
}
