import { readFile } from 'node:fs/promises';
import type { Verdict } from '../../../../src/code/verdict/document';
import { judgeFile } from '../../../../src/code/verdict/judge-file';
import { sourceOf } from '../parse';

export async function verdictsOf(text: string): Promise<Verdict[]> {
  return judgeFile(await sourceOf(text, 'python'));
}

/** The verdict on the only focal loss of a Python text. */
export async function verdictOf(text: string): Promise<Verdict> {
  const verdicts = await verdictsOf(text);
  const [verdict] = verdicts;
  if (!verdict || verdicts.length > 1) {
    throw new Error(`${verdicts.length} focal losses instead of one`);
  }
  return verdict;
}

/** The verdicts on a file of test/fixtures/code. */
export async function verdictsOfFixture(name: string): Promise<Verdict[]> {
  const path = new URL(`../../../fixtures/code/${name}`, import.meta.url);
  return verdictsOf(await readFile(path, 'utf8'));
}
