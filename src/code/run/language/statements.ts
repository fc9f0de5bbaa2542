import { isSubclass } from './classes';
import { decorated } from './decorators';
import type { Completion, Evaluator } from './evaluator';
import { raise, raisedOf } from './exceptions';
import { NotUnderstood, reasonOfUnsupported } from './not-understood';
import type { Expression, FunctionDefinition, Handler, Statement, StatementOf } from './program';
import { binary, inPlace } from './python/operators';
import { isOutput, isUnknownOutput } from './python/output';
import { Raised } from './raised';
import { ArrayValue, ClassValue, Instance, type Names, TupleValue, type Value } from './values';

/** Runs statements until one of them leaves the block. */
export function executed(statements: readonly Statement[], scope: Names, evaluator: Evaluator): Completion {
  for (const statement of statements) {
    const completion = executedOne(statement, scope, evaluator);
    if (completion !== null) {
      return completion;
    }
  }
  return null;
}

export function executedOne(statement: Statement, scope: Names, evaluator: Evaluator): Completion {
  const { place } = statement;
  evaluator.budget.step(place);
  const valueOfPart = (part: Expression): Value => evaluator.evaluate(part, scope);
  switch (statement.type) {
    case 'expression':
      ran(statement.value, scope, evaluator);
      return null;
    case 'assign': {
      const value = valueOfPart(statement.value);
      for (const target of statement.targets) {
        evaluator.assign(target, value, scope);
      }
      return null;
    }
    case 'augmented': {
      const { target, operator } = statement;
      const value = valueOfPart(statement.value);
      const before = valueOfPart(target);
      // The subscript of an array is a view of it: the assignment alone changes the array.
      const isPart = target.type === 'subscript' && before instanceof ArrayValue;
      const operate = isPart ? binary : inPlace;
      evaluator.assign(target, operate(operator, before, value, evaluator, place), scope);
      return null;
    }
    case 'return':
      return { value: statement.value ? valueOfPart(statement.value) : null };
    case 'if':
      return evaluator.execute(
        evaluator.truth(valueOfPart(statement.test), place) ? statement.consequence : statement.otherwise,
        scope,
      );
    case 'for':
      return looped(statement, evaluator.items(valueOfPart(statement.items), place), scope, evaluator);
    case 'while':
      return repeatedWhile(statement, scope, evaluator);
    case 'break':
    case 'continue':
      return statement.type;
    case 'raise':
      return raised(statement, scope, evaluator);
    case 'assert':
      if (!evaluator.truth(valueOfPart(statement.test), place)) {
        const message = statement.message ? evaluator.text(valueOfPart(statement.message), place) : '';
        raise('AssertionError', message, place);
      }
      return null;
    case 'try':
      return tried(statement, scope, evaluator);
    case 'with':
      return within(statement, scope, evaluator);
    case 'function':
      scope.bind(statement.definition.name, definedFunction(statement.definition, scope, null, evaluator));
      return null;
    case 'class':
      scope.bind(statement.definition.name, evaluator.defineClass(statement.definition, scope));
      return null;
    case 'import':
      imported(statement, scope, evaluator);
      return null;
    case 'delete':
      for (const target of statement.targets) {
        if (target.type !== 'name') {
          throw new NotUnderstood({ kind: 'syntax', what: 'del' }, place);
        }
        scope.unbind(target.name);
      }
      return null;
    case 'pass':
    case 'declaration':
      return null;
    case 'outerNames':
      for (const name of statement.names) {
        scope.useOuter(name, statement.scope);
      }
      return null;
    case 'unsupported':
      throw new NotUnderstood(reasonOfUnsupported(statement.what), place);
    default:
      throw new NotUnderstood({ kind: 'syntax', what: statement.type }, place);
  }
}

function ran(expression: Expression, scope: Names, evaluator: Evaluator): void {
  try {
    evaluator.evaluate(expression, scope);
  } catch (error) {
    if (!isOutput(expression) || !isUnknownOutput(error)) {
      throw error;
    }
  }
}

