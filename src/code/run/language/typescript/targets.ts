import type { Evaluator } from '../evaluator';
import { NotUnderstood, reasonOfUnsupported } from '../not-understood';
import type { Expression, ExpressionOf } from '../program';
import { Instance, ListValue, type Names, UNDEFINED, type Value } from '../values';
import { isNullish, present, propertyKey } from './conversions';
import { throwError } from './errors';
import { FUNCTION_MARK } from './marks';
import { plainObject } from './objects';

/** Gives a value to the names of a declaration, which are new in their block, or in their function for `var`. */
export function declared(
  kind: 'let' | 'var',
  target: Expression,
  value: Value,
  scope: Names,
  evaluator: Evaluator,
): void {
  const owner = kind === 'var' ? scopeOfFunction(scope) : scope;
  give(target, value, scope, evaluator, (name, held) => owner.bind(name, held));
}

/** Gives a value to what stands left of an assignment. A name changes where it was declared. */
export function assigned(target: Expression, value: Value, scope: Names, evaluator: Evaluator): void {
  give(target, value, scope, evaluator, (name, held) => {
    const owner = ownerOf(name, scope);
    if (!owner) {
      throw new NotUnderstood({ kind: 'name', name }, target.place);
    }
    owner.bind(name, held);
  });
}

function scopeOfFunction(scope: Names): Names {
  let current = scope;
  while (current.outer && current.own(FUNCTION_MARK) === undefined) {
    current = current.outer;
  }
  return current;
}

function ownerOf(name: string, scope: Names): Names | null {
  for (let current: Names | null = scope; current; current = current.outer) {
    if (current.own(name) !== undefined) {
      return current;
    }
  }
  return null;
}

function give(
  target: Expression,
  value: Value,
  scope: Names,
  evaluator: Evaluator,
  bind: (name: string, value: Value) => void,
): void {
  const { place } = target;
  evaluator.budget.step(place);
  const giveTo = (part: Expression, held: Value): void => give(part, held, scope, evaluator, bind);
  switch (target.type) {
    case 'name':
      bind(target.name, value);
      return;
    case 'attribute':
      evaluator.setAttribute(evaluator.evaluate(target.object, scope), target.name, value, place);
      return;
    case 'subscript': {
      const object = evaluator.evaluate(target.object, scope);
      evaluator.setSubscript(object, evaluator.evaluate(target.index, scope), value, place);
      return;
    }
    case 'withDefault':
      giveTo(target.target, value === UNDEFINED ? evaluator.evaluate(target.default, scope) : value);
      return;
    case 'arrayPattern':
      takeItems(target, evaluator.items(value, place), giveTo);
      return;
    case 'objectPattern':
      takeProperties(target, value, scope, evaluator, giveTo);
      return;
    case 'unsupported':
      throw new NotUnderstood(reasonOfUnsupported(target.what), place);
    default:
      throw new NotUnderstood({ kind: 'syntax', what: target.type }, place);
  }
}

function takeItems(
  { items }: ExpressionOf<'arrayPattern'>,
  values: readonly Value[],
  giveTo: (part: Expression, held: Value) => void,
): void {
  for (const [at, item] of items.entries()) {
    if (item?.type === 'spread') {
      giveTo(item.value, new ListValue(values.slice(at)));
    } else if (item) {
      giveTo(item, present(values[at]));
    }
  }
}

function takeProperties(
  { properties, rest, place }: ExpressionOf<'objectPattern'>,
  value: Value,
  scope: Names,
  evaluator: Evaluator,
  giveTo: (part: Expression, held: Value) => void,
): void {
  if (isNullish(value)) {
    throwError('TypeError', `Cannot destructure '${evaluator.text(value, place)}'`, place);
  }
  const taken = new Set<string>();
  for (const { key, target } of properties) {
    const name = propertyKey(evaluator.evaluate(key, scope), evaluator, key.place);
    taken.add(name);
    giveTo(target, evaluator.attribute(value, name, key.place));
  }
  if (rest) {
    if (!(value instanceof Instance)) {
      throw new NotUnderstood({ kind: 'syntax', what: '...' }, rest.place);
    }
    giveTo(rest, plainObject([...value.attributes].filter(([name]) => !taken.has(name))));
  }
}
