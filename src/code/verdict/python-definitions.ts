import type { Node } from '@vscode/tree-sitter-wasm';
import { isRead } from '../losses/tensor-statements';
import type { Surroundings } from '../run/language/forms-around';
import { namesOf } from '../run/language/names-around';
import { NotUnderstood } from '../run/language/not-understood';
import { objectAround, prepare } from '../run/language/object-around';
import { placeOf } from '../run/language/places';
import { classOfMethod, PYTHON_AROUND, statementOf } from '../run/language/python/forms-around';
import { readExpression } from '../run/language/python/read-expression';
import { readStatement } from '../run/language/python/read-statement';
import { Scope } from '../run/language/scope';
import { Instance, type Value } from '../run/language/values';
import { ancestors } from '../syntax/tree';
import type { DefinitionForms } from './defined-source';

/** Makes values of the functions, classes, methods and lambdas of Python. */
export const PYTHON_DEFINITIONS: DefinitionForms = {
  forms: PYTHON_AROUND,
  isSurrounded: (definition) =>
    classOfMethod(definition) !== undefined ||
    [...ancestors(definition)].some(({ type }) => PYTHON_AROUND.functions.has(type)),
  namesReadIn,
  valueOf(definition, scope, surroundings) {
    const { evaluator } = surroundings;
    if (definition.type === 'lambda') {
      return evaluator.evaluate(readExpression(definition), scope);
    }
    const name = definition.childForFieldName('name')?.text ?? '';
    const classNode = classOfMethod(definition);
    if (classNode && definition.type === 'function_definition') {
      return methodOf(definition, name, classNode, scope, surroundings);
    }
    const own = new Scope(scope);
    evaluator.execute(readStatement(statementOf(definition)), own);
    return own.own(name) ?? notMade(definition, name);
  },
};

/** A method bound to the object of its class, whose constructor does not run. */
function methodOf(
  definition: Node,
  name: string,
  classNode: Node,
  scope: Scope,
  surroundings: Surroundings,
): Value {
  const { evaluator } = surroundings;
  const place = placeOf(definition);
  if (PYTHON_AROUND.objectOf(definition) === undefined) {
    const ofClass = PYTHON_AROUND.classValue(classNode, scope, evaluator);
    return ofClass ? evaluator.attribute(ofClass, name, place) : notMade(definition, name);
  }
  const object = objectAround(definition, scope, surroundings, (initialiser) =>
    namesOf(initialiser, scope, surroundings),
  );
  if (object instanceof Instance) {
    prepare(object, propertiesReadIn(definition, classNode));
  }
  return evaluator.attribute(object, name, place);
}

/** The properties of the object that a method reads, and those that the methods read that it calls. */
function propertiesReadIn(method: Node, classNode: Node): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Node): void => {
    for (const attribute of node.descendantsOfType('attribute')) {
      const name = attribute?.childForFieldName('attribute')?.text;
      if (attribute?.childForFieldName('object')?.text !== 'self' || name === undefined || found.has(name)) {
        continue;
      }
      found.add(name);
      const called = classNode
        .descendantsOfType('function_definition')
        .find((other) => other?.childForFieldName('name')?.text === name);
      if (called) {
        visit(called);
      }
    }
  };
  visit(method);
  return found;
}

function notMade(definition: Node, name: string): never {
  throw new NotUnderstood({ kind: 'name', name }, placeOf(definition));
}

function namesReadIn(definition: Node): ReadonlySet<string> {
  const own = new Set(
    definition
      .descendantsOfType(['function_definition', 'lambda'])
      .flatMap((inner) => (inner ? PYTHON_AROUND.parametersOf(inner) : []))
      .map(({ name }) => name),
  );
  const names = definition
    .descendantsOfType('identifier')
    .filter((word): word is Node => word !== null && isRead(word))
    .map(({ text }) => text);
  return new Set(names.filter((name) => !own.has(name)));
}
