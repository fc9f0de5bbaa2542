import { alphaGammaRules } from './rules-alpha-gamma';
import { boostingRules } from './rules-boosting';
import { codeRules } from './rules-code';
import { trainingRules } from './rules-training';

/**
 * The rules of the linter by id. `short` stands in the line above a loss, without a full stop; `says` is the message of
 * the Problems panel and of the command line.
 */
export const rules = {
  'torchvision-default-none': {
    short: 'an unreduced loss reaches backward()',
    says: 'The loss is not reduced by default, and backward() raises RuntimeError: grad can be implicitly created only for scalar outputs. Give reduction="mean" or "sum".',
  },
  'integer-targets': {
    short: ({ targets }: { targets: string }) => `${targets} holds integers`,
    says: ({ targets }: { targets: string }) =>
      `${targets} holds integers, and the loss computes with its targets in floats: it raises RuntimeError. Hand on ${targets}.float().`,
  },
  'p-instead-of-pt': {
    short: '(1 − p)^γ on negatives too',
    says: 'The modulating factor is (1 − p)^γ for negatives too: easy negatives keep their full loss. For a negative p_t is 1 − p, and its factor p^γ.',
  },
  'swapped-modulation': {
    short: 'p_t^γ: easy examples keep their loss, hard ones lose it',
    says: 'The modulating factor is p_t^γ in place of (1 − p_t)^γ: easy examples keep their loss, and hard ones lose it.',
  },
  'wrong-pt-for-negatives': {
    short: ({ base, p }: { base: string; p: string }) => `${base} in place of ${p} for a negative`,
    says: ({ base, p }: { base: string; p: string }) =>
      `For a negative with p = ${p} the power of γ has the base ${base}, and 1 − p_t is ${p} there; positives are right. For a negative p_t is 1 − p.`,
  },
  'pt-from-logits': {
    short: 'a raw logit serves as p_t',
    says: 'A raw logit serves as p_t: 1 − x has no bounds, so that a sure example may weigh more than an unsure one. Take p_t from the sigmoid or softmax of the logits, or as exp(−ce).',
  },
  'pt-exceeds-one': {
    short: ({ epsilon }: { epsilon: string }) => `p_t reaches 1 + ${epsilon}`,
    says: ({ epsilon }: { epsilon: string }) =>
      `p_t reaches 1 + ${epsilon}: 1 − p_t gets negative, and its power is NaN for a fractional γ such as 1.5. Add the ε inside the logarithm alone, or clamp p_t.`,
  },
  'mask-by-power': {
    short: 'at γ = 0 the other class counts too',
    says: ({ masked, whole }: { masked: string; whole: string }) =>
      `The other class is switched off by a base of 0, and 0^0 is 1: the loss of an example jumps from ${masked} just above γ = 0 to ${whole} at γ = 0. Multiply by the target outside of the power.`,
  },
  'reduced-before-modulation': {
    short: 'the mean is taken before the power of γ',
    says: ({ hasFactors }: { hasFactors: boolean }) =>
      hasFactors
        ? 'The cross-entropy is reduced before the modulating factors multiply it: every example of the batch has the same loss before its factor, and training follows no focal loss. Take it with reduction "none" and reduce the product.'
        : 'The cross-entropy is reduced before p_t is taken from it: the whole batch has one modulating factor, and no example is focused on. Take it with reduction "none" and reduce the product.',
  },
  'modulation-averaged': {
    short: 'the modulating factor is averaged by itself',
    says: 'The modulating factor is averaged before it multiplies: every example of the batch gets the same factor, and none is focused on. Reduce the product with the cross-entropy.',
  },
  'modulator-as-weight': {
    short: 'the modulating factor is a weight with a gradient',
    says: 'The modulating factor is handed on as weight and depends on the predictions: PyTorch raises RuntimeError, since the weight of a binary cross-entropy has no gradient. Take the cross-entropy with reduction "none" and multiply.',
  },
  'detached-modulation': {
    short: 'the modulating factor has no gradient',
    says: 'The modulating factor goes on without its gradient: training follows another gradient than that of the paper. A comment on it silences this hint.',
  },
  'pt-from-weighted-ce': {
    short: 'p_t comes from the weighted cross-entropy',
    says: 'p_t is taken from a cross-entropy with class weights: exp(−w · ce) is p^w, and no probability of the class. Take p_t from the cross-entropy without weights, and multiply by them afterwards.',
  },
  'pt-from-pos-weight': {
    short: 'p_t comes from a cross-entropy with pos_weight',
    says: 'p_t is taken from a cross-entropy with pos_weight: exp(−w · ce) is p^w, and no probability. Take p_t from the cross-entropy without pos_weight, and multiply by it afterwards.',
  },
  'pt-from-label-smoothed-ce': {
    short: 'p_t comes from the label-smoothed cross-entropy',
    says: 'p_t is taken from a label-smoothed cross-entropy: exp(−ce) is then no probability of the class, and never reaches 1. Take p_t from the logits.',
  },
  'double-weight': {
    short: ({ name }: { name: string }) => `${name} multiplies twice`,
    says: ({ name }: { name: string }) =>
      `${name} multiplies twice: 1.5 times the weight gives 2.25 times the loss. Leave it out of the cross-entropy, or do not multiply by it afterwards.`,
  },
  'smoothing-breaks-pt': {
    short: ({ one }: { one: string }) => `the test on targets meets ${one} in place of 1`,
    says: ({ one, zero }: { one: string; zero: string }) =>
      `The test meets smoothed targets, ${one} and ${zero} in place of 1 and 0, and has one result for both: the p_t or α_t that it selects is wrong for one side. Test the targets before they are smoothed.`,
  },
  'smoothing-no-effect': {
    short: 'the smoothing of the targets has no effect',
    says: 'The targets are smoothed, and the loss is the same without: the cross-entropy was taken before, or from the targets themselves. Smooth them before the cross-entropy.',
  },
  'soft-target-hard-pt': {
    short: 'soft targets are cut for p_t',
    says: 'The text promises soft targets, and p_t cuts them at a threshold: with targets of 0.7 and 0.85 the modulating factor is that of 1. Take p_t = p · y + (1 − p) · (1 − y), or |y − p|^γ.',
  },
  'double-sigmoid': {
    short: 'sigmoid is applied twice',
    says: 'A sigmoid is applied to what is a probability already: p stays between 0.5 and 0.731, and the loss never gets small. Hand on the logits.',
  },
  'double-softmax': {
    short: 'softmax is applied twice',
    says: ({ isModulated }: { isModulated: boolean }) =>
      isModulated
        ? 'A cross-entropy of logits is given (1 − p)^γ · log p and applies a softmax to it: γ changes the probabilities and weakens no easy example. Take nll_loss of it.'
        : 'A softmax is applied to what are probabilities already: no class can become certain, and the loss never gets small. Hand on the logits.',
  },
  'probabilities-loss-on-logits': {
    short: ({ name }: { name: string }) => `${name} is given raw logits`,
    says: ({ name }: { name: string }) =>
      `${name} wants probabilities and is given raw logits: outside of [0, 1] it raises or is clipped. Use the form with logits, such as binary_cross_entropy_with_logits or from_logits=True.`,
  },
  'clip-before-softmax': {
    short: ({ low, high }: { low: string; high: string }) => `logits are clipped to [${low}, ${high}]`,
    says: ({ low, high }: { low: string; high: string }) =>
      `Logits are clipped to [${low}, ${high}] before they are squashed: no class can become certain, and beyond these bounds there is no gradient. Clip the probabilities, not the logits.`,
  },
  'targets-inverted': {
    short: 'positives and negatives are exchanged',
    says: 'The loss is that of the other target: it gets small where a positive has a low score.',
  },
  'sign-error': {
    short: 'the loss is negative',
    says: 'The loss is negative for ordinary input: its sign is wrong, and training makes the predictions worse.',
  },
  'wrong-split': {
    short: ({ logit, seen, right }: { logit: string; seen: string; right: string }) =>
      `cross-entropy ${seen} in place of ${right} at a logit of ${logit}`,
    says: ({
      side,
      logit,
      seen,
      right,
    }: {
      side: 'positive' | 'negative';
      logit: string;
      seen: string;
      right: string;
    }) =>
      `At a logit of ${logit} the cross-entropy of a ${side} is ${seen} in place of ${right}: the parts of the stable form are chosen by the wrong rule. It is max(x, 0) − x · y + log(1 + exp(−|x|)).`,
  },
  'log-of-logits': {
    short: 'the logarithm of raw logits is taken',
    says: 'The logarithm of raw logits is taken: it is NaN for every negative logit, and no log-probability for the others. Use logsigmoid or log_softmax.',
  },
  'log-of-ce': {
    short: 'the logarithm of a cross-entropy is taken',
    says: 'The logarithm of a cross-entropy is taken, which is a logarithm already: sure examples get a loss without bound, and the loss is 0 where the cross-entropy is 1. Multiply by the cross-entropy itself.',
  },
  'focal-on-regression': {
    short: 'exp(−distance) is no probability',
    says: 'p_t is exp(−loss) of a distance between prediction and target: only of a cross-entropy it is a probability. The factor 1 − p_t depends on the unit of the targets. Weight the distance by itself.',
  },
  'log-base': {
    short: 'the logarithm is not the natural one',
    says: 'The logarithm is not the natural one: the loss is scaled by a constant, and differs from what others print.',
  },
  'unstable-log': {
    short: ({ of, logit }: { of: 'loss' | 'gradient'; logit: string }) =>
      `${of} not finite from a logit of ${logit} on`,
    says: ({ of, logit }: { of: 'loss' | 'gradient'; logit: string }) =>
      `The ${of} is not finite from a logit of ${logit} on: the logarithm of a probability that is rounded to 0 or 1. Compute it from the logits (logsigmoid, log_softmax, or a cross-entropy with logits).`,
  },
  'overflow-exp': {
    short: ({ logit }: { logit: string }) => `the exponential overflows at a logit of ${logit}`,
    says: ({ logit }: { logit: string }) =>
      `The exponential overflows from a logit of ${logit} on, and the result is not finite. Use softplus, logsigmoid or a softmax that subtracts the maximum.`,
  },
  'eps-bias': {
    short: ({ epsilon }: { epsilon: string }) => `ε = ${epsilon} bounds the loss`,
    says: ({ epsilon, bound }: { epsilon: string; bound: string }) =>
      `An ε of about ${epsilon} in the logarithm bounds the cross-entropy at ${bound}: the gradient of the hardest examples vanishes. Compute the logarithm from the logits.`,
  },
  'zero-positives': {
    short: 'not finite for a batch without positives',
    says: 'A batch without positives divides by zero: the loss is NaN or infinite. Divide by max(1, number of positives).',
  },
  'ignored-counted': {
    short: 'the mean counts ignored examples',
    says: 'Ignored examples have no loss, and the mean counts them: the more of a batch is ignored, the smaller its loss. Divide by the number of examples that count.',
  },
  'ignored-as-negatives': {
    short: 'ignored examples are trained on',
    says: 'Examples with the target to be ignored have a gradient: the loss trains on them as if they had a class. Leave them out of the loss.',
  },
  'empty-mean-nan': {
    short: 'NaN where nothing is left to average',
    says: 'Where every example is left out, the mean of nothing is NaN, and one such batch ruins the weights. Divide the sum by max(1, count).',
  },
  'empty-returns-constant': {
    short: 'a constant without gradient for an empty batch',
    says: 'Where nothing is left, the loss returns a new constant: backward() raises, since it has no gradient, and it may be on another device. Return the sum of the predictions times 0.',
  },
  'half-precision': {
    short: ({ logit }: { logit: string | null }) =>
      logit === null ? 'p is computed in float16' : `not finite in float16 from a logit of ${logit} on`,
    says: ({ logit }: { logit: string | null }) =>
      logit === null
        ? 'The loss puts its predictions into float16, in which 1 − p is 0 above a logit of 7.6 and small probabilities have few digits. Compute it in float32: inputs.float().'
        : `In float16 the loss or its gradient is not finite from a logit of ${logit} on, and in float32 it is. Compute it in float32: inputs.float().`,
  },
  'mean-counts-zeros': {
    short: 'the mean counts the zeros of the other classes',
    says: ({ classes }: { classes: number }) =>
      `The mean is taken over all cells of a tensor that is 0 in all classes but one: with ${classes} classes the loss is ${classes} times too small. Sum over the classes first.`,
  },
  'double-reduction': {
    short: 'a mean is divided once more',
    says: ({ isOfPositives }: { isOfPositives: boolean }) =>
      `The loss is reduced twice: with twice as many equal ${isOfPositives ? 'positives' : 'examples'} it is half as large. Divide the sum, or leave the mean as it is.`,
  },
  'normaliser-all-elements': {
    short: 'the mean is taken over all anchors',
    says: 'The loss is averaged over all anchors, most of which are easy negatives: it is as small as the share of objects. The paper divides the sum by the number of anchors that are assigned to an object, at least 1.',
  },
  'prior-bias-missing': {
    short: 'the detector starts at p = 0.5',
    says: 'The head of a detector starts with a bias of about 0, so that each of its many easy negatives has p near 0.5: their loss is all there is in the first iterations, and training may diverge. Start the bias at −log((1 − π) / π), −4.595 for π = 0.01.',
  },
  'background-included': {
    short: 'the background gets the α of the foreground',
    says: 'The background is a class like all others here, and gets the same α: nothing balances it against the rare classes. Give it 1 − α, or one weight a class.',
  },
  'class-axis-flattened': {
    short: 'the rows are no rows of classes',
    says: 'A tensor of shape (N, C, …) is cut into rows of C numbers as it is: each row holds one class at C places in place of C classes at one place. Move the axis first: movedim(1, -1).reshape(-1, C).',
  },
  'one-hot-index-mix': {
    short: ({ asIndex }: { asIndex: boolean }) =>
      asIndex ? 'one-hot targets serve as an index' : 'the index of the class is a factor',
    says: ({ asIndex }: { asIndex: boolean }) =>
      asIndex
        ? 'One-hot targets serve as an index: 0 and 1 choose the first two classes, whatever the target is. Use the index of the class, or multiply by the one-hot targets and sum.'
        : 'The index of the class multiplies a prediction: class 0 counts nothing and class 2 twice. Use one-hot targets as the factor.',
  },
  'flattened-targets-broadcast': {
    short: 'shape (N, 1) becomes (N, N)',
    says: ({ effect }: { effect: 'raises' | 'spreads' | 'ofClasses' }) =>
      ({
        raises:
          'Of predictions and targets, the one has the shape (N, 1) and the other (N,): the loss raises an exception. Give both the same shape.',
        spreads:
          'Targets of shape (N,) meet losses of shape (N, 1): they broadcast to (N, N), and every example is paired with the weights of all others. Keep the shape of the targets.',
        ofClasses:
          'Losses of the targets, of shape (N, 1), meet the modulating factors of all classes, (N, C): each loss is multiplied by the factor of every class, and not by that of its target. Take the factor from p_t.',
      })[effect],
  },
  ...alphaGammaRules,
  ...codeRules,
  ...boostingRules,
  ...trainingRules,
};
