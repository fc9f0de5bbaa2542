import type { Evaluator } from '../evaluator';
import { ModuleValue } from '../library-values';
import { NotUnderstood, reasonOfUnsupported } from '../not-understood';
import type { ScriptOperator } from '../operators';
import { type Argument, CHAINED, type Expression, type ExpressionOf } from '../program';
import { Scope } from '../scope';
import {
  BoundMethod,
  FunctionValue,
  Instance,
  ListValue,
  type Names,
  SuperValue,
  UNDEFINED,
  UnknownValue,
  type Value,
} from '../values';
import { isNullish, present, propertyKey, typeOf } from './conversions';
import { throwError } from './errors';
import { accessor, classOf, constructed, functionOf, superInitialised } from './functions';
import { SUPER } from './marks';
import { plainObject } from './objects';
import { operated, signed } from './operators';
import { assigned } from './targets';

/**
 * The value of an expression.
 *
 * @throws Raised what the program throws, and NotUnderstood
 */
export function evaluated(expression: Expression, scope: Names, evaluator: Evaluator): Value {
  const { place } = expression;
  evaluator.budget.step(place);
  const valueOfPart = (part: Expression): Value => evaluator.evaluate(part, scope);
  switch (expression.type) {
    case 'constant':
      return expression.value;
    case 'name':
      return valueOfName(expression, scope);
    case 'attribute':
      return evaluator.attribute(valueOfPart(expression.object), expression.name, place);
    case 'subscript':
      return evaluator.subscript(valueOfPart(expression.object), valueOfPart(expression.index), place);
    case 'call':
      return valueOfCall(expression, scope, evaluator);
    case 'new':
      return evaluator.budget.within(place, () =>
        constructed(
          valueOfPart(expression.callee),
          argumentsOf(expression.arguments, scope, evaluator),
          evaluator,
          place,
        ),
      );
    case 'binary':
    case 'operation':
      return operated(
        expression.operator as ScriptOperator,
        valueOfPart(expression.left),
        valueOfPart(expression.right),
        evaluator,
        place,
      );
    case 'unary':
      return signed(expression.operator, valueOfPart(expression.operand), evaluator, place);
    case 'prefix':
      return valueOfPrefix(expression, scope, evaluator);
    case 'logical': {
      const left = valueOfPart(expression.left);
      return isDecided(expression.operator, left, evaluator, expression)
        ? left
        : valueOfPart(expression.right);
    }
    case 'conditional':
      return valueOfPart(
        evaluator.truth(valueOfPart(expression.test), place) ? expression.consequence : expression.otherwise,
      );
    case 'change':
      return changed(expression, scope, evaluator);
    case 'optional':
      return valueOfChain(expression, scope, evaluator);
    case 'sequence': {
      const items = expression.items.flatMap((item) =>
        item.type === 'spread'
          ? evaluator.items(evaluator.evaluate(item.value, scope), item.place)
          : [evaluator.evaluate(item, scope)],
      );
      evaluator.budget.make(items.length, place);
      return new ListValue(items);
    }
    case 'object':
      return valueOfObject(expression, scope, evaluator);
    case 'lambda':
      return functionOf(expression.definition, scope);
    case 'classExpression':
      return classOf(expression.definition, scope, evaluator);
    case 'template': {
      const text = expression.parts
        .map((part) =>
          typeof part === 'string' ? part : evaluator.text(valueOfPart(part.value), part.value.place),
        )
        .join('');
      evaluator.budget.make(text.length, place);
      return text;
    }
    case 'commas':
      return present(expression.items.map(valueOfPart).at(-1));
    case 'unsupported':
      throw new NotUnderstood(reasonOfUnsupported(expression.what), place);
    default:
      throw new NotUnderstood({ kind: 'syntax', what: expression.type }, place);
  }
}

function valueOfName({ name, place }: ExpressionOf<'name'>, scope: Names): Value {
  if (name === 'undefined') {
    return UNDEFINED;
  }
  const value = scope.find(name === 'super' ? SUPER : name);
  if (value === undefined) {
    if (name === 'this') {
      return UNDEFINED;
    }
    throw new NotUnderstood({ kind: 'name', name }, place);
  }
  return value;
}

function argumentsOf(given: readonly Argument[], scope: Names, evaluator: Evaluator): Value[] {
  return given.flatMap(({ kind, value }) => {
    const held = evaluator.evaluate(value, scope);
    return kind === 'list' ? evaluator.items(held, value.place) : [held];
  });
}

