import type { Evaluator } from './evaluator';
import { raise } from './exceptions';
import { NotUnderstood, reasonOfUnsupported } from './not-understood';
import { OfCaller } from './of-caller';
import type { Argument, Expression, ExpressionOf, Place } from './program';
import { keyOf } from './python/keys';
import { binary, compared, unary } from './python/operators';
import { formatted } from './python/text';
import { Scope } from './scope';
import { meantByName } from './set-aside';
import {
  type CallArguments,
  ListValue,
  MappingValue,
  type Names,
  SetValue,
  SliceValue,
  TupleValue,
  type Value,
} from './values';

/**
 * The value of an expression.
 *
 * @throws Raised what the program raises, and NotUnderstood
 */
export function evaluated(expression: Expression, scope: Names, evaluator: Evaluator): Value {
  const { place } = expression;
  evaluator.budget.step(place);
  const valueOfPart = (part: Expression): Value => evaluator.evaluate(part, scope);
  switch (expression.type) {
    case 'constant':
      return expression.value;
    case 'name':
      return valueOfName(expression.name, scope, evaluator, place);
    case 'attribute':
      return evaluator.attribute(valueOfPart(expression.object), expression.name, place);
    case 'call': {
      const { callee, arguments: given } = expression;
      if (callee.type === 'name' && callee.name === 'super' && given.length === 0) {
        // It means the class in whose body it stands, and the first parameter of the method.
        return scope.find(SUPER_OF_METHOD) ?? raise('RuntimeError', 'super(): no arguments', place);
      }
      const called = valueOfPart(callee);
      const values = argumentsOf(given, scope, evaluator);
      return called instanceof OfCaller
        ? called.runIn(namesIn(scope), values, evaluator, place)
        : evaluator.call(called, values, place);
    }
    case 'binary':
      return binary(
        expression.operator,
        valueOfPart(expression.left),
        valueOfPart(expression.right),
        evaluator,
        place,
      );
    case 'unary':
      return unary(expression.operator, valueOfPart(expression.operand), evaluator, place);
    case 'comparison':
      return comparison(expression, scope, evaluator);
    case 'logical': {
      const left = valueOfPart(expression.left);
      const isDecided = evaluator.truth(left, place) === (expression.operator === 'or');
      return isDecided ? left : valueOfPart(expression.right);
    }
    case 'conditional':
      return valueOfPart(
        evaluator.truth(valueOfPart(expression.test), place) ? expression.consequence : expression.otherwise,
      );
    case 'subscript':
      return evaluator.subscript(valueOfPart(expression.object), valueOfPart(expression.index), place);
    case 'slice': {
      const bound = (part: Expression | null): Value => (part ? valueOfPart(part) : null);
      return new SliceValue(bound(expression.start), bound(expression.stop), bound(expression.step));
    }
    case 'sequence':
      return sequence(expression, scope, evaluator);
    case 'mapping':
      return mapping(expression, scope, evaluator);
    case 'comprehension':
      return comprehension(expression, scope, evaluator);
    case 'lambda':
      return evaluator.defineFunction(expression.definition, scope, null);
    case 'template':
      return expression.parts
        .map((part) =>
          typeof part === 'string' ? part : formatted(valueOfPart(part.value), part.format, evaluator, place),
        )
        .join('');
    case 'assignment': {
      const value = valueOfPart(expression.value);
      scope.bind(expression.name, value);
      return value;
    }
    case 'spread':
      throw new NotUnderstood({ kind: 'syntax', what: '*' }, place);
    case 'unsupported':
      throw new NotUnderstood(reasonOfUnsupported(expression.what), place);
    default:
      throw new NotUnderstood({ kind: 'syntax', what: expression.type }, place);
  }
}

function valueOfName(name: string, scope: Names, { setsAside }: Evaluator, place: Place): Value {
  const value = scope.find(name);
  if (value !== undefined) {
    return value;
  }
  if (scope.isLocal(name)) {
    raise('UnboundLocalError', `local variable '${name}' referenced before assignment`, place);
  }
  if (scope.lacks(name)) {
    const meant = setsAside ? meantByName(name, scope) : undefined;
    if (meant !== undefined) {
      return meant;
    }
    raise('NameError', `name '${name}' is not defined`, place);
  }
  throw new NotUnderstood({ kind: 'name', name }, place);
}

