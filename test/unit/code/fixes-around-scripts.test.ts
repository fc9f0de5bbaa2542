import * as tf from '@tensorflow/tfjs';
import { transformSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFixes } from '../../../src/code/fixes/find-fixes';
import { applyEdits } from '../../../src/code/fixes/text-edit';
import type { RuleId } from '../../../src/code/rules/rule';
import { focalLoss } from '../../../src/loss/binary';
import { parser } from './parse';

/*
 * Code of TensorFlow.js around a loss before and after a fix, run by the library with its cpu backend, beside the reference.
 */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const ABOVE = `import * as tf from '@tensorflow/tfjs';

function focalLoss(labels: tf.Tensor, probabilities: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  const p = probabilities.clipByValue(1e-7, 1 - 1e-7);
  const pt = labels.mul(p).add(tf.sub(1, labels).mul(tf.sub(1, p)));
  const at = labels.mul(alpha).add(tf.sub(1, labels).mul(1 - alpha));
  return at.mul(tf.sub(1, pt).pow(gamma)).mul(pt.log()).neg().mean();
}

const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid', inputShape: [1], kernelInitializer: 'ones' }));

export function lossOf(xs: tf.Tensor2D, seen: number[]): tf.Tensor {
`;
const LOGITS = [0.5, -1.5, 2, -0.25];
const SEEN = [1, 0, 0, 1];
const WANTED =
  LOGITS.reduce((sum, logit, at) => sum + focalLoss(logit, SEEN[at] ?? 0, { alpha: 0.25, gamma: 2 }), 0) /
  LOGITS.length;

const CASES: readonly [rule: RuleId, body: string][] = [
  [
    'flattened-targets-broadcast',
    '  const labels = tf.tensor1d(seen);\n  return focalLoss(labels, model.predict(xs) as tf.Tensor);\n',
  ],
  [
    'arguments-swapped',
    '  const labels = tf.tensor2d(seen, [seen.length, 1]);\n  return focalLoss(model.predict(xs) as tf.Tensor, labels);\n',
  ],
  [
    'alpha-gamma-exchanged',
    `  const labels = tf.tensor2d(seen, [seen.length, 1]);
  const focal = ({ alpha, gamma }: { alpha: number; gamma: number }) => focalLoss(labels, model.predict(xs) as tf.Tensor, alpha, gamma);
  return focal({ alpha: 2, gamma: 0.25 });
`,
  ],
];

const OF_LABELS: readonly [rule: RuleId, labels: number[], wanted: number, text: string][] = [
  [
    'ignored-counted',
    [1, 255, 0, 255],
    (term(LOGITS[0], 1, 1) + term(LOGITS[2], 0, 0)) / 2,
    `  const valid = labels.notEqual(255).toFloat();
    const ce = tf.losses.sigmoidCrossEntropy(labels.mul(valid), logits, undefined, undefined, tf.Reduction.NONE) as tf.Tensor;
    return tf.sub(1, ce.neg().exp()).pow(gamma).mul(ce).mul(valid).mean();
`,
  ],
  [
    'smoothing-breaks-pt',
    SEEN,
    LOGITS.reduce((sum, logit, at) => sum + term(logit, SEEN[at] ?? 0, (SEEN[at] ?? 0) * 0.9 + 0.05), 0) / 4,
    `  const smooth = labels.mul(0.9).add(0.05);
    const p = tf.sigmoid(logits);
    const pt = tf.where(tf.equal(smooth, 1), p, tf.sub(1, p));
    const ce = tf.losses.sigmoidCrossEntropy(smooth, logits, undefined, undefined, tf.Reduction.NONE) as tf.Tensor;
    return tf.sub(1, pt).pow(gamma).mul(ce).mean();
`,
  ],
];

/** (1 − p_t)² by the label, times the cross-entropy with another target. */
function term(logit = 0, label = 0, target = 0): number {
  const p = 1 / (1 + Math.exp(-logit));
  const pt = label === 1 ? p : 1 - p;
  return (1 - pt) ** 2 * -(target * Math.log(p) + (1 - target) * Math.log(1 - p));
}

/** The loss as the library computes it, to 1e-6. */
function inLibrary(text: string, labels: readonly number[] = SEEN): number {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} as { lossOf?: (xs: tf.Tensor2D, seen: readonly number[]) => tf.Tensor } };
  new Function('module', 'exports', 'require', code)(module, module.exports, () => tf);
  const xs = tf.tensor2d(LOGITS, [LOGITS.length, 1]);
  return module.exports.lossOf?.(xs, labels).dataSync()[0] ?? Number.NaN;
}

describe('a fix around a loss of TensorFlow.js', () => {
  it.each(CASES)('of %s makes it the reference', async (rule, body) => {
    const text = `${ABOVE}${body}}\n`;
    const code = { text, grammar: 'typescript', imports: [] } as const;
    expect(inLibrary(text)).not.toBeCloseTo(WANTED, 4);
    const [fix] = await findFixes(parser, code, (each) => each.rule === rule);
    expect(inLibrary(applyEdits(text, fix?.edits ?? []))).toBeCloseTo(WANTED, 5);
  });

  it.each(OF_LABELS)('of %s makes it what is meant', async (rule, labels, wanted, body) => {
    const text = `import * as tf from '@tensorflow/tfjs';

function focalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  return tf.tidy(() => {
  ${body}  });
}

export const lossOf = (xs: tf.Tensor2D, seen: number[]) => focalLoss(tf.tensor2d(seen, [seen.length, 1]), xs);
`;
    const code = { text, grammar: 'typescript', imports: [] } as const;
    expect(inLibrary(text, labels)).not.toBeCloseTo(wanted, 4);
    const [fix] = await findFixes(parser, code, (each) => each.rule === rule);
    expect(inLibrary(applyEdits(text, fix?.edits ?? []), labels)).toBeCloseTo(wanted, 5);
  });
});