/** A function that is called as a property gets its object as `this`. */
function valueOfCall(
  { callee, arguments: given, place }: ExpressionOf<'call'>,
  scope: Names,
  evaluator: Evaluator,
): Value {
  if (callee.type === 'name' && callee.name === 'super') {
    const around = scope.find(SUPER);
    if (!(around instanceof SuperValue)) {
      return throwError('SyntaxError', "'super' keyword unexpected here", place);
    }
    superInitialised(around, argumentsOf(given, scope, evaluator), evaluator, place);
    return UNDEFINED;
  }
  if (callee.type !== 'attribute' && callee.type !== 'subscript') {
    const value = evaluator.evaluate(callee, scope);
    return evaluator.call(value, { positional: argumentsOf(given, scope, evaluator), keywords: NONE }, place);
  }
  const object = evaluator.evaluate(callee.object, scope);
  const method =
    callee.type === 'attribute'
      ? evaluator.attribute(object, callee.name, callee.place)
      : evaluator.subscript(object, evaluator.evaluate(callee.index, scope), callee.place);
  const self = object instanceof SuperValue ? object.self : object;
  const bound =
    method instanceof FunctionValue && !(object instanceof ModuleValue)
      ? new BoundMethod(self, method)
      : method;
  if (isNullish(bound)) {
    const name = callee.type === 'attribute' ? callee.name : '[…]';
    return throwError('TypeError', `${name} is not a function`, place);
  }
  return evaluator.call(bound, { positional: argumentsOf(given, scope, evaluator), keywords: NONE }, place);
}

const NONE: ReadonlyMap<string, Value> = new Map();

function valueOfPrefix(
  { operator, operand, place }: ExpressionOf<'prefix'>,
  scope: Names,
  evaluator: Evaluator,
): Value {
  if (operator === 'typeof') {
    const isUnbound =
      operand.type === 'name' && operand.name !== 'undefined' && scope.find(operand.name) === undefined;
    const value = isUnbound ? UNDEFINED : evaluator.evaluate(operand, scope);
    if (value instanceof UnknownValue) {
      throw new NotUnderstood({ kind: 'import', name: value.what }, place);
    }
    return typeOf(value);
  }
  if (operator !== 'delete') {
    const value = evaluator.evaluate(operand, scope);
    return operator === 'void' ? UNDEFINED : !evaluator.truth(value, place);
  }
  if (operand.type !== 'attribute' && operand.type !== 'subscript') {
    throw new NotUnderstood({ kind: 'syntax', what: 'delete' }, place);
  }
  const object = evaluator.evaluate(operand.object, scope);
  const key = operand.type === 'attribute' ? operand.name : evaluator.evaluate(operand.index, scope);
  if (!(object instanceof Instance)) {
    throw new NotUnderstood({ kind: 'operation', what: 'delete' }, place);
  }
  object.attributes.delete(propertyKey(key, evaluator, place));
  return true;
}

/** Tells whether the left side of a logical operator is its value. */
function isDecided(
  operator: 'and' | 'or' | '??',
  left: Value,
  evaluator: Evaluator,
  { place }: Expression,
): boolean {
  return operator === '??' ? !isNullish(left) : evaluator.truth(left, place) === (operator === 'or');
}

function changed(expression: ExpressionOf<'change'>, scope: Names, evaluator: Evaluator): Value {
  const { target, operator, value, gives, place } = expression;
  if (operator === null) {
    const made = evaluator.evaluate(value, scope);
    assigned(target, made, scope, evaluator);
    return made;
  }
  const before = evaluator.evaluate(target, scope);
  if (operator === 'and' || operator === 'or' || operator === '??') {
    if (isDecided(operator, before, evaluator, expression)) {
      return before;
    }
    const made = evaluator.evaluate(value, scope);
    assigned(target, made, scope, evaluator);
    return made;
  }
  const after = operated(operator, before, evaluator.evaluate(value, scope), evaluator, place);
  assigned(target, after, scope, evaluator);
  return gives === 'after' ? after : before;
}

function valueOfChain({ object, rest }: ExpressionOf<'optional'>, scope: Names, evaluator: Evaluator): Value {
  const value = evaluator.evaluate(object, scope);
  if (isNullish(value)) {
    return UNDEFINED;
  }
  const inner = new Scope(scope);
  inner.bind(CHAINED, value);
  return evaluator.evaluate(rest, inner);
}

function valueOfObject(
  { members, place }: ExpressionOf<'object'>,
  scope: Names,
  evaluator: Evaluator,
): Instance {
  const object = plainObject([]);
  evaluator.budget.make(members.length, place);
  for (const { kind, key, value } of members) {
    if (!key) {
      const held = evaluator.evaluate(value, scope);
      if (held instanceof Instance) {
        evaluator.budget.make(held.attributes.size, place);
        for (const name of held.attributes.keys()) {
          object.attributes.set(name, evaluator.attribute(held, name, value.place));
        }
      } else if (!isNullish(held) && held !== false) {
        throw new NotUnderstood({ kind: 'operation', what: '...' }, value.place);
      }
      continue;
    }
    const name = propertyKey(evaluator.evaluate(key, scope), evaluator, key.place);
    if (value.type === 'lambda' && (kind === 'getter' || kind === 'setter')) {
      const method = functionOf(value.definition, scope);
      object.attributes.set(name, accessor(kind, method, object.attributes.get(name)));
    } else {
      object.attributes.set(name, evaluator.evaluate(value, scope));
    }
  }
  return object;
}
