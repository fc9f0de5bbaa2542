import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const HEAD = "import * as tf from '@tensorflow/tfjs';\nimport { buildNetwork } from './network';\n";

describe('a focal loss within other code of TypeScript', () => {
  it('is a function that takes α and γ from the function around it', async () => {
    const { computes, parameters } = await verdictOf(
      `${HEAD}
export async function train(data: tf.data.Dataset<tf.TensorContainer>, { alpha = 0.25, gamma = 2 } = {}) {
  const network = buildNetwork();
  const weight = 1 - alpha;
  const focalLoss = (labels: tf.Tensor, logits: tf.Tensor) => {
    const ce = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE);
    const pt = ce.neg().exp();
    const at = labels.mul(weight).add(tf.sub(1, labels).mul(alpha));
    return at.mul(tf.sub(1, pt).pow(gamma)).mul(ce).mean();
  };
  network.compile({ optimizer: 'adam', loss: focalLoss });
  await network.fitDataset(data, { epochs: 3 });
}`,
      'typescript',
    );
    expect(computes).toMatchObject({ alphaRole: 'classZero', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
    expect([parameters.alpha?.default, parameters.gamma?.default]).toEqual([0.25, 2]);
  });

  it.each([
    [
      'properties that the constructor sets',
      `  private readonly alpha: number;
  private readonly gamma: number;
  private readonly network = buildNetwork();
  constructor(rate: number, alpha = 0.25, gamma = 2) {
    this.alpha = alpha;
    this.gamma = gamma;
    this.network.setRate(rate);
  }`,
    ],
    [
      'parameters that are properties, and a field',
      `  private readonly gamma = 2;
  private readonly network = buildNetwork();
  constructor(private readonly rate: number, private readonly alpha = 0.25) {}`,
    ],
  ])('is a method with %s', async (_, members) => {
    const { name, computes } = await verdictOf(
      `${HEAD}
export class Trainer {
${members}

  step(x: tf.Tensor, y: tf.Tensor) {
    return this.network.minimise(() => this.focalLoss(y, this.network.predict(x)));
  }

  private focalLoss(labels: tf.Tensor, logits: tf.Tensor) {
    const ce = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE);
    const pt = ce.neg().exp();
    const at = labels.mul(this.alpha).add(tf.sub(1, labels).mul(1 - this.alpha));
    return at.mul(tf.sub(1, pt).pow(this.gamma)).mul(ce).sum();
  }
}`,
      'typescript',
    );
    expect(name).toBe('focalLoss');
    expect(computes).toMatchObject({ alphaRole: 'positives', reduction: 'sum', variant: 'focal' });
  });

  it('is not understood where a loop around it changes what it reads', async () => {
    const { computes, notUnderstood } = await verdictOf(
      `${HEAD}
export function train(x: tf.Tensor, y: tf.Tensor) {
  let gamma = 0;
  const focalLoss = (labels: tf.Tensor, logits: tf.Tensor) => {
    const ce = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE);
    return tf.sub(1, ce.neg().exp()).pow(gamma).mul(ce).mean();
  };
  for (let epoch = 0; epoch < 5; epoch++) {
    gamma += 0.5;
  }
}`,
      'typescript',
    );
    expect(computes).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'name', name: 'gamma' });
  });
});
