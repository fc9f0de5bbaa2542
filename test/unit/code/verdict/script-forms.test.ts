import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const HEAD = "import * as tf from '@tensorflow/tfjs';\n";
const FOCAL = {
  link: 'sigmoid',
  input: 'logits',
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  reduction: 'mean',
  variant: 'focal',
};

/** A binary focal loss on logits as the body of a function of `labels`, `logits`, `alpha` and `gamma`. */
const BODY = `
    const ce = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE);
    const pt = ce.neg().exp();
    const at = labels.mul(alpha).add(tf.sub(1, labels).mul(1 - alpha));
    return at.mul(tf.sub(1, pt).pow(gamma)).mul(ce).mean();
`;

describe('a loss of TypeScript is called as it is written', () => {
  it.each([
    ['a function', `export function focalLoss(labels, logits, alpha = 0.25, gamma = 2) {${BODY}}`],
    ['an arrow function', `const focalLoss = (labels, logits, alpha = 0.25, gamma = 2) => {${BODY}};`],
    [
      'a default export',
      `export default function focalLoss(labels, logits, alpha = 0.25, gamma = 2) {${BODY}}`,
    ],
    [
      'an export of CommonJS',
      `exports.focalLoss = function (labels, logits, alpha = 0.25, gamma = 2) {${BODY}};`,
    ],
    ['a property', `module.exports = { focalLoss(labels, logits, alpha = 0.25, gamma = 2) {${BODY}} };`],
    [
      'settings in a pattern',
      `function focalLoss(labels, logits, { alpha = 0.25, gamma = 2 } = {}) {${BODY}}`,
    ],
    [
      'settings in an object',
      `function focalLoss(labels, logits, options = {}) {
         const alpha = options.alpha ?? 0.25;
         const { gamma = 2 } = options;
         ${BODY}
       }`,
    ],
    [
      'settings in an object that has them by default',
      `function focalLoss(labels, logits, options = { alpha: 0.25, gamma: 2 }) { const { alpha, gamma } = options; ${BODY}}`,
    ],
    [
      'settings in an object whose defaults have a name',
      `const DEFAULTS = { alpha: 0.25, gamma: 2 };
       function focalLoss(labels, logits, { alpha, gamma } = DEFAULTS) {${BODY}}`,
    ],
    [
      'settings of an object whose defaults have a name',
      `const DEFAULTS = { alpha: 0.25, gamma: 2 };
       function focalLoss(labels, logits, options = DEFAULTS) {
         const alpha = options.alpha;
         const gamma = options.gamma;
         ${BODY}
       }`,
    ],
    ['everything in one object', `function focalLoss({ labels, logits, alpha = 0.25, gamma = 2 }) {${BODY}}`],
    [
      'tensors whose methods are called and whose names tell nothing',
      `function focalLoss(fruit: tf.Tensor, scores: tf.Tensor, alpha = 0.25, gamma = 2) {
         const labels = fruit.mul(1);
         const logits = scores.reshape(fruit.shape);
         ${BODY}
       }`,
    ],
    ['a closure', `const focalLoss = (alpha = 0.25, gamma = 2) => (labels, logits) => {${BODY}};`],
    [
      'a class',
      `export class FocalLoss {
         constructor(private readonly alpha = 0.25, private readonly gamma = 2) {}
         apply(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
           const { alpha, gamma } = this;
           return tf.tidy(() => {${BODY}});
         }
       }`,
    ],
    [
      'a subclass with private fields',
      `class Base {
         #alpha;
         gamma = 1;
         constructor({ alpha, gamma }) { this.#alpha = alpha; this.gamma = gamma; }
         get alpha() { return this.#alpha; }
       }
       class FocalLoss extends Base {
         constructor({ alpha = 0.25, gamma = 2 } = {}) { super({ alpha, gamma }); }
         call(labels, logits) { const { alpha, gamma } = this; ${BODY} }
       }`,
    ],
  ])('%s', async (_, text) => {
    const { computes, notUnderstood } = await verdictOf(HEAD + text, 'typescript');
    expect(notUnderstood).toBeNull();
    expect(computes).toMatchObject(FOCAL);
  });

  it('with numbers, one after another', async () => {
    const { computes } = await verdictOf(
      `function focalLoss(y, p, gamma = 2, alpha = 0.25) {
         const clipped = Math.min(Math.max(p, 1e-7), 1 - 1e-7);
         return y === 1
           ? -alpha * (1 - clipped) ** gamma * Math.log(clipped)
           : -(1 - alpha) * Math.pow(clipped, gamma) * Math.log(1 - clipped);
       }`,
      'tsx',
    );
    expect(computes).toMatchObject({
      link: 'sigmoid',
      input: 'probabilities',
      alphaRole: 'positives',
      gammaIsExponentOf: '1-p_t',
      reduction: 'none',
    });
  });

  it('with rows of probabilities and the index of a class', async () => {
    const { computes } = await verdictOf(
      `const focalLoss = (probabilities, label, gamma = 2) =>
         -((1 - probabilities[label]) ** gamma) * Math.log(probabilities[label]);`,
      'tsx',
    );
    expect(computes).toMatchObject({ link: 'softmax', input: 'probabilities', gammaIsExponentOf: '1-p_t' });
  });

  it('and raises where TensorFlow.js computes no gradient', async () => {
    const { exception } = await verdictOf(
      `${HEAD}function focalLoss(labels, logits, gamma = 2) {
         const p = logits.sigmoid();
         const pt = tf.where(p.greater(0.5), p, tf.sub(1, p));
         return tf.sub(1, pt).pow(gamma).mul(pt.log().neg()).mean();
       }`,
      'typescript',
    );
    expect(exception?.message).toBe('Cannot compute gradient: gradient function not found for Greater.');
  });
});
