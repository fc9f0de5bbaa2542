import type { Completion, Evaluator } from '../evaluator';
import { NotUnderstood } from '../not-understood';
import type { Statement, StatementOf } from '../program';
import { Raised } from '../raised';
import { Scope } from '../scope';
import { executedOne } from '../statements';
import { Instance, ListValue, type Names, UNDEFINED, type Value } from '../values';
import { isNullish, present } from './conversions';
import { caught, thrown } from './errors';
import { classOf, functionOf } from './functions';
import { operated } from './operators';
import { assigned, declared } from './targets';

/** Runs statements until one of them leaves the block. Functions are known before the first one runs. */
export function executed(statements: readonly Statement[], scope: Names, evaluator: Evaluator): Completion {
  for (const statement of statements) {
    if (statement.type === 'function') {
      scope.bind(statement.definition.name, functionOf(statement.definition, scope));
    }
  }
  for (const statement of statements) {
    const completion = run(statement, scope, evaluator);
    if (completion !== null) {
      return completion;
    }
  }
  return null;
}

function run(statement: Statement, scope: Names, evaluator: Evaluator): Completion {
  const { place } = statement;
  switch (statement.type) {
    case 'function':
      return null;
    case 'declare':
      evaluator.budget.step(place);
      for (const { target, value } of statement.declarations) {
        const held = value ? evaluator.evaluate(value, scope) : UNDEFINED;
        declared(statement.kind, target, held, scope, evaluator);
      }
      return null;
    case 'class':
      scope.bind(statement.definition.name, classOf(statement.definition, scope, evaluator));
      return null;
    case 'return':
      evaluator.budget.step(place);
      return { value: statement.value ? evaluator.evaluate(statement.value, scope) : UNDEFINED };
    case 'block':
      return evaluator.execute(statement.body, new Scope(scope));
    case 'loop':
      return looped(statement, scope, evaluator);
    case 'each':
      return repeated(statement, scope, evaluator);
    case 'raise': {
      const value = statement.exception ? evaluator.evaluate(statement.exception, scope) : UNDEFINED;
      throw thrown(value, evaluator.text(value, place), place);
    }
    case 'catch':
      return tried(statement, scope, evaluator);
    case 'switch':
      return switched(statement, scope, evaluator);
    default:
      return executedOne(statement, scope, evaluator);
  }
}

/** Returns the completion that a loop ends with after its body; null if it goes on. */
function endOfLoop(completion: Completion): { readonly completion: Completion } | null {
  if (completion === null || completion === 'continue') {
    return null;
  }
  return { completion: completion === 'break' ? null : completion };
}

/** Each round has names of its own, so that functions made in it keep their values. */
function looped(statement: StatementOf<'loop'>, scope: Names, evaluator: Evaluator): Completion {
  const { initial, test, update, isTestedAfter, body, place } = statement;
  const head = new Scope(scope);
  if (initial) {
    evaluator.execute([initial], head);
  }
  let round = copied(head, scope);
  const holds = (): boolean => !test || evaluator.truth(evaluator.evaluate(test, round), place);
  for (let isFirst = true; (isFirst && isTestedAfter) || holds(); isFirst = false) {
    evaluator.budget.step(place);
    const end = endOfLoop(evaluator.execute(body, round));
    if (end) {
      return end.completion;
    }
    round = copied(round, scope);
    if (update) {
      evaluator.evaluate(update, round);
    }
  }
  return null;
}

function copied(names: Scope, outer: Names): Scope {
  const copy = new Scope(outer);
  for (const [name, value] of names.names()) {
    copy.bind(name, value);
  }
  return copy;
}

function repeated(statement: StatementOf<'each'>, scope: Names, evaluator: Evaluator): Completion {
  const { form, declares, target, items, body, place } = statement;
  const over = evaluator.evaluate(items, scope);
  for (const value of form === 'of' ? valuesOf(over, evaluator, place) : keysOf(over, place)) {
    const round = new Scope(scope);
    if (declares) {
      declared(declares, target, value, round, evaluator);
    } else {
      assigned(target, value, scope, evaluator);
    }
    const end = endOfLoop(evaluator.execute(body, round));
    if (end) {
      return end.completion;
    }
  }
  return null;
}

/** The items of what can be iterated; of an array that grows meanwhile, also the new ones. */
function* valuesOf(over: Value, evaluator: Evaluator, place: Statement['place']): Generator<Value> {
  if (!(over instanceof ListValue)) {
    yield* evaluator.items(over, place);
    return;
  }
  for (let at = 0; at < over.items.length; at++) {
    evaluator.budget.step(place);
    yield present(over.items[at]);
  }
}

/** The keys that `for … in` goes over. */
function keysOf(value: Value, place: Statement['place']): Value[] {
  if (value instanceof Instance) {
    return [...value.attributes.keys()];
  }
  if (value instanceof ListValue) {
    return value.items.map((_, at) => String(at));
  }
  if (isNullish(value)) {
    return [];
  }
  throw new NotUnderstood({ kind: 'operation', what: 'for … in' }, place);
}

function tried(statement: StatementOf<'catch'>, scope: Names, evaluator: Evaluator): Completion {
  const { body, handler } = statement;
  let completion: Completion;
  try {
    try {
      completion = evaluator.execute(body, scope);
    } catch (error) {
      if (!(error instanceof Raised) || !handler) {
        throw error;
      }
      const inner = new Scope(scope);
      if (handler.target) {
        declared('let', handler.target, caught(error), inner, evaluator);
      }
      completion = evaluator.execute(handler.body, inner);
    }
  } catch (error) {
    const last = error instanceof Raised ? evaluator.execute(statement.finally, scope) : null;
    if (last !== null) {
      return last;
    }
    throw error;
  }
  return evaluator.execute(statement.finally, scope) ?? completion;
}

function switched(
  { value, cases, place }: StatementOf<'switch'>,
  scope: Names,
  evaluator: Evaluator,
): Completion {
  const given = evaluator.evaluate(value, scope);
  const inner = new Scope(scope);
  const matches = cases.findIndex(
    ({ test }) => test && operated('===', given, evaluator.evaluate(test, inner), evaluator, place) === true,
  );
  const start = matches >= 0 ? matches : cases.findIndex(({ test }) => test === null);
  if (start < 0) {
    return null;
  }
  const completion = evaluator.execute(
    cases.slice(start).flatMap(({ body }) => body),
    inner,
  );
  return completion === 'break' ? null : completion;
}
