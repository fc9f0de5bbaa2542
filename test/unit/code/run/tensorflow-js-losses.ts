/*
 * Losses as people write them with TensorFlow.js, right and wrong ones. Each text defines `loss(labels, predictions)`; it runs
 * in the library and in the evaluator.
 */

export interface WrittenLoss {
  readonly name: string;
  /** `binary`: (8,) of labels and logits; `classes`: (5, 3) of one-hot labels and logits; `index`: (5,) labels of classes. */
  readonly layout: 'binary' | 'classes' | 'index';
  readonly text: string;
}

const binary = (name: string, body: string): WrittenLoss => ({
  name,
  layout: 'binary',
  text: `const alpha = 0.25; const gamma = 2; const loss = (y, x) => { ${body} };`,
});

const classes = (name: string, body: string, layout: 'classes' | 'index' = 'classes'): WrittenLoss => ({
  name,
  layout,
  text: `const gamma = 2; const loss = (y, x) => { ${body} };`,
});

export const WRITTEN_LOSSES: readonly WrittenLoss[] = [
  binary(
    'p_t from the probabilities',
    `const p = tf.sigmoid(x); const pt = tf.add(tf.mul(y, p), tf.mul(tf.sub(1, y), tf.sub(1, p)));
     const at = tf.add(tf.mul(y, alpha), tf.mul(tf.sub(1, y), 1 - alpha));
     return tf.mean(tf.mul(tf.mul(at, tf.pow(tf.sub(1, pt), gamma)), tf.neg(tf.log(pt))));`,
  ),
  binary(
    'with chained methods',
    `const p = x.sigmoid(); const pt = y.mul(p).add(y.mul(-1).add(1).mul(p.mul(-1).add(1)));
     return pt.mul(-1).add(1).pow(tf.scalar(gamma)).mul(pt.add(1e-7).log()).mul(-alpha).mean();`,
  ),
  binary(
    'clipped',
    `const p = tf.clipByValue(tf.sigmoid(x), 1e-7, 1 - 1e-7);
     const pt = tf.where(tf.equal(y, 1), p, tf.sub(1, p));
     const at = tf.where(y.equal(1), tf.fill(y.shape, alpha), tf.fill(y.shape, 1 - alpha));
     return at.mul(tf.sub(1, pt).pow(gamma)).mul(pt.log()).neg().sum();`,
  ),
  binary(
    'from the cross-entropy of the library',
    `const ce = tf.losses.sigmoidCrossEntropy(y, x, undefined, 0, tf.Reduction.NONE);
     const pt = tf.exp(tf.neg(ce)); return tf.sub(1, pt).pow(gamma).mul(ce).mean();`,
  ),
  binary(
    'cross-entropy reduced before the modulation',
    `const ce = tf.losses.sigmoidCrossEntropy(y, x); return tf.sub(1, tf.exp(ce.neg())).pow(gamma).mul(ce);`,
  ),
  binary('label smoothing', 'return tf.losses.sigmoidCrossEntropy(y, x, undefined, 0.1);'),
  binary('weights of the elements', 'return tf.losses.sigmoidCrossEntropy(y, x, y.mul(2).add(0.5));'),
  binary('mean of weighted elements', 'return tf.losses.sigmoidCrossEntropy(y, x, y, 0, tf.Reduction.MEAN);'),
  binary('sum of weighted elements', 'return tf.losses.sigmoidCrossEntropy(y, x, 0.5, 0, tf.Reduction.SUM);'),
  binary('log loss', 'return tf.losses.logLoss(y, x.sigmoid());'),
  binary(
    'log loss with an epsilon',
    'return tf.losses.logLoss(y, x.sigmoid(), null, 1e-3, tf.Reduction.NONE);',
  ),
  binary('binary cross-entropy of the layers', 'return tf.metrics.binaryCrossentropy(y, tf.sigmoid(x));'),
  binary(
    'softplus in log space',
    `const xt = y.mul(2).sub(1).mul(x);
     return tf.exp(tf.softplus(xt).mul(-gamma)).mul(tf.softplus(xt.neg())).mul(y.mul(2 * alpha - 1).add(1 - alpha)).mean();`,
  ),
  binary(
    'log-sigmoid',
    'const xt = y.mul(2).sub(1).mul(x); return tf.sub(1, xt.sigmoid()).square().mul(xt.logSigmoid()).neg().mean();',
  ),
  binary(
    'mean over positives',
    'const ce = tf.softplus(x.neg()).mul(y); return ce.sum().div(tf.maximum(y.sum(), 1));',
  ),
  binary(
    'division that allows no positives',
    'const ce = tf.softplus(x.neg()).mul(y); return tf.divNoNan(ce.sum(), y.sub(y).sum());',
  ),
  binary(
    'alpha on the negatives',
    `const p = x.sigmoid(); const at = tf.where(y.toBool(), 1 - alpha, alpha);
     return at.mul(tf.pow(tf.sub(y, p).abs(), gamma)).mean();`,
  ),
  binary(
    'an exponent below 1',
    'const p = x.sigmoid(); return tf.sub(1, p).pow(0.5).mul(p.log()).neg().mean();',
  ),
  binary('an exponent of 0', 'const p = x.sigmoid(); return tf.sub(1, p).pow(0).mul(p.log()).neg().mean();'),
  binary('a negative base', 'return tf.pow(x, 1.5).mean();'),
  binary('log of a logit', 'return tf.log(x).mul(y).mean();'),
  binary('hinge', 'return tf.losses.hingeLoss(y, x);'),
  binary('Huber', 'return tf.losses.huberLoss(y, x, undefined, 0.7);'),
  binary('squared error', 'return tf.losses.meanSquaredError(y, x.sigmoid());'),
  binary('absolute difference', 'return tf.losses.absoluteDifference(y, x, y.add(1), tf.Reduction.SUM);'),
  binary('cosine distance', 'return tf.losses.cosineDistance(y, x, 0);'),
  binary(
    'dice with focal',
    `const p = x.sigmoid(); const dice = tf.sub(1, p.mul(y).sum().mul(2).add(1).div(p.sum().add(y.sum()).add(1)));
     return dice.add(tf.sub(1, p).square().mul(tf.softplus(x.neg())).mul(y).mean());`,
  ),
  binary(
    'Tversky',
    'const p = x.sigmoid(); const tp = p.mul(y).sum(); const fn = y.mul(tf.sub(1, p)).sum(); return tf.pow(tf.sub(1, tp.div(tp.add(fn.mul(0.7)).add(1e-6))), 0.75);',
  ),
  binary(
    'a comparison of predictions, which has no gradient',
    'return x.greater(0).toFloat().mul(x).mean();',
  ),
  binary('a comparison with a zero gradient', 'return x.greaterEqual(0).toFloat().mul(x).mean();'),
  binary('shapes that do not fit', 'return x.add(tf.zeros([3])).mean();'),
  binary('a growing broadcast', 'return x.expandDims(1).sub(y).square().mean();'),
  binary(
    'in a tidy with a name',
    "return tf.tidy('focal', () => { const p = tf.keep(x.sigmoid()); return p.mul(y).mean(); });",
  ),
  binary(
    'a gradient by hand',
    `const f = tf.customGrad((z, save) => { save([z]); return { value: z.softplus(), gradFunc: (dy, [saved]) => dy.mul(saved.sigmoid().mul(3)) }; });
     return f(x).mul(y).sum();`,
  ),
  binary(
    'a detached factor',
    'const p = x.sigmoid(); return tf.tensor(tf.sub(1, p).dataSync()).mul(p.log()).neg().mean();',
  ),
  binary('a loop over the elements', 'return tf.addN(tf.unstack(x).map((z, i) => z.sigmoid().mul(i)));'),
  binary(
    'a class',
    `class Focal { constructor(g) { this.g = g; } apply(t, z) { const p = z.sigmoid(); return tf.sub(1, p).pow(this.g).mul(p.log()).mul(t).neg().mean(); } }
     return new Focal(gamma).apply(y, x);`,
  ),
  binary('an array of probes', 'return tf.stack([x, x.mul(2)]).mul(tf.tensor([[1], [2]])).mean(0).sum();'),
  binary(
    'extremes',
    'const big = x.mul(60); const p = big.sigmoid(); return tf.add(p.log().mul(y), tf.sub(1, p).log().mul(tf.sub(1, y))).neg().mean();',
  ),
  classes('softmax cross-entropy', 'return tf.losses.softmaxCrossEntropy(y, x);'),
  classes(
    'softmax cross-entropy with smoothing',
    'return tf.losses.softmaxCrossEntropy(y, x, undefined, 0.1, tf.Reduction.NONE);',
  ),
  classes(
    'softmax cross-entropy of weighted labels',
    'return tf.losses.softmaxCrossEntropy(y.mul([1, 2, 3]), x);',
  ),
  classes(
    'softmax focal',
    'const logp = tf.logSoftmax(x); const p = logp.exp(); return tf.sub(1, p).pow(gamma).mul(logp).mul(y).sum(-1).neg().mean();',
  ),
  classes(
    'softmax focal from the probabilities',
    'const p = tf.softmax(x).clipByValue(1e-7, 1); return y.mul(p.log()).mul(tf.sub(1, p).pow(gamma)).mul([0.2, 0.3, 0.5]).sum([1]).mul(-1).mean();',
  ),
  classes(
    'softmax by hand',
    'const e = x.sub(x.max(1, true)).exp(); const p = e.div(e.sum(1, true)); return p.log().mul(y).sum(1).neg().mean();',
  ),
  classes('log-sum-exp', 'return x.logSumExp(1).sub(x.mul(y).sum(1)).mean();'),
  classes('log-sum-exp over all', 'return tf.logSumExp(x);'),
  classes(
    'categorical cross-entropy of the layers',
    'return tf.metrics.categoricalCrossentropy(y, tf.softmax(x)).mean();',
  ),
  classes('the largest probability', 'return tf.softmax(x).max(-1).log().neg().mean();'),
  classes('ties in a maximum', 'return x.mul(0).add(1).mul(x.mul(0).add(1)).max(1).mul(x.sum(1)).sum();'),
  classes('a softmax along the wrong axis', 'return tf.softmax(x, 0).mean();'),
  classes('a product of the classes', 'return tf.softmax(x).prod(1).mean();'),
  classes(
    'transposed and sliced',
    'return x.transpose().slice([1, 0], [2, -1]).mul(y.transpose().slice([1], [2])).sum();',
  ),
  classes(
    'split and joined',
    'const [a, b, c] = tf.split(x, 3, 1); return tf.concat([c, a, b], 1).mul(y).square().mean();',
  ),
  classes('gathered columns', "return x.gather(tf.tensor1d([2, 0], 'int32'), 1).square().sum();"),
  classes(
    'a matrix of costs',
    'return tf.softmax(x).matMul(tf.tensor2d([[0, 1, 2], [1, 0, 1], [2, 1, 0]])).mul(y).sum();',
  ),
  classes(
    'one-hot labels from an index',
    'return tf.oneHot(y, 3).mul(tf.logSoftmax(x)).sum(-1).neg().mean();',
    'index',
  ),
  classes(
    'one-hot labels from floats',
    'return tf.oneHot(y.toFloat(), 3).mul(tf.logSoftmax(x)).mean();',
    'index',
  ),
  classes(
    'weights gathered by the label',
    'const at = tf.gather(tf.tensor1d([0.2, 0.3, 0.5]), y); const ce = tf.oneHot(y, 3).toFloat().mul(tf.logSoftmax(x)).sum(1).neg(); return at.mul(tf.sub(1, ce.neg().exp()).pow(gamma)).mul(ce).mean();',
    'index',
  ),
];
