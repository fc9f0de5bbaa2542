import { ancestryOf } from './classes';
import type { Evaluator } from './evaluator';
import { raise } from './exceptions';
import type { Place } from './program';
import {
  Builtin,
  type CallArguments,
  ClassValue,
  FunctionValue,
  Instance,
  PropertyValue,
  type Value,
} from './values';

/** `enum.Enum`. */
export const ENUM = new ClassValue('Enum', [], new Map(), false);

/**
 * Makes members of the values that an enumeration binds. Members that are texts or numbers too, as those of `class Kind(str, Enum)`,
 * stay what they are.
 */
export function makeMembers(ofClass: ClassValue): void {
  const isPlain = ancestryOf(ofClass).some(({ name }) => ['str', 'int', 'float'].includes(name));
  for (const [name, value] of isPlain ? [] : [...ofClass.attributes]) {
    const isMember = !(
      name.startsWith('_') ||
      value instanceof FunctionValue ||
      value instanceof Builtin ||
      value instanceof PropertyValue
    );
    if (isMember) {
      const member = new Instance(ofClass);
      member.attributes.set('name', name);
      member.attributes.set('value', value);
      ofClass.attributes.set(name, member);
    }
  }
}

/** The member of a value, as `Kind('mean')` finds it. @throws Raised a ValueError if there is none */
export function memberOf(
  ofClass: ClassValue,
  { positional: [wanted = null] }: CallArguments,
  evaluator: Evaluator,
  place: Place,
): Value {
  for (const member of ofClass.attributes.values()) {
    const value = member instanceof Instance ? member.attributes.get('value') : member;
    if (member === wanted || (value !== undefined && evaluator.equals(value, wanted, place))) {
      return member;
    }
  }
  return raise('ValueError', `the value is no member of ${ofClass.name}`, place);
}
