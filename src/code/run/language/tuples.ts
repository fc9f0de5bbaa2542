import { ShapeValue, TupleValue, type Value } from './values';

/** A tuple whose items have names too. */
export class NamedTupleValue extends TupleValue {
  readonly names: readonly string[];

  constructor(items: readonly Value[], names: readonly string[]) {
    super(items);
    this.names = names;
  }
}

/** A tuple made of one: a part or a concatenation of sizes is a size. */
export function tupleLike(one: Value, items: readonly Value[]): TupleValue {
  return one instanceof ShapeValue ? new ShapeValue(items) : new TupleValue(items);
}
