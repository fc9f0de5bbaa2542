/** Sentences of the rules about α and γ. */
export const alphaGammaRules = {
  'alpha-on-negatives': {
    short: ({ isOfClasses }: { isOfClasses: boolean }) =>
      isOfClasses ? 'α reaches class 0, and 1 − α the others' : 'α reaches the negatives',
    says: ({ isOfClasses }: { isOfClasses: boolean }) =>
      isOfClasses
        ? 'α weights class 0 and 1 − α all other classes: the reverse of the paper, in which α weights the foreground.'
        : 'α weights the negatives and 1 − α the positives: the reverse of the paper. With α = 0.25 a positive weighs 0.75.',
  },
  'alpha-same-for-both': {
    short: 'one α for every class',
    says: 'The same α multiplies every class: it only scales the loss, as a learning rate does, and balances nothing. The paper weights positives by α and negatives by 1 − α.',
  },
  'alpha-positives-only': {
    short: ({ isComplement }: { isComplement: boolean }) =>
      `${isComplement ? '1 − α' : 'α'} on the positives, 1 on the negatives`,
    says: ({ isComplement }: { isComplement: boolean }) =>
      isComplement
        ? '1 − α weights the positives, and the negatives keep weight 1. The paper weights positives by α and negatives by 1 − α.'
        : 'α weights the positives, and the negatives keep weight 1. The paper gives them 1 − α: with α = 0.25, 0.75.',
  },
  'alpha-negatives-only': {
    short: ({ isComplement }: { isComplement: boolean }) =>
      `${isComplement ? '1 − α' : 'α'} on the negatives, 1 on the positives`,
    says: ({ isComplement }: { isComplement: boolean }) =>
      `${isComplement ? '1 − α' : 'α'} weights the negatives, and the positives keep weight 1. The paper weights positives by α and negatives by 1 − α.`,
  },
  'alpha-degenerate': {
    short: ({ alpha }: { alpha: string }) => `α = ${alpha} leaves one side without weight`,
    says: ({ alpha, side }: { alpha: string; side: 'positives' | 'negatives' }) =>
      `With α = ${alpha} the ${side} weigh nothing: the loss does not train them.`,
  },
  'alpha-range': {
    short: ({ alpha }: { alpha: string }) => `α = ${alpha} lies outside of [0, 1]`,
    says: ({ alpha }: { alpha: string }) =>
      `α = ${alpha} lies outside of [0, 1]: one side gets a negative weight, and training makes its loss larger.`,
  },
  'alpha-length': {
    short: ({ weights, classes }: { weights: number; classes: number }) =>
      `${weights} weights for ${classes} classes`,
    says: ({ weights, classes }: { weights: number; classes: number }) =>
      `α has ${weights} weights, and there are ${classes} classes: a class without a weight raises an exception, and one too many raises one or weighs nothing. Give one weight a class.`,
  },
  'alpha-skipped': {
    short: ({ condition }: { condition: 'device' | 'reduction' | 'type' }) =>
      ({
        device: 'α acts on one device only',
        reduction: 'α acts under one reduction only',
        type: 'α acts on one type of numbers only',
      })[condition],
    says: ({ condition }: { condition: 'device' | 'reduction' | 'type' }) =>
      `α changes the loss ${{ device: 'on one device and not on another', reduction: 'under one reduction and not under another', type: 'of one type of numbers and not of another' }[condition]}: it is applied under a condition that has nothing to do with it. Apply it always.`,
  },
  'alpha-gamma-exchanged': {
    short: 'α and γ look exchanged',
    says: ({ alpha, gamma }: { alpha: string; gamma: string }) =>
      `α = ${alpha} and γ = ${gamma} look exchanged: α lies in [0, 1], and γ is usually 2.`,
  },
  'keras-alpha-ignored': {
    short: 'α has no effect',
    says: 'α has no effect here: Keras uses it only with apply_class_balancing=True, which is off by default.',
  },
  'gamma-negative': {
    short: ({ gamma }: { gamma: string }) => `γ = ${gamma} is negative`,
    says: ({ gamma }: { gamma: string }) =>
      `γ = ${gamma} is negative: (1 − p_t)^γ grows with p_t, so that easy examples count most.`,
  },
  'gamma-zero': {
    short: 'γ = 0: no focusing',
    says: 'With γ = 0 focal loss is cross-entropy: (1 − p_t)^0 is 1.',
  },
  'gamma-below-one-gradient': {
    short: ({ gamma, logit }: { gamma: string; logit: string }) =>
      `γ = ${gamma}: gradient not finite from a logit of ${logit} on`,
    says: ({ gamma, logit }: { gamma: string; logit: string }) =>
      `The gradient is not finite from a logit of ${logit} on: 1 − p_t is 0 there in float32, and the derivative of its power with γ = ${gamma} < 1 is infinite. Compute (1 − p_t)^γ as exp(γ · logsigmoid(−x_t)), or clamp 1 − p_t.`,
  },
  'gamma-not-exponent': {
    short: 'γ is no exponent',
    says: 'γ multiplies the loss in place of being the exponent of 1 − p_t: it only scales the loss.',
  },
};
