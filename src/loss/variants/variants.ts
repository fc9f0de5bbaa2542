import { alphaBalancedCrossEntropy } from './alpha-balanced-cross-entropy';
import { crossEntropy } from './cross-entropy';
import { focal } from './focal';
import { focalWithoutAlpha } from './focal-without-alpha';
import { focalWithoutWeight } from './focal-without-weight';
import type { ElementTerms, Variant } from './variant';

/** Every variant. If several fit, the first one wins. */
const VARIANTS = [
  focal,
  focalWithoutWeight,
  focalWithoutAlpha,
  alphaBalancedCrossEntropy,
  crossEntropy,
] as const satisfies readonly Variant[];

type Row = (typeof VARIANTS)[number];
type TermVariant = Extract<Row, { readonly fromTerms: (terms: ElementTerms) => number }>;

/** A variant that given elementwise losses are compared with. */
export type TermVariantId = TermVariant['id'];

/** The variants that the terms of an element determine, for every link, kind of target and form of α. */
export const TERM_VARIANTS: readonly TermVariant[] = VARIANTS.filter(
  (variant): variant is TermVariant => 'fromTerms' in variant,
);
