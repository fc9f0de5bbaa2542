import { Builtin, type Value } from './values';

/** A function that makes values of a type, which `isinstance` tells from others. */
export class TypeFunction extends Builtin {
  /** @param holds true for a value of the type */
  constructor(
    { name, run }: Builtin,
    readonly holds: (value: Value) => boolean,
  ) {
    super(name, run);
  }
}