function looped(
  { target, body, otherwise }: StatementOf<'for'>,
  items: readonly Value[],
  scope: Names,
  evaluator: Evaluator,
): Completion {
  for (const item of items) {
    evaluator.assign(target, item, scope);
    const completion = evaluator.execute(body, scope);
    if (completion === 'break') {
      return null;
    }
    if (completion !== null && completion !== 'continue') {
      return completion;
    }
  }
  return evaluator.execute(otherwise, scope);
}

function repeatedWhile(
  { test, body, otherwise, place }: StatementOf<'while'>,
  scope: Names,
  evaluator: Evaluator,
): Completion {
  while (evaluator.truth(evaluator.evaluate(test, scope), place)) {
    evaluator.budget.step(place);
    const completion = evaluator.execute(body, scope);
    if (completion === 'break') {
      return null;
    }
    if (completion !== null && completion !== 'continue') {
      return completion;
    }
  }
  return evaluator.execute(otherwise, scope);
}

function raised({ exception, place }: StatementOf<'raise'>, scope: Names, evaluator: Evaluator): never {
  if (!exception) {
    throw new NotUnderstood({ kind: 'syntax', what: 'raise' }, place);
  }
  const value = evaluator.evaluate(exception, scope);
  if (value instanceof ClassValue) {
    throw raisedOf(value, [], '', place);
  }
  if (value instanceof Instance) {
    throw new Raised(value, evaluator.text(value, place), place);
  }
  throw new NotUnderstood({ kind: 'syntax', what: 'raise' }, place);
}

function tried(statement: StatementOf<'try'>, scope: Names, evaluator: Evaluator): Completion {
  let completion: Completion;
  try {
    completion = evaluator.execute(statement.body, scope) ?? evaluator.execute(statement.otherwise, scope);
  } catch (error) {
    if (!(error instanceof Raised)) {
      throw error;
    }
    const handler = statement.handlers.find((candidate) => catches(candidate, error, scope, evaluator));
    if (!handler) {
      evaluator.execute(statement.finally, scope);
      throw error;
    }
    if (handler.name !== null) {
      scope.bind(handler.name, error.exception);
    }
    completion = evaluator.execute(handler.body, scope);
  }
  return evaluator.execute(statement.finally, scope) ?? completion;
}

function catches(
  { exception, place }: Handler,
  { exception: thrown }: Raised,
  scope: Names,
  evaluator: Evaluator,
): boolean {
  if (!exception) {
    return true;
  }
  const value = evaluator.evaluate(exception, scope);
  const classes = value instanceof TupleValue ? value.items : [value];
  return classes.some((candidate) => {
    if (!(candidate instanceof ClassValue)) {
      throw new NotUnderstood({ kind: 'syntax', what: 'except' }, place);
    }
    return isSubclass(thrown.ofClass, candidate);
  });
}

function within({ items, body, place }: StatementOf<'with'>, scope: Names, evaluator: Evaluator): Completion {
  const [first, ...rest] = items;
  if (!first) {
    return evaluator.execute(body, scope);
  }
  const manager = evaluator.evaluate(first.value, scope);
  const none = new Map<string, Value>();
  const entered = evaluator.call(
    evaluator.attribute(manager, '__enter__', place),
    { positional: [], keywords: none },
    place,
  );
  if (first.target) {
    evaluator.assign(first.target, entered, scope);
  }
  try {
    return within({ items: rest, body, place, type: 'with' }, scope, evaluator);
  } finally {
    const exit = evaluator.attribute(manager, '__exit__', place);
    evaluator.call(exit, { positional: [null, null, null], keywords: none }, place);
  }
}

/** A function with its decorators applied, the nearest first. */
export function definedFunction(
  definition: FunctionDefinition,
  scope: Names,
  ownerClass: ClassValue | null,
  evaluator: Evaluator,
): Value {
  const value: Value = evaluator.defineFunction(definition, scope, ownerClass);
  return decorated(value, definition.decorators, false, scope, evaluator);
}

function imported(
  { module, names, local, place }: StatementOf<'import'>,
  scope: Names,
  evaluator: Evaluator,
): void {
  if (!names) {
    scope.bind(local, evaluator.load(module, null, place));
    return;
  }
  for (const name of names) {
    scope.bind(name.local, evaluator.load(module, name.name, place));
  }
}
