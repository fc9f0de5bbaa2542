import type { FocalParameters } from '../parameters';
import type { FormulaPart } from './formula';

export type ParameterMeaning = 'weightOfPositives' | 'focusing' | 'steepness' | 'shift' | 'labelSmoothing';

/** A parameter of a loss: what a control, a setting or a message may carry of it. */
export interface KindParameter<Name extends string = string> {
  /** α is `alpha` and can be null, which switches it off. */
  readonly name: Name;
  readonly symbol: string;
  /** Names the effect of the parameter; pages have the words. */
  readonly meaning: ParameterMeaning;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  /** Its value where nothing else is known, or where that of another loss is out of range. */
  readonly initial: Name extends 'alpha' ? null : number;
}

/** The values of parameters, by name. */
export type ParameterValues<Name extends string> = {
  readonly [Key in Name]: Key extends 'alpha' ? number | null : number;
};

/** A loss of the plot. Losses are in nats; derivatives are by the logit. */
export interface LossKind<Id extends string, Name extends string> {
  readonly id: Id;
  /** Such as `FL`. */
  readonly shortName: string;
  /** The parameters, in the order in which they are shown. */
  readonly parameters: readonly KindParameter<Name>[];
  /** @param target y in [0, 1] */
  loss(logit: number, target: number, parameters: ParameterValues<Name>): number;
  /** The derivative of `loss`. */
  gradient(logit: number, target: number, parameters: ParameterValues<Name>): number;
  /** The factor before the (weighted) cross-entropy: 1 without one, NaN where the loss is no such product. */
  modulatingFactor(trueClassLogit: number, parameters: ParameterValues<Name>): number;
  /** Loss over cross-entropy of a positive, in a form that exists also where both underflow or are infinite. */
  ratioToCrossEntropy(trueClassLogit: number, parameters: ParameterValues<Name>): number;
  /** The formula with its numbers in place. */
  formula(parameters: ParameterValues<Name>): readonly FormulaPart[];
  /** α and γ of the focal loss that it is; null where it is none. */
  asFocal(parameters: ParameterValues<Name>): FocalParameters | null;
}

/** Fixes the id and the names of the parameters of a loss in its type. */
export function lossKind<const Id extends string, const Name extends string = never>(
  kind: LossKind<Id, Name>,
): LossKind<Id, Name> {
  return kind;
}
