import type { Parameter } from '../run/language/program';
import type { Value } from '../run/language/values';
import type { Settings, ToldParameter } from './parameters';
import { LAYOUTS, type Layout } from './probes';
import { LAYOUTS_OF_POSITIVES, RARE_LAYOUTS } from './rare-layouts';

/** A loss of the code as a probe calls it. */
export interface CallableLoss {
  readonly form: 'class' | 'function' | 'closure';
  /** The parameters that are no tensors: α, γ, reduction … */
  readonly settings: readonly ToldParameter[];
  /** The loss without the α and γ that its code seems to give itself; absent where it gives none. */
  readonly unguessed?: CallableLoss;
  /** The parameters that a call gives values to, tensors too, in their order. */
  readonly parameters: readonly Parameter[];
  /** True if it counts only where the loss falls with the predictions of positives and rises with those of negatives. */
  readonly mustTellTargets?: boolean;
  /** True if it takes the probability of the true class in place of predictions and targets. */
  readonly isOfTrueClass?: true;
  /** The names of predictions and targets in the order in which a call gives them; absent for a closure, which makes what takes them. */
  readonly tensors?: readonly [string, string];
  /** The numbers of classes that its code names. */
  readonly classCounts: readonly number[];
  /** The masks that a call needs beside predictions and targets. */
  readonly masks?: readonly Parameter[];
  /** The layouts in which it is tried, the rare ones after the usual ones. */
  readonly layouts: readonly (readonly Layout[])[];
  /**
   * A new loss with these settings, which is then called with predictions and targets.
   *
   * @param onMade is told the object that the constructor made, if the loss is one
   */
  readonly make: (settings: Settings, onMade?: (object: Value) => void) => MadeLoss;
}

export type MadeLoss = (predictions: Value, targets: Value) => Value;

/** The layouts of a loss that takes a pair of tensors. */
export const USUAL_LAYOUTS: CallableLoss['layouts'] = [LAYOUTS, RARE_LAYOUTS, LAYOUTS_OF_POSITIVES];

/**
 * The function, class or method of a loss. What is around it (a function that it stands in, the constructor of its object) has
 * settings too, with which it is made anew.
 */
export interface LossSource {
  readonly around: readonly Parameter[];
  readonly make: (around: Settings) => Value;
}
