/* Faulty losses of TensorFlow.js, each with the rule whose fix makes it the reference. */
import type { RuleId } from '../../../src/code/rules/rule';

export interface FaultyScript {
  readonly rule: RuleId;
  /** Of labels and logits. */
  readonly name: string;
  readonly text: string;
  readonly alpha: number | null;
  readonly reduction: 'mean' | 'meanOverPositives';
  readonly isOfClasses?: true;
}

export const FAULTY_SCRIPTS: readonly FaultyScript[] = [
  {
    rule: 'alpha-on-negatives',
    name: 'reversedFocalLoss',
    alpha: 0.25,
    reduction: 'mean',
    text: `export function reversedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  return tf.tidy(() => {
    const xt = logits.mul(labels.mul(2).sub(1));
    const ce = tf.softplus(xt.neg());
    const at = labels.mul(1 - alpha).add(tf.sub(1, labels).mul(alpha));
    return at.mul(tf.pow(tf.sigmoid(xt.neg()), gamma)).mul(ce).mean();
  });
}`,
  },
  {
    rule: 'alpha-on-negatives',
    name: 'reversedTensorFocalLoss',
    alpha: 0.25,
    reduction: 'mean',
    text: `export function reversedTensorFocalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  const xt = logits.mul(labels.mul(2).sub(1));
  const at = tf.where(labels.greater(0.5), tf.sub(1, alpha), tf.scalar(alpha));
  return at.mul(tf.pow(tf.sigmoid(xt.neg()), gamma)).mul(tf.softplus(xt.neg())).mean();
}`,
  },
  {
    rule: 'reduced-before-modulation',
    name: 'averagedFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function averagedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const ce = tf.losses.sigmoidCrossEntropy(labels, logits);
  const pt = tf.exp(tf.neg(ce));
  return tf.pow(tf.sub(1, pt), gamma).mul(ce);
}`,
  },
  {
    rule: 'reduced-before-modulation',
    name: 'meanFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function meanFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const xt = logits.mul(labels.mul(2).sub(1));
  const ce = tf.softplus(xt.neg()).mean();
  const pt = ce.neg().exp();
  return tf.scalar(1).sub(pt).pow(gamma).mul(ce);
}`,
  },
  {
    rule: 'modulation-averaged',
    name: 'averagedFactorLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function averagedFactorLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const xt = logits.mul(labels.mul(2).sub(1));
  const factor = tf.mean(tf.pow(tf.sigmoid(xt.neg()), gamma));
  return factor.mul(tf.softplus(xt.neg())).mean();
}`,
  },
  {
    rule: 'targets-inverted',
    name: 'invertedFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function invertedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const background = tf.sub(1, labels);
  const xt = logits.mul(background.mul(2).sub(1));
  return tf.pow(tf.sigmoid(xt.neg()), gamma).mul(tf.softplus(xt.neg())).mean();
}`,
  },
  {
    rule: 'unstable-log',
    name: 'logFocalLoss',
    alpha: 0.25,
    reduction: 'mean',
    text: `export function logFocalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  return tf.tidy(() => {
    const p = tf.sigmoid(logits);
    const pt = tf.add(tf.mul(labels, p), tf.mul(tf.sub(1, labels), tf.sub(1, p)));
    const at = tf.add(tf.mul(labels, alpha), tf.mul(tf.sub(1, labels), 1 - alpha));
    const logPt = tf.log(pt);
    return tf.neg(tf.mean(tf.mul(tf.mul(at, tf.pow(tf.sub(1, pt), gamma)), logPt)));
  });
}`,
  },
  {
    rule: 'eps-bias',
    name: 'epsFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export const epsFocalLoss = (labels: tf.Tensor, logits: tf.Tensor, gamma = 2) => {
  const p = logits.sigmoid();
  const positives = p.add(1e-4).log().mul(labels).mul(tf.sub(1, p).pow(gamma));
  const negatives = tf.sub(1, p).add(1e-4).log().mul(tf.sub(1, labels)).mul(p.pow(gamma));
  return positives.add(negatives).mean().neg();
};`,
  },
  {
    rule: 'unstable-log',
    name: 'classFocalLoss',
    alpha: null,
    reduction: 'mean',
    isOfClasses: true,
    text: `export function classFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const p = tf.softmax(logits);
  const pt = p.mul(labels).sum(-1);
  return tf.pow(tf.sub(1, pt), gamma).mul(tf.log(pt)).mean().neg();
}`,
  },
  {
    rule: 'p-instead-of-pt',
    name: 'probabilityFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function probabilityFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const p = tf.sigmoid(logits);
  const xt = logits.mul(labels.mul(2).sub(1));
  const ce = tf.softplus(xt.neg());
  return tf.pow(tf.sub(1, p), gamma).mul(ce).mean();
}`,
  },
  {
    rule: 'swapped-modulation',
    name: 'swappedFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function swappedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  const pt = tf.exp(ce.neg());
  return pt.pow(gamma).mul(ce).mean();
}`,
  },
  {
    rule: 'double-sigmoid',
    name: 'twiceFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function twiceFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const p = tf.sigmoid(logits);
  const ce = tf.losses.sigmoidCrossEntropy(labels, p, undefined, 0, tf.Reduction.NONE);
  const pt = tf.exp(ce.neg());
  return tf.pow(tf.sub(1, pt), gamma).mul(ce).mean();
}`,
  },
  {
    rule: 'alpha-same-for-both',
    name: 'scalarFocalLoss',
    alpha: 0.25,
    reduction: 'mean',
    text: `export function scalarFocalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  const pt = tf.exp(ce.neg());
  return tf.sub(1, pt).pow(gamma).mul(ce).mul(alpha).mean();
}`,
  },
  {
    rule: 'zero-positives',
    name: 'countedFocalLoss',
    alpha: null,
    reduction: 'meanOverPositives',
    text: `export function countedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  const pt = tf.exp(ce.neg());
  return tf.sub(1, pt).pow(gamma).mul(ce).sum().div(labels.sum());
}`,
  },
  {
    rule: 'alpha-positives-only',
    name: 'positivesFocalLoss',
    alpha: 0.25,
    reduction: 'mean',
    text: `export function positivesFocalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  const pt = tf.exp(ce.neg());
  const at = labels.mul(alpha).add(tf.sub(1, labels));
  return tf.sub(1, pt).pow(gamma).mul(ce).mul(at).mean();
}`,
  },
  {
    rule: 'sign-error',
    name: 'negativeFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function negativeFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Scalar {
  const logPt = tf.softplus(logits.mul(tf.sub(1, labels.mul(2)))).neg();
  return tf.pow(tf.sub(1, logPt.exp()), gamma).mul(logPt).mean() as tf.Scalar;
}`,
  },
  {
    rule: 'alpha-negatives-only',
    name: 'negativesFocalLoss',
    alpha: 0.25,
    reduction: 'mean',
    text: `export function negativesFocalLoss(labels: tf.Tensor, logits: tf.Tensor, alpha = 0.25, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  const at = labels.add(tf.sub(1, labels).mul(alpha));
  return tf.sub(1, tf.exp(ce.neg())).pow(gamma).mul(ce).mul(at).mean();
}`,
  },
  {
    rule: 'gamma-not-exponent',
    name: 'multipliedFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function multipliedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  return tf.sub(1, ce.neg().exp()).mul(gamma).mul(ce).mean();
}`,
  },
  {
    rule: 'gamma-not-exponent',
    name: 'factorFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function factorFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  return tf.mean(tf.mul(tf.mul(gamma, tf.sub(1, tf.exp(tf.neg(ce)))), ce));
}`,
  },
  {
    rule: 'double-reduction',
    name: 'dividedFocalLoss',
    alpha: null,
    reduction: 'mean',
    text: `export function dividedFocalLoss(labels: tf.Tensor, logits: tf.Tensor, gamma = 2): tf.Tensor {
  const ce = tf.softplus(logits.mul(labels.mul(2).sub(1)).neg());
  const loss = tf.sub(1, ce.neg().exp()).pow(gamma).mul(ce);
  return tf.div(tf.mean(loss), labels.shape[0]);
}`,
  },
  {
    rule: 'gradient-sign-error',
    name: 'focalLossByHand',
    alpha: null,
    reduction: 'mean',
    text: `const focal = tf.customGrad((x: tf.Tensor, y: tf.Tensor, save) => {
  const s = y.mul(2).sub(1);
  const ce = tf.softplus(s.mul(x).neg());
  const p = ce.neg().exp();
  (save as (tensors: tf.Tensor[]) => void)([s, p, ce]);
  const gradFunc = (dy: tf.Tensor, [sign, pt, loss]: tf.Tensor[]) => {
    const slope = tf.sub(1, pt).square().mul(pt.mul(loss).mul(2).add(tf.sub(1, pt)));
    return [dy.mul(sign).mul(slope), tf.zerosLike(dy)];
  };
  return { value: tf.sub(1, p).square().mul(ce), gradFunc };
});

export function focalLossByHand(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return focal(logits, labels).mean();
}`,
  },
];
