import { BoundMethod, Builtin, type ClassValue, FunctionValue, type Instance, type Value } from './values';

/** The class and those it inherits from, in the order in which attributes are looked for (C3 linearisation). */
export function ancestryOf(ofClass: ClassValue): readonly ClassValue[] {
  const known = ANCESTRIES.get(ofClass);
  if (known) {
    return known;
  }
  const lists = [...ofClass.bases.map((base) => [...ancestryOf(base)]), [...ofClass.bases]];
  const order: ClassValue[] = [ofClass];
  for (;;) {
    const rest = lists.filter((list) => list.length > 0);
    const next = rest
      .map(([first]) => first)
      .find((candidate) => candidate && rest.every((list) => !list.slice(1).includes(candidate)));
    if (!next) {
      break;
    }
    order.push(next);
    for (const list of lists) {
      if (list[0] === next) {
        list.shift();
      }
    }
  }
  ANCESTRIES.set(ofClass, order);
  return order;
}

const ANCESTRIES = new WeakMap<ClassValue, readonly ClassValue[]>();

export function isSubclass(ofClass: ClassValue, other: ClassValue): boolean {
  return ancestryOf(ofClass).includes(other);
}

/** An attribute of a class or of those it inherits from; from the one after `after` on, if that is given. */
export function classAttribute(
  ofClass: ClassValue,
  name: string,
  after: ClassValue | null = null,
): Value | undefined {
  const ancestry = ancestryOf(ofClass);
  const start = after ? ancestry.indexOf(after) + 1 : 0;
  for (const candidate of ancestry.slice(start)) {
    const value = candidate.attributes.get(name);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

/** Returns a class attribute as it is read from an object, to which functions are bound. */
export function boundTo(self: Instance, value: Value): Value {
  if (value instanceof FunctionValue) {
    if (value.kind === 'static') {
      return value;
    }
    return new BoundMethod(value.kind === 'class' ? self.ofClass : self, value);
  }
  return value instanceof Builtin ? new BoundMethod(self, value) : value;
}