/** The name under which a method's scope keeps what `super()` returns; no program can write it. */
export const SUPER_OF_METHOD = '<super>';

/** The names that the program has bound in a function. */
function namesIn(scope: Names): ReadonlyMap<string, Value> {
  return new Map(
    scope instanceof Scope ? [...scope.names()].filter(([name]) => name !== SUPER_OF_METHOD) : [],
  );
}

function argumentsOf(given: readonly Argument[], scope: Names, evaluator: Evaluator): CallArguments {
  const positional: Value[] = [];
  let handsOn = false;
  const keywords = new Map<string, Value>();
  for (const { kind, name, value } of given) {
    const held = evaluator.evaluate(value, scope);
    switch (kind) {
      case 'positional':
        positional.push(held);
        break;
      case 'list':
        positional.push(...evaluator.items(held, value.place));
        break;
      case 'keyword':
        keywords.set(name ?? '', held);
        break;
      case 'mapping':
        if (!(held instanceof MappingValue)) {
          throw new NotUnderstood({ kind: 'operation', what: '**' }, value.place);
        }
        handsOn ||= held.entries.size === 0;
        for (const entry of held.entries.values()) {
          if (typeof entry.key === 'string') {
            keywords.set(entry.key, entry.value);
          }
        }
        break;
    }
  }
  return { positional, keywords, handsOn };
}

function comparison(
  { first, rest, place }: ExpressionOf<'comparison'>,
  scope: Names,
  evaluator: Evaluator,
): Value {
  let left = evaluator.evaluate(first, scope);
  let result: Value = true;
  for (const [at, { operator, operand }] of rest.entries()) {
    const right = evaluator.evaluate(operand, scope);
    result = compared(operator, left, right, evaluator, place);
    if (at < rest.length - 1 && !evaluator.truth(result, place)) {
      return result;
    }
    left = right;
  }
  return result;
}

function sequence(
  { form, items, place }: ExpressionOf<'sequence'>,
  scope: Names,
  evaluator: Evaluator,
): Value {
  const values = items.flatMap((item) =>
    item.type === 'spread'
      ? evaluator.items(evaluator.evaluate(item.value, scope), item.place)
      : [evaluator.evaluate(item, scope)],
  );
  return collected(form, values, place);
}

function collected(form: 'list' | 'tuple' | 'set', values: Value[], place: Place): Value {
  if (form === 'set') {
    const set = new SetValue();
    for (const value of values) {
      set.items.set(keyOf(value, place), value);
    }
    return set;
  }
  return form === 'list' ? new ListValue(values) : new TupleValue(values);
}

function mapping({ entries }: ExpressionOf<'mapping'>, scope: Names, evaluator: Evaluator): MappingValue {
  const result = new MappingValue();
  for (const entry of entries) {
    const value = evaluator.evaluate(entry.value, scope);
    if (entry.key) {
      const key = evaluator.evaluate(entry.key, scope);
      result.entries.set(keyOf(key, entry.key.place), { key, value });
    } else if (value instanceof MappingValue) {
      for (const [key, held] of value.entries) {
        result.entries.set(key, { ...held });
      }
    } else {
      throw new NotUnderstood({ kind: 'operation', what: '**' }, entry.value.place);
    }
  }
  return result;
}

function comprehension(
  { form, key, element, clauses, place }: ExpressionOf<'comprehension'>,
  scope: Names,
  evaluator: Evaluator,
): Value {
  const inner = new Scope(scope);
  const values: Value[] = [];
  const result = new MappingValue();
  const visit = (at: number): void => {
    const clause = clauses[at];
    if (!clause) {
      evaluator.budget.make(1, place);
      const value = evaluator.evaluate(element, inner);
      if (key) {
        const held = evaluator.evaluate(key, inner);
        result.entries.set(keyOf(held, place), { key: held, value });
      } else {
        values.push(value);
      }
    } else if (clause.type === 'if') {
      if (evaluator.truth(evaluator.evaluate(clause.test, inner), place)) {
        visit(at + 1);
      }
    } else {
      for (const item of evaluator.items(evaluator.evaluate(clause.items, inner), place)) {
        evaluator.assign(clause.target, item, inner);
        visit(at + 1);
      }
    }
  };
  visit(0);
  return form === 'mapping' ? result : collected(form, values, place);
}
