import { readFile } from 'node:fs/promises';
import type { Grammar } from '../../../../src/code/syntax/languages';
import type { Verdict } from '../../../../src/code/verdict/document';
import { judgeFile } from '../../../../src/code/verdict/judge-file';
import { sourceOf } from '../parse';

export async function verdictsOf(text: string, grammar: Grammar = 'python'): Promise<Verdict[]> {
  return judgeFile(await sourceOf(text, grammar));
}

/** The verdict on the only focal loss of a text. */
export async function verdictOf(text: string, grammar: Grammar = 'python'): Promise<Verdict> {
  const verdicts = await verdictsOf(text, grammar);
  const [verdict] = verdicts;
  if (!verdict || verdicts.length > 1) {
    throw new Error(`${verdicts.length} focal losses instead of one`);
  }
  return verdict;
}

/** The verdicts on a file of test/fixtures/code. */
export async function verdictsOfFixture(name: string): Promise<Verdict[]> {
  const path = new URL(`../../../fixtures/code/${name}`, import.meta.url);
  const grammar = name.endsWith('.py') ? 'python' : name.endsWith('.ts') ? 'typescript' : 'tsx';
  return verdictsOf(await readFile(path, 'utf8'), grammar);
}
