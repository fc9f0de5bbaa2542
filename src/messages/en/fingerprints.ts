import { exactNumberText, numberText } from '../../format/number-text';

/** The facts of a number by which a loss is recognised. */
export type FingerprintFacts =
  | { readonly id: 'one-half'; readonly gamma: number; readonly alpha: number | null }
  | {
      readonly id: 'equal-classes';
      readonly gamma: number;
      readonly classes: number;
      readonly alpha: number | null;
    }
  | {
      readonly id: 'prior';
      readonly gamma: number;
      readonly isPositive: boolean;
      /** The weight of its side; null for none. */
      readonly alpha: number | null;
    }
  | { readonly id: 'clamp'; readonly limit: string }
  | { readonly id: 'smallest'; readonly isNormal: boolean }
  | { readonly id: 'two-softmaxes'; readonly classes: number }
  | { readonly id: 'below-one' | 'largest' | 'limit-of-torch' | 'two-sigmoids' | 'negative' };

function times(alpha: number | null): string {
  return alpha === null ? '' : `${exactNumberText(alpha)} times `;
}

/** Numbers that losses have whatever the data are. */
export const fingerprints = {
  'one-half': ({ gamma, alpha }: { gamma: number; alpha: number | null }) =>
    `${times(alpha)}${gamma === 0 ? 'ln 2, the cross-entropy' : `ln 2 / 2^${exactNumberText(gamma)}, the focal loss`} of p = 0.5: the head has learned nothing, or its logits are 0.`,
  'equal-classes': ({ gamma, classes, alpha }: { gamma: number; classes: number; alpha: number | null }) =>
    `${times(alpha)}${gamma === 0 ? `ln ${classes}, the cross-entropy` : `${alpha === null ? 'The' : 'the'} focal loss with γ = ${exactNumberText(gamma)}`} of ${classes} classes with equal probabilities: the head has learned nothing.`,
  prior: ({ gamma, isPositive, alpha }: { gamma: number; isPositive: boolean; alpha: number | null }) =>
    `${alpha === null ? 'The' : `${times(alpha)}the`} ${gamma === 0 ? 'cross-entropy' : `focal loss with γ = ${exactNumberText(gamma)}`} of a ${isPositive ? 'positive' : 'negative'} at p = 0.01: the bias of a head that starts at the prior.`,
  clamp: ({ limit }: { limit: string }) =>
    `−ln ${limit}: the largest cross-entropy where probabilities are clamped at ${limit}, or ${limit} is added to them.`,
  'below-one':
    '−ln of the distance from 1 to one of the next two float32 below it: the largest cross-entropy of 1 − p in float32.',
  smallest: ({ isNormal }: { isNormal: boolean }) =>
    `−ln of the smallest ${isNormal ? '' : 'subnormal '}float32: the largest cross-entropy that log(p) gives in float32.`,
  largest: 'ln of the largest float32: beyond it, exp(x) overflows.',
  'limit-of-torch': 'The limit of BCELoss of PyTorch: it takes −100 for log 0.',
  'two-sigmoids':
    'The least cross-entropy after two sigmoids: the loss applies a sigmoid, and the model does too. Pass logits.',
  'two-softmaxes': ({ classes }: { classes: number }) =>
    `The least cross-entropy of ${classes} classes after two softmaxes: the loss applies a softmax, and the model does too. Pass logits.`,
  negative:
    'No cross-entropy of targets from 0 to 1 is negative: there is a minus sign too many, or targets above 1 (255, class indices) in a sigmoid.',
};

/** Sentences on a number without data. */
export const explainAlone = {
  none: ({ text }: { text: string }) =>
    `${text} is none of the numbers that losses have whatever the data are.`,
  found: ({ value, sentence }: { value: number; sentence: string }) => `${numberText(value)}: ${sentence}`,
  give: ({ text }: { text: string }) =>
    `With the logits and targets of the batch, focal-loss check FILE --loss ${text} says which loss gives it.`,
};
