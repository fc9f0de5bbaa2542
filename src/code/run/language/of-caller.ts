import { NotUnderstood } from './not-understood';
import type { Place } from './program';
import { Builtin, type CallArguments, type Machine, type Value } from './values';

/** A function that reads the names of the function that calls it. */
export class OfCaller extends Builtin {
  /** @param runIn takes the names of the caller in the order in which they were bound: its parameters come first */
  constructor(
    name: string,
    readonly runIn: (
      names: ReadonlyMap<string, Value>,
      given: CallArguments,
      machine: Machine,
      place: Place,
    ) => Value,
  ) {
    super(name, (_, __, place) => {
      throw new NotUnderstood({ kind: 'call', name }, place);
    });
  }
}
