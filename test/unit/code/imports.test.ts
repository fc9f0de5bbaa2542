import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/code/imports/candidates';
import { followImports } from '../../../src/code/imports/follow-imports';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import type { Grammar } from '../../../src/code/syntax/languages';
import { notUnderstoodText } from '../../../src/code/verdict/words';
import { en } from '../../../src/messages/en';
import { parser } from './parse';

const HEAD = 'import torch\nimport torch.nn.functional as F\n';

const LOSSES = `${HEAD}
def balance(targets, alpha):
    return (1 - alpha) * targets + alpha * (1 - targets)

def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    return (balance(targets, alpha) * (1 - torch.exp(-ce)) ** gamma * ce).mean()
`;

/** The verdicts on a file of a workspace, and the paths that were read for it. */
async function judged(files: Readonly<Record<string, string>>, path: string, grammar: Grammar = 'python') {
  const read: string[] = [];
  const { result } = await followImports(
    { path: `/project/${path}`, root: '/project', grammar },
    async (candidate) => {
      const text = files[candidate.slice('/project/'.length)];
      if (text !== undefined) {
        read.push(candidate.slice('/project/'.length));
      }
      return text ?? null;
    },
    (imports) => diagnoseCode(parser, { text: files[path] ?? '', grammar, imports }),
  );
  return { verdicts: result.losses.map(({ verdict }) => verdict), read };
}

