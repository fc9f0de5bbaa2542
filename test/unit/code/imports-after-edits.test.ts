import { describe, expect, it } from 'vitest';
import { type AnsweredImport, followImports } from '../../../src/code/imports/follow-imports';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import { parser } from './parse';

const TRAINING = `import torch
import torch.nn.functional as F
from helpers import balance

def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    return (balance(targets, alpha) * (1 - torch.exp(-ce)) ** gamma * ce).sum()
`;
const FILES: Readonly<Record<string, string>> = {
  'helpers.py':
    'from constants import ONE\ndef balance(targets, alpha):\n    return alpha * targets + (ONE - alpha) * (1 - targets)\n',
  'constants.py': 'ONE = 1\n',
  'others.py': 'def balance(targets, alpha):\n    return (1 - alpha) * targets + alpha * (1 - targets)\n',
};

/** What is found in a training file, how many times it was run, and the imports that it needed. */
async function judged(
  text: string,
  files: Readonly<Record<string, string>>,
  before: readonly AnsweredImport[] = [],
) {
  let runs = 0;
  const { result, answers } = await followImports(
    { path: '/project/train.py', root: '/project', grammar: 'python' },
    async (path) => files[path.slice('/project/'.length)] ?? null,
    (imports) => {
      runs += 1;
      return diagnoseCode(parser, { text, grammar: 'python', imports });
    },
    before,
  );
  const { losses, atSites, wanted } = result;
  return { found: { losses, atSites, wanted, answers }, runs };
}

describe('a file that was judged with its imports', () => {
  it.each([
    ['another number', TRAINING.replace('gamma=2.0', 'gamma=3.0'), FILES, 1],
    ['another text of an imported file', TRAINING, { ...FILES, 'constants.py': 'ONE = 2\n' }, 1],
    [
      'an imported file that imports no more',
      TRAINING,
      { ...FILES, 'helpers.py': FILES['others.py'] ?? '' },
      1,
    ],
    ['an imported file that is gone', TRAINING, { 'constants.py': 'ONE = 1\n' }, 2],
    ['another import', TRAINING.replace('helpers', 'others'), FILES, 3],
    [
      'one import more',
      TRAINING.replace('alpha=0.25', 'alpha=A').replace('\ndef', 'from constants import ONE as A\n\ndef'),
      FILES,
      4,
    ],
    ['no import', TRAINING.replace('from helpers import balance', 'balance = lambda t, a: a * t'), FILES, 1],
  ])('is judged after an edit as if for the first time: %s', async (_, text, files, runs) => {
    const { found } = await judged(TRAINING, FILES);
    expect(found.answers.map(({ module }) => module)).toEqual(['helpers', 'constants']);
    const again = await judged(text, files, found.answers);
    expect(again.found).toEqual((await judged(text, files)).found);
    expect(again.runs).toBe(runs);
  });
});
