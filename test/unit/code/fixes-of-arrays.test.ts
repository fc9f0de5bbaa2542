import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { findFixes } from '../../../src/code/fixes/find-fixes';
import { findReplacements } from '../../../src/code/fixes/find-replacements';
import { applyEdits } from '../../../src/code/fixes/text-edit';
import type { RuleId } from '../../../src/code/rules/rule';
import { focalLoss } from '../../../src/loss/binary';
import { parser } from './parse';

/* Losses over plain arrays before and after their fix, run by JavaScript itself, beside the reference. */

interface ArrayLoss {
  readonly rule: RuleId;
  readonly text: string;
  /** The weight of the positives; null where the loss has none. */
  readonly alpha: number | null;
  readonly isOverPositives?: true;
}

const LOGITS = [0.4, -1.2, -2.5, 3, 0.1];
const BATCHES: readonly (readonly number[])[] = [
  [1, 0, 1, 0, 0],
  [0, 0, 0, 0, 0],
];

/** A loss in a loop. */
function inLoop(parameters: string, pt: string, each: string, returned = 'sum / logits.length'): string {
  return `export function focal(logits: number[], targets: number[], ${parameters}): number {
  let sum = 0;
  let positives = 0;
  for (let i = 0; i < logits.length; i++) {
    const p = 1 / (1 + Math.exp(-logits[i]));
    const pt = ${pt};
    positives += targets[i];
    sum += ${each};
  }
  return ${returned};
}
`;
}

const PT = 'targets[i] === 1 ? p : 1 - p';

const LOSSES: readonly ArrayLoss[] = [
  {
    rule: 'alpha-on-negatives',
    alpha: 0.25,
    text: inLoop(
      'alpha = 0.25, gamma = 2',
      PT,
      '-(targets[i] === 1 ? 1 - alpha : alpha) * Math.pow(1 - pt, gamma) * Math.log(pt)',
    ),
  },
  {
    rule: 'swapped-modulation',
    alpha: null,
    text: inLoop('gamma = 2', PT, '-(pt ** gamma) * Math.log(pt)'),
  },
  {
    rule: 'p-instead-of-pt',
    alpha: null,
    text: inLoop('gamma = 2', PT, '-Math.pow(1 - p, gamma) * Math.log(pt)'),
  },
  {
    rule: 'wrong-pt-for-negatives',
    alpha: null,
    text: inLoop(
      'gamma = 2',
      'targets[i] === 1 ? p : p - 1',
      'Math.pow(1 - pt, gamma) * Math.log1p(Math.exp(targets[i] === 1 ? -logits[i] : logits[i]))',
    ),
  },
  {
    rule: 'zero-positives',
    alpha: null,
    isOverPositives: true,
    text: inLoop('gamma = 2', PT, '-Math.pow(1 - pt, gamma) * Math.log(pt)', 'sum / positives'),
  },
];

/** The loss of a batch as JavaScript computes it. */
function computed(text: string, targets: readonly number[]): number {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' });
  const module = {
    exports: {} as { focal?: (logits: readonly number[], targets: readonly number[]) => number },
  };
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports.focal?.(LOGITS, targets) ?? Number.NaN;
}

function expected({ alpha, isOverPositives }: ArrayLoss, targets: readonly number[]): number {
  const sum = LOGITS.map((logit, at) => focalLoss(logit, targets[at] ?? 0, { alpha, gamma: 2 })).reduce(
    (total, loss) => total + loss,
    0,
  );
  return sum / (isOverPositives ? Math.max(1, targets.filter(Boolean).length) : LOGITS.length);
}

function agrees(text: string, loss: ArrayLoss): boolean {
  return BATCHES.every((targets) => Math.abs(computed(text, targets) - expected(loss, targets)) < 1e-9);
}

describe('a fix of a loss over arrays', () => {
  it.each(LOSSES)('of $rule makes it the reference', async (loss) => {
    expect(agrees(loss.text, loss)).toBe(false);
    const code = { text: loss.text, grammar: 'typescript', imports: [] } as const;
    const [fix] = await findFixes(parser, code, ({ rule }) => rule === loss.rule);
    expect(agrees(applyEdits(loss.text, fix?.edits ?? []), loss)).toBe(true);
  });

  it('keeps what a logarithm is taken of above 0', async () => {
    const text = inLoop('gamma = 2', PT, '-Math.pow(1 - pt, gamma) * Math.log(pt)');
    const code = { text, grammar: 'typescript', imports: [] } as const;
    const [fix] = await findFixes(parser, code, ({ rule }) => rule === 'unstable-log');
    const sure = applyEdits(text, fix?.edits ?? []).replaceAll('logits[i]', '(-900)');
    expect(computed(text.replaceAll('logits[i]', '(-900)'), [1, 1, 1, 1, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(computed(sure, [1, 1, 1, 1, 1])).toBeGreaterThan(700);
  });
});

describe('the snippet in the place of a loss of JavaScript', () => {
  const faulty = `const tf = require('@tensorflow/tfjs-node');

const swappedFocalLoss = (labels, logits, gamma = 2) => {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  return tf.exp(ce.neg()).pow(gamma).mul(ce).mean();
};
`;

  it.each([
    ['JavaScript', faulty, false],
    ['TSX', faulty.replace('(labels, logits,', '(labels: tf.Tensor, logits: tf.Tensor,'), true],
  ])('has the types of %s', async (_, text, hasTypes) => {
    const code = { text, grammar: 'tsx', imports: [] } as const;
    const [replacement] = await findReplacements(parser, code, ({ rule }) => rule === 'swapped-modulation');
    const mended = applyEdits(text, replacement?.edits ?? []);
    expect(mended).toContain('return focalLoss(logits, labels, null, gamma');
    expect(mended.includes('targets: tf.Tensor')).toBe(hasTypes);
    expect(() => transformSync(mended, { loader: hasTypes ? 'tsx' : 'js' })).not.toThrow();
  });
});
