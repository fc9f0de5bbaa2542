import { readFile } from 'node:fs/promises';
import { type DiagnosedLoss, diagnoseCode } from '../../../../src/code/rules/diagnose';
import type { Grammar } from '../../../../src/code/syntax/languages';
import type { Verdict } from '../../../../src/code/verdict/document';
import { parser } from '../parse';

/** The focal losses of a text with what is wrong with them. */
async function diagnosedLossesOf(
  text: string,
  grammar: Grammar = 'python',
): Promise<readonly DiagnosedLoss[]> {
  return (await diagnoseCode(parser, { text, grammar, imports: [] })).losses;
}

/** The only focal loss of a text with what is wrong with it. */
export async function diagnosedLossOf(text: string, grammar: Grammar = 'python'): Promise<DiagnosedLoss> {
  const losses = await diagnosedLossesOf(text, grammar);
  const [loss] = losses;
  if (!loss || losses.length > 1) {
    throw new Error(`${losses.length} focal losses instead of one`);
  }
  return loss;
}

export async function verdictsOf(text: string, grammar: Grammar = 'python'): Promise<Verdict[]> {
  return (await diagnosedLossesOf(text, grammar)).map(({ verdict }) => verdict);
}

/** The verdict on the only focal loss of a text. */
export async function verdictOf(text: string, grammar: Grammar = 'python'): Promise<Verdict> {
  return (await diagnosedLossOf(text, grammar)).verdict;
}

/** The verdicts on a file of test/fixtures/code. */
export async function verdictsOfFixture(name: string): Promise<Verdict[]> {
  const path = new URL(`../../../fixtures/code/${name}`, import.meta.url);
  const grammar = name.endsWith('.py') ? 'python' : name.endsWith('.ts') ? 'typescript' : 'tsx';
  return verdictsOf(await readFile(path, 'utf8'), grammar);
}

/** What a focal loss of K classes without α computes. */
export const CLASS_LOSS = {
  link: 'softmax',
  gammaIsExponentOf: '1-p_t',
  reduction: 'mean',
  variant: 'focalWithoutAlpha',
};

/** The body of a focal loss of p and t, with rows of logits and indices. */
export const BODY = `ce = F.cross_entropy(p, t, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()`;
