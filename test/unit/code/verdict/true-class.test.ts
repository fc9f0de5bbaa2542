import { describe, expect, it } from 'vitest';
import { diagnosedLossOf } from './judge';

const OF_SCRIPT = 'typescript';

describe('a loss of the probability of the true class alone', () => {
  it.each([
    [
      'with α',
      'focal',
      'const focalLoss = (pt, alpha, gamma) => -alpha * (1 - pt) ** gamma * Math.log(pt);',
      OF_SCRIPT,
    ],
    [
      'without α',
      'focalWithoutAlpha',
      `function focalLoss(p: number, gamma: number): number {
         const clipped = Math.max(p, 1e-10);
         return -Math.pow(1 - clipped, gamma) * Math.log(clipped);
       }`,
      OF_SCRIPT,
    ],
    [
      'of tensors',
      'focal',
      `const focalLoss = (pTrue: tf.Tensor, alpha = 0.25, gamma = 2) =>
         tf.sub(1, pTrue).pow(gamma).mul(pTrue.log()).mul(-alpha);`,
      OF_SCRIPT,
    ],
    [
      'of arrays in Python',
      'focal',
      `import numpy as np
def focal_loss(p_t, alpha=0.25, gamma=2.0):
    return -alpha * (1 - p_t) ** gamma * np.log(p_t)
`,
      'python',
    ],
  ] as const)('is recognised %s, and nothing is said of the classes', async (_, variant, text, grammar) => {
    const { verdict, diagnostics } = await diagnosedLossOf(text, grammar);
    expect(verdict.computes).toMatchObject({
      link: null,
      input: 'probabilities',
      alphaRole: variant === 'focal' ? null : 'off',
      gammaIsExponentOf: '1-p_t',
      reduction: 'none',
      variant,
    });
    expect(diagnostics).toEqual([]);
  });

  it.each([
    [
      'its derivative',
      `const focalLoss = (p, gamma = 2) =>
         gamma * (1 - p) ** (gamma - 1) * Math.log(p) - (1 - p) ** gamma / p;`,
      OF_SCRIPT,
    ],
    ['its weight', 'const focalLoss = (p, gamma = 2) => (1 - p) ** gamma;', OF_SCRIPT],
    ['its negative', 'const focalLoss = (p, gamma = 2) => (1 - p) ** gamma * Math.log(p);', OF_SCRIPT],
    [
      'one of a number of Python',
      `import math
def focal_loss(pt, gamma=2):
    return -(1 - pt) ** gamma * math.log(pt)
`,
      'python',
    ],
    [
      'one of the probabilities of all classes',
      `import torch
def focal_loss(probs, gamma=2):
    return (-(1 - probs) ** gamma * torch.log(probs)).sum()
`,
      'python',
    ],
  ] as const)('is not seen in %s', async (_, text, grammar) => {
    const { verdict, diagnostics } = await diagnosedLossOf(text, grammar);
    expect(verdict).toMatchObject({ computes: null, exception: null });
    expect(verdict.notUnderstood).not.toBeNull();
    expect(diagnostics).toEqual([]);
  });
});
