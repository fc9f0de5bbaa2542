import { TupleValue, type Value } from './values';

/** A tuple whose items have names too. */
export class NamedTupleValue extends TupleValue {
  readonly names: readonly string[];

  constructor(items: readonly Value[], names: readonly string[]) {
    super(items);
    this.names = names;
  }
}
