import { unknownClass } from './attributes';
import { isSubclass } from './classes';
import { decorated } from './decorators';
import { ENUM, makeMembers } from './enumerations';
import type { Evaluator } from './evaluator';
import { raise } from './exceptions';
import { keepFields } from './fields';
import { ModuleValue } from './library-values';
import { NotUnderstood } from './not-understood';
import type { ClassDefinition, Expression } from './program';
import { Scope } from './scope';
import { keepMethods } from './set-by-method';
import { definedFunction } from './statements';
import { NAMED_TUPLE, namedTupleOf } from './tuples';
import { ClassValue, type Names, UnknownValue, type Value } from './values';

/** The class that a `class` statement makes. */
export function classOf(definition: ClassDefinition, scope: Names, evaluator: Evaluator): Value {
  const bases = definition.bases
    .filter(({ kind }) => kind === 'positional')
    .map(({ value }): ClassValue => {
      const base = baseOf(value, scope, evaluator);
      if (base instanceof ClassValue) {
        return base;
      }
      if (base instanceof UnknownValue) {
        return unknownClass(base.what);
      }
      return base instanceof ModuleValue || base === null
        ? raise('TypeError', 'the base of a class must be a class', value.place)
        : notAClass(value.place);
    });
  const metaclass = definition.bases.find(({ kind, name }) => kind === 'keyword' && name === 'metaclass');
  if (metaclass && !isUsualMetaclass(metaclass.value)) {
    bases.unshift(unknownClass('metaclass'));
  }
  const attributes = new Map<string, Value>();
  const made = new ClassValue(definition.name, bases, attributes, true);
  const body = new Scope(scope, true);
  for (const statement of definition.body) {
    if (statement.type === 'function') {
      body.bind(statement.definition.name, definedFunction(statement.definition, body, made, evaluator));
    } else if (statement.type !== 'expression') {
      evaluator.execute([statement], body);
    }
  }
  for (const [name, value] of body.names()) {
    attributes.set(name, value);
  }
  if (bases.includes(NAMED_TUPLE)) {
    return namedTupleOf(made, definition);
  }
  keepFields(made, definition);
  keepMethods(
    made,
    definition.body.flatMap((statement) => (statement.type === 'function' ? [statement.definition] : [])),
  );
  if (isSubclass(made, ENUM)) {
    makeMembers(made);
  }
  return decorated(made, definition.decorators, true, scope, evaluator);
}

/** True for a metaclass that makes objects as `type` does; another may run code of its own before and after the constructor. */
function isUsualMetaclass(value: Expression): boolean {
  const name = value.type === 'name' ? value.name : value.type === 'attribute' ? value.name : '';
  return name === 'type' || name === 'ABCMeta' || name === 'EnumMeta';
}

/** A base of an unknown module, or whose name an open import may bind, is as unknown as one that is imported by its name. */
function baseOf(value: Expression, scope: Names, evaluator: Evaluator): Value {
  try {
    return evaluator.evaluate(value, scope);
  } catch (error) {
    if (error instanceof NotUnderstood && (error.reason.kind === 'name' || error.reason.kind === 'import')) {
      return new UnknownValue(error.reason.name);
    }
    throw error;
  }
}

function notAClass(place: Parameters<typeof raise>[2]): never {
  throw new NotUnderstood({ kind: 'operation', what: 'class' }, place);
}
