import { isOneSlip } from '../../losses/one-slip';
import type { FunctionDefinition } from './program';
import { PYTHON2_NAMES } from './python/python2-names';
import { Scope } from './scope';
import { Instance, type Names, type Value } from './values';

/*
 * A run that sets exceptions aside gives a missing name or attribute the value that the code shows it was meant to have: one under
 * nearly the same name, or a property or constructor argument of the same object.
 */

/** The value that an unbound name was meant to have; undefined where the code does not show it. */
export function meantByName(name: string, scope: Names): Value | undefined {
  const successor = PYTHON2_NAMES.get(name);
  if (successor) {
    return scope.find(successor);
  }
  const self = scope.find('self');
  const property = self instanceof Instance ? meantByAttribute(name, self) : undefined;
  return property === undefined ? alike(name, namesAround(scope)) : property;
}

/** The value that an attribute which an object lacks was meant to have; undefined where the code does not show it. */
export function meantByAttribute(name: string, object: Instance): Value | undefined {
  const holder = [object.attributes, GIVEN.get(object)].find((values) => values?.has(name));
  return holder ? holder.get(name) : alike(name, object.attributes);
}

/** The arguments of the constructors of objects. */
const GIVEN = new WeakMap<Instance, ReadonlyMap<string, Value>>();

/** Keeps the arguments of a constructor, which it may have forgotten to keep itself. */
export function keepGiven(
  { name }: Pick<FunctionDefinition, 'name'>,
  self: Value | undefined,
  given: ReadonlyMap<string, Value>,
): void {
  if (name === '__init__' && self instanceof Instance && !GIVEN.has(self)) {
    GIVEN.set(self, given);
  }
}

/** The value of the only name that has the same letters, or is one slip away. */
function alike(name: string, values: ReadonlyMap<string, Value>): Value | undefined {
  const letters = lettersOf(name);
  const [only, other] = [...values].filter(([each]) => lettersOf(each) === letters || isOneSlip(each, name));
  return other ? undefined : only?.[1];
}

function lettersOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The names of the functions around. */
function namesAround(scope: Names): Map<string, Value> {
  const around = scope.outer?.outer ? namesAround(scope.outer) : new Map<string, Value>();
  return new Map([...around, ...(scope instanceof Scope ? scope.names() : [])]);
}
