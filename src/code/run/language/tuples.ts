import { classAttribute } from './classes';
import { fieldsIn, keepRecord } from './fields';
import { boundParameters } from './functions';
import { NotUnderstood } from './not-understood';
import type { ClassDefinition } from './program';
import { Builtin, ClassValue, ShapeValue, TupleValue, type Value } from './values';

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

/** The base of a class whose body declares the names of a tuple's items. */
export const NAMED_TUPLE = new ClassValue('NamedTuple', [], new Map(), false);

/**
 * The constructor of tuples whose items have the names that the body of a class declares.
 *
 * @throws NotUnderstood if the class has methods too
 */
export function namedTupleOf(ofClass: ClassValue, definition: ClassDefinition): Builtin {
  const method = definition.body.find(({ type }) => type === 'function');
  if (method) {
    throw new NotUnderstood({ kind: 'operation', what: 'class' }, method.place);
  }
  const parameters = fieldsIn(definition);
  const names = parameters.map(({ name }) => name);
  const defaults = names.flatMap((name): [string, Value][] => {
    const value = classAttribute(ofClass, name);
    return value === undefined ? [] : [[name, value]];
  });
  const taken = { ...definition, parameters, isGenerator: false };
  const maker = new Builtin(definition.name, (given, _, place) => {
    const values = boundParameters(
      taken,
      { defaults: new Map(defaults), unknownDefaults: new Map() },
      given,
      place,
    );
    return new NamedTupleValue(
      names.map((name) => values.get(name) ?? null),
      names,
    );
  });
  keepRecord(maker, parameters);
  return maker;
}