describe('an import of the same workspace', () => {
  it.each([
    ['relative', 'models/train.py', 'from .losses import focal_loss', 'models/losses.py'],
    ['of the folder above', 'models/heads/train.py', 'from ..losses import focal_loss', 'models/losses.py'],
    ['from the folder of the script', 'tools/train.py', 'from losses import focal_loss', 'tools/losses.py'],
    ['from the root', 'tools/train.py', 'from utils.losses import focal_loss', 'utils/losses.py'],
    ['under another name', 'train.py', 'from losses import focal_loss as fl', 'losses.py'],
    ['of a package', 'train.py', 'from losses import focal_loss', 'losses/__init__.py'],
    ['of everything', 'train.py', 'from losses import *', 'losses.py'],
    ['of a module', 'train.py', 'import losses', 'losses.py'],
    ['of a module of a package', 'pack/train.py', 'from . import losses', 'pack/losses.py'],
  ])('is followed: %s', async (_, path, statement, file) => {
    const name = statement.endsWith('fl')
      ? 'fl'
      : statement.endsWith('losses')
        ? 'losses.focal_loss'
        : 'focal_loss';
    const { verdicts, read } = await judged(
      { [path]: `${statement}\ndef step(x, y):\n    return ${name}(x, y, alpha=0.4)\n`, [file]: LOSSES },
      path,
    );
    expect(read).toEqual([file]);
    expect(verdicts).toMatchObject([
      {
        kind: 'call',
        line: 3,
        computes: { alphaRole: 'classZero', reduction: 'mean' },
        parameters: { alpha: { default: 0.4, line: null } },
      },
    ]);
  });

  it('gives a loss the helper that it needs, from a file that imports another one', async () => {
    const { verdicts, read } = await judged(
      {
        'train.py': `${HEAD}from helpers import balance
def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    return (balance(targets, alpha) * (1 - torch.exp(-ce)) ** gamma * ce).sum()
`,
        'helpers.py':
          'from constants import ONE\ndef balance(targets, alpha):\n    return alpha * targets + (ONE - alpha) * (1 - targets)\n',
        'constants.py': 'ONE = 1\n',
      },
      'train.py',
    );
    expect(read).toEqual(['helpers.py', 'constants.py']);
    expect(verdicts).toMatchObject([
      { computes: { alphaRole: 'positives', reduction: 'sum', variant: 'focal' } },
    ]);
  });

  it('names the line of the other file where the run ends there', async () => {
    const { verdicts } = await judged(
      {
        'train.py': `${HEAD}from helpers import balance
def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    return (balance(targets, alpha) * (1 - torch.exp(-ce)) ** gamma * ce).sum()
`,
        'helpers.py':
          'import torch\ndef balance(targets, alpha):\n    return torch.ops.ours.balance(targets, alpha)\n',
      },
      'train.py',
    );
    const [verdict] = verdicts;
    expect(verdict?.computes).toBeNull();
    expect(verdict?.notUnderstood && notUnderstoodText(en, verdict.notUnderstood)).toMatch(
      /^line 6: helpers\.py, line 3: .* is not known$/,
    );
  });

  it('ends where files import one another, and where there is no such file', async () => {
    const loss = `${HEAD}from a import balance\ndef focal_loss(logits, targets, alpha=0.25, gamma=2.0):\n    return balance(logits, targets, alpha) ** gamma\n`;
    const { verdicts, read } = await judged(
      { 'train.py': loss, 'a.py': 'from b import balance\n', 'b.py': 'from a import balance\n' },
      'train.py',
    );
    expect(read).toEqual(['a.py', 'b.py']);
    expect(verdicts).toMatchObject([{ computes: null, exception: null }]);
    expect((await judged({ 'train.py': loss }, 'train.py')).verdicts[0]?.notUnderstood?.reason).toEqual({
      kind: 'call',
      name: 'a.balance',
    });
  });

  it('is not read for code that needs none', async () => {
    const { read } = await judged(
      { 'train.py': `from helpers import balance\n${LOSSES}`, 'helpers.py': '' },
      'train.py',
    );
    expect(read).toEqual([]);
  });

  it('is followed in TypeScript, by name and as the default', async () => {
    const losses = `import * as tf from '@tensorflow/tfjs';
export const balance = (labels: tf.Tensor, alpha: number) => labels.mul(alpha).add(tf.sub(1, labels).mul(1 - alpha));
export default function modulation(ce: tf.Tensor, gamma: number) { return tf.sub(1, ce.neg().exp()).pow(gamma); }
`;
    const { verdicts, read } = await judged(
      {
        'src/train.ts': `import * as tf from '@tensorflow/tfjs';
import modulation, { balance } from './losses';
export function focalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2) {
  const ce = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE);
  return balance(labels, alpha).mul(modulation(ce, gamma)).mul(ce).mean();
}`,
        'src/losses.ts': losses,
      },
      'src/train.ts',
      'typescript',
    );
    expect(read).toEqual(['src/losses.ts']);
    expect(verdicts).toMatchObject([{ computes: { alphaRole: 'positives', variant: 'focal' } }]);
  });

  it.each([
    ["const tf = require('@tensorflow/tfjs');\nconst { balance } = require('./losses');", 'balance'],
    ["import tf = require('@tensorflow/tfjs');\nimport losses = require('./losses');", 'losses.balance'],
  ])('is followed where the module is required: %s', async (imports, balance) => {
    const { verdicts, read } = await judged(
      {
        'train.ts': `${imports}
function focalLoss(labels, logits, alpha = 0.25, gamma = 2) {
  const ce = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE);
  return ${balance}(labels, alpha).mul(tf.sub(1, ce.neg().exp()).pow(gamma)).mul(ce).mean();
}`,
        'losses.ts': `const tf = require('@tensorflow/tfjs');
const balance = (labels, alpha) => labels.mul(alpha).add(tf.sub(1, labels).mul(1 - alpha));
module.exports = { balance };`,
      },
      'train.ts',
      'typescript',
    );
    expect(read).toEqual(['losses.ts']);
    expect(verdicts).toMatchObject([{ computes: { alphaRole: 'positives', variant: 'focal' } }]);
  });
});

describe('the files that an import may mean', () => {
  it('stay within the workspace', () => {
    expect(candidatesOf('....secrets', '/project/a/train.py', '/project', 'python')).toEqual([]);
    expect(candidatesOf('../../secrets', '/project/a/train.ts', '/project', 'typescript')).toEqual([]);
  });
});
