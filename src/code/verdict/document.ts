import type { AlphaRole, ExpectedInput, GammaBase } from '../../loss/variants/variant';
import type { RunEvent } from '../run/language/events';
import type { Reason } from '../run/language/not-understood';
import type { OtherPlace, Place } from '../run/language/program';

/** The function that a focal loss of the code computes, as far as running it on probes shows; null = not shown. */
export interface Computes {
  /** `sigmoid`: independent decisions; `softmax`: one of K classes, also where the input is a probability already. */
  readonly link: 'sigmoid' | 'softmax' | null;
  readonly input: ExpectedInput | null;
  /** With the default arguments: `off` if there is no α by default. */
  readonly alphaRole: AlphaRole | null;
  readonly gammaIsExponentOf: GammaBase | null;
  /** With the default arguments. */
  readonly reduction: 'none' | 'mean' | 'sum' | 'meanOverPositives' | 'other' | null;
  /** The id of the row of `loss/variants/` that value and gradient agree with. */
  readonly variant: string | null;
}

/** The place where a verdict ends because the evaluator does not know what the code does. */
export interface GivenUp {
  readonly reason: Reason;
  /** Where the run ended in another file to which the line led. */
  readonly elsewhere?: OtherPlace;
  /** From 1; null for a reason without a place. */
  readonly line: number | null;
}

