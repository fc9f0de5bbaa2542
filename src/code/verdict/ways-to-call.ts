import { NotUnderstood } from '../run/language/not-understood';
import type { FunctionDefinition, Parameter, Place } from '../run/language/program';
import { isTensor } from './parameters';
import { inLists, takenApart, type WithParts } from './taken-apart';
import { pairsOf, type TensorPair } from './tensor-pair';

/** A pair of tensors, and how the arguments are made of them. */
interface WayToCall {
  readonly pair: TensorPair;
  readonly gathered: WithParts['gathered'];
}

/**
 * The ways in which a function may take predictions and targets: as it takes its parameters apart, whole, and in lists.
 *
 * @throws NotUnderstood if there is none
 */
export function waysToCall(
  parameters: readonly Parameter[],
  form: 'method' | 'function',
  definition: FunctionDefinition,
  place: Place,
): WayToCall[] {
  const ways: WayToCall[] = [];
  const tensors = parameters.filter(isTensor);
  const whole: WithParts = { parameters, gathered: (given) => given };
  let failure: NotUnderstood | null = null;
  for (const way of [
    takenApart(parameters, tensors, definition),
    whole,
    inLists(parameters, tensors, definition),
  ]) {
    if (!way) {
      continue;
    }
    const { parameters: taken, gathered } = way;
    try {
      ways.push(...pairsOf(taken, form, place).map((pair) => ({ pair, gathered })));
    } catch (error) {
      if (!(error instanceof NotUnderstood)) {
        throw error;
      }
      failure ??= error;
    }
  }
  if (ways.length === 0 && failure) {
    throw failure;
  }
  return ways;
}
