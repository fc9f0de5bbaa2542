import { alphaBalancedCrossEntropy } from './alpha-balanced-cross-entropy';
import { alphaNegativesOnly } from './alpha-negatives-only';
import { alphaOnNegatives } from './alpha-on-negatives';
import { alphaPositivesOnly } from './alpha-positives-only';
import { alphaSameForBoth } from './alpha-same-for-both';
import { CLAMPED_PROBABILITIES } from './clamped-probability';
import { crossEntropy } from './cross-entropy';
import { detachedModulation } from './detached-modulation';
import { doubleSigmoid } from './double-sigmoid';
import { EPSILONS_IN_LOGARITHM } from './epsilon-in-logarithm';
import { focal } from './focal';
import { focalStar } from './focal-star';
import { focalWithoutAlpha } from './focal-without-alpha';
import { focalWithoutWeight } from './focal-without-weight';
import { gammaNotExponent } from './gamma-not-exponent';
import { LABEL_SMOOTHINGS_AFTER } from './label-smoothing-after';
import { LABEL_SMOOTHINGS_BEFORE } from './label-smoothing-before';
import { logitsAsProbabilities } from './logits-as-probabilities';
import { OTHER_LOGARITHMS } from './other-logarithm';
import { pInsteadOfPt } from './p-instead-of-pt';
import { PT_FROM_LABEL_SMOOTHED_CE } from './pt-from-label-smoothed-ce';
import { ptFromWeightedCe } from './pt-from-weighted-ce';
import { signError } from './sign-error';
import { swappedModulation } from './swapped-modulation';
import { targetsInverted } from './targets-inverted';
import type { ElementTerms, Variant } from './variant';

/** Every variant. If several fit, the first one wins. */
export const VARIANTS = [
  focal,
  focalWithoutWeight,
  focalWithoutAlpha,
  crossEntropy,
  alphaBalancedCrossEntropy,
  focalStar,
  alphaOnNegatives,
  alphaSameForBoth,
  alphaPositivesOnly,
  alphaNegativesOnly,
  pInsteadOfPt,
  swappedModulation,
  gammaNotExponent,
  detachedModulation,
  ptFromWeightedCe,
  doubleSigmoid,
  logitsAsProbabilities,
  targetsInverted,
  signError,
  ...OTHER_LOGARITHMS,
  ...LABEL_SMOOTHINGS_BEFORE,
  ...LABEL_SMOOTHINGS_AFTER,
  ...PT_FROM_LABEL_SMOOTHED_CE,
  ...CLAMPED_PROBABILITIES,
  ...EPSILONS_IN_LOGARITHM,
] as const satisfies readonly Variant[];

type Row = (typeof VARIANTS)[number];
type TermVariant = Extract<Row, { readonly fromTerms: (terms: ElementTerms) => number }>;

/** A variant that given elementwise losses are compared with. */
export type TermVariantId = TermVariant['id'];

/** Names a sentence that says how to get the focal loss instead of a variant. */
export type MendId = Exclude<Row['mend'], null>;

/** The variants that the terms of an element determine, for every link, kind of target and form of α. */
export const TERM_VARIANTS: readonly TermVariant[] = VARIANTS.filter(
  (variant): variant is TermVariant => 'fromTerms' in variant,
);