/** An exception that the loss raises. */
export interface LossException {
  /** Where it is raised in another file to which the line led. */
  readonly elsewhere?: OtherPlace;
  readonly className: string;
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** A form of the predictions and targets that was tried. */
export type LayoutName =
  | 'trueClass'
  | 'vector'
  | 'vectorOfIndices'
  | 'vectorOfBooleans'
  | 'column'
  | 'columnAndVector'
  | 'image'
  | 'volume'
  | 'classIndices'
  | 'oneHot'
  | 'oneHotPair'
  | 'vectorBesidePairs'
  | 'columnBesidePairs'
  | 'imageBesidePairs'
  | 'classImage'
  | 'twoClasses'
  | 'twoClassColumn'
  | 'twoClassImage'
  | 'classColumn'
  | 'classMask'
  | 'classSequence'
  | 'classParts'
  | 'classTokens'
  | 'anchors'
  | 'anchorClasses'
  | 'anchorStates'
  | 'detections'
  | 'peaks'
  | 'oneHotAndIgnored'
  | 'shortIndices'
  | 'shortColumn'
  | 'classVolume'
  | 'oneHotImage'
  | 'oneHotImageLast';

export interface LayoutOutcome {
  readonly layout: LayoutName;
  readonly exception: LossException | null;
  /** True if a broadcast made the loss larger than its input. */
  readonly grew: boolean;
}

/** Something that the probes showed beside what is computed. */
export type Observation =
  /** The loss or its gradient is not finite from logits of this size on. */
  | {
      readonly kind: 'notFinite';
      readonly of: 'loss' | 'gradient';
      readonly from: number;
      readonly target: 0 | 1;
      /** The line that causes it, from 1; null where the run does not show it. */
      readonly line: number | null;
    }
  /** A setting changes nothing. */
  | { readonly kind: 'withoutEffect'; readonly parameter: string }
  /** The loss of one element depends on the others beyond the reduction: a mean was taken before the power. */
  | { readonly kind: 'notSeparable'; readonly isReducedBeforePower: boolean }
  /** A second batch through the same object gives another value than through a new one, or raises. */
  | {
      readonly kind: 'stateKept';
      readonly exception: LossException | null;
      /** Where the first batch changed an attribute, if the run shows it. */
      readonly place: Place | null;
    }
  /** The loss is negative for ordinary input. */
  | { readonly kind: 'negative' }
  /** The gradient is not that of the value: something was detached. */
  | { readonly kind: 'detached' }
  | ObjectiveObservation;

/** Something that runs of a boosting objective showed at raw scores. */
export type ObjectiveObservation =
  /** The gradient is one by the probability, or takes the score for one. */
  | { readonly kind: 'byProbability'; readonly score: number; readonly gradient: number }
  /** The objective is written for the labels −1 and 1. */
  | { readonly kind: 'labelsOfOne' }
  /** The gradient of a side points the wrong way. */
  | {
      readonly kind: 'gradientSign';
      readonly target: 0 | 1;
      readonly score: number;
      readonly gradient: number;
    }
  /** The Hessian is not the derivative of the gradient. */
  | {
      readonly kind: 'hessianMismatch';
      readonly target: 0 | 1;
      readonly score: number;
      readonly hessian: number;
      readonly expected: number;
      /** True if it is a multiple of p (1 − p). */
      readonly isLogistic: boolean;
    }
  | {
      readonly kind: 'hessianNegative';
      readonly target: 0 | 1;
      readonly score: number;
      readonly hessian: number;
    }
  /** The Hessian jumps between two scores that hardly differ. */
  | { readonly kind: 'hessianNoise'; readonly score: number; readonly from: number; readonly to: number };

/** An input at the edge of what training brings. */
export type EdgeInput =
  /** Every target, or every other one, is a value that the code ignores by its name or in a comparison. */
  | 'allIgnored'
  | 'someIgnored'
  /** All targets are 0, are class 0, or are one-hot rows without a 1. */
  | 'noPositives'
  /** All targets are 1. */
  | 'noNegatives'
  /** No example, for code that asks whether there is one. */
  | 'noExamples'
  | 'oneExample'
  /** Targets 0 and 1 in a type that is no float, for a loss that takes floats. */
  | 'integerTargets'
  | 'byteTargets'
  | 'booleanTargets'
  /** Predictions, targets, buffers and parameters on a GPU. */
  | 'otherDevice'
  /** Predictions and targets in float16, for code that names it. */
  | 'float16'
  /** A prediction that is sure and wrong. */
  | 'sureAndWrong';

/** The effect of such an input on a loss. */
type EdgeEffect =
  | 'raises'
  | 'lossNotFinite'
  | 'gradientNotFinite'
  /** No gradient at all, or one of 0 where the loss is not 0. */
  | 'noGradient'
  /** Another value than the same examples have elsewhere. */
  | 'otherValue'
  /** Ignored examples have no loss, and the mean counts them. */
  | 'countedInMean'
  /** Ignored examples are trained on. */
  | 'trained';

export interface EdgeCase {
  readonly input: EdgeInput;
  readonly effect: EdgeEffect;
  /** The line in which it happens, from 1; null where the run does not show it. */
  readonly line: number | null;
  /** Offsets of the expression in which it happens, in UTF-16 code units; null where only its line is known, or nothing. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** The exception that the loss raises. */
  readonly exception: LossException | null;
  /** The smallest logit at which it happens, without its sign; null for what does not depend on one. */
  readonly from: number | null;
}

/** A parameter of a loss, as its declaration and the run show it. */
export interface ParameterInRun {
  readonly name: string;
  /** The declared default, where it is a constant. */
  readonly default: number | readonly number[] | null;
  /** The line at which it first changes an array, from 1; null where the run does not show it. */
  readonly line: number | null;
}

export interface Verdict {
  /**
   * An inline loss stands in the code of a training step. A call of a loss of the file or of a library, or an entry of a
   * configuration, is judged with the values that it gives. An objective gives a booster the derivatives of a loss.
   */
  readonly kind: 'definition' | 'inline' | 'call' | 'configuration' | 'objective';
  readonly name: string;
  /** The line of the definition, from 1. */
  readonly line: number;
  /** Offsets of the definition in UTF-16 code units. */
  readonly range: { readonly start: number; readonly end: number };
  /** Null for a loss without the parameter, and where the run does not show what it does. A number that the code gives itself counts. */
  readonly parameters: { readonly alpha: ParameterInRun | null; readonly gamma: ParameterInRun | null };
  readonly form: 'class' | 'function' | 'closure';
  readonly computes: Computes | null;
  readonly notUnderstood: GivenUp | null;
  /**
   * The exception that the loss raises with its default arguments in every layout; null if it runs in one. If it runs with
   * weights of the classes for a default of None, `computes` says what it computes then.
   */
  readonly exception: LossException | null;
  readonly layouts: readonly LayoutOutcome[];
  readonly observations: readonly Observation[];
  /** The effects of inputs at the edge of what training brings. */
  readonly edgeCases: readonly EdgeCase[];
  /** The events while the loss was constructed and run, each place once. */
  readonly events: readonly RunEvent[];
}
