import type { Reduction } from '../reduction';
import { type Dual, logitOf } from './dual';

/**
 * The role of α, by what it multiplies:
 * - `positives`: positives by α, negatives by 1 − α, as in the paper
 * - `classZero`: the reverse: negatives by α, positives by 1 − α
 * - `foreground`: class 0 by 1 − α, every other class by α
 * - `everyClass`: every element by the same α
 * - `perClass`: each class by a weight of its own
 * - `positivesOnly`, `negativesOnly`: one side by α, the other keeps 1
 * - `off`: nothing
 */
export type AlphaRole =
  | 'positives'
  | 'classZero'
  | 'foreground'
  | 'everyClass'
  | 'perClass'
  | 'positivesOnly'
  | 'negativesOnly'
  | 'off';

/** Base of the exponent γ; `none` if γ is not an exponent. */
export type GammaBase = '1-p_t' | '1-p' | 'p_t' | 'none';

/** Kind of predictions that the code of a loss expects. */
export type ExpectedInput = 'logits' | 'probabilities';

export type Framework = 'pytorch' | 'keras' | 'jax' | 'numpy';

export interface VariantParameters {
  /** α in [0, 1]; null when it is off, which gives every element the weight 1. */
  readonly alpha: number | null;
  /** γ ≥ 0. */
  readonly gamma: number;
}

/** Terms of an element that exist for every link and kind of target. The losses include the element's weight. */
export interface ElementTerms {
  readonly crossEntropy: number;
  readonly alphaBalancedCrossEntropy: number;
  readonly focal: number;
  /** The weight that the data give the element; 1 without one. */
  readonly weight: number;
}

/** One loss that published code computes, right or wrong: a convention or a mistake. */
export interface Variant {
  readonly id: string;
  readonly kind: 'convention' | 'mistake';
  /** The loss of one element in nats. @param target y in [0, 1] */
  readonly loss: VariantFunction;
  /** The derivative of `loss` by the logit. */
  readonly gradient: VariantFunction;
  /** The same loss from the terms of an element, for softmax too; absent if the terms do not determine it. */
  readonly fromTerms?: (terms: ElementTerms) => number;
  readonly alphaRole: AlphaRole;
  readonly gammaIsExponentOf: GammaBase;
  readonly expectedInput: ExpectedInput;
  /** The reductions of code with this loss, most frequent first. */
  readonly reductions: readonly Reduction[];
  /** The line of code that causes this loss, by framework. */
  readonly code: Readonly<Partial<Record<Framework, string>>>;
  /** Names the sentence (`explanations.mends` of the messages) that says how to get the focal loss; null if nothing is wrong. */
  readonly mend: string | null;
  /** The publication that defines or describes it. */
  readonly source: string;
}

/** The reductions of a loss whose code shows no preference. */
export const USUAL_REDUCTIONS = ['mean', 'meanOverPositives', 'sum', 'meanOverAll', 'none'] as const;

export type VariantFunction = (logit: number, target: number, parameters: VariantParameters) => number;

type Formula = (x: Dual, target: number, parameters: VariantParameters) => Dual;

/** A formula as the loss and its derivative. */
export function fromFormula(formula: Formula): Pick<Variant, 'loss' | 'gradient'> {
  return {
    loss: (logit, target, parameters) => formula(logitOf(logit), target, parameters).value,
    gradient: (logit, target, parameters) => formula(logitOf(logit), target, parameters).slope,
  };
}
