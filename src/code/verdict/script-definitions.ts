import type { Node } from '@vscode/tree-sitter-wasm';
import type { Evaluator } from '../run/language/evaluator';
import { namesOf } from '../run/language/names-around';
import { NotUnderstood } from '../run/language/not-understood';
import { objectAround, prepare } from '../run/language/object-around';
import { placeOf } from '../run/language/places';
import { Scope } from '../run/language/scope';
import { classOfMethod, isStatic, SCRIPT_AROUND } from '../run/language/typescript/forms-around';
import { readDefinition } from '../run/language/typescript/reader';
import { BoundMethod, FunctionValue, Instance, type Value } from '../run/language/values';
import { ancestors } from '../syntax/tree';
import type { DefinitionForms } from './defined-source';

/** How the functions, classes and methods of TypeScript and JavaScript become values. */
export const SCRIPT_DEFINITIONS: DefinitionForms = {
  forms: SCRIPT_AROUND,
  isSurrounded: (definition) =>
    classOfMethod(definition) !== undefined ||
    [...ancestors(definition)].some(({ type }) => SCRIPT_AROUND.functions.has(type)),
  namesReadIn(definition) {
    const words = definition.descendantsOfType(['identifier', 'shorthand_property_identifier', 'this']);
    const own = definition
      .descendantsOfType([...SCRIPT_AROUND.functions])
      .flatMap((inner) => (inner ? SCRIPT_AROUND.parametersOf(inner) : []))
      .map(({ name }) => name);
    const names = new Set(words.map((word) => word?.text ?? ''));
    return [...names].filter((name) => !own.includes(name));
  },
  valueOf(definition, scope, surroundings) {
    const { evaluator } = surroundings;
    const classNode = classOfMethod(definition);
    if (!classNode) {
      return definedValue(definition, scope, evaluator);
    }
    const name = definition.childForFieldName('name')?.text ?? '';
    const place = placeOf(definition);
    const holder = isStatic(definition)
      ? SCRIPT_AROUND.classValue(classNode, scope, evaluator)
      : objectAround(definition, scope, surroundings, (initialiser) =>
          namesOf(initialiser, scope, surroundings),
        );
    if (holder === undefined) {
      throw new NotUnderstood({ kind: 'name', name }, place);
    }
    if (holder instanceof Instance) {
      prepare(holder, propertiesReadIn(classNode));
    }
    const method: Value = evaluator.attribute(holder, name, place);
    return method instanceof FunctionValue ? new BoundMethod(holder, method) : method;
  },
};

/** The function or class, which sees itself under its own name. */
function definedValue(definition: Node, scope: Scope, evaluator: Evaluator): Value {
  const own = new Scope(scope);
  const value = evaluator.evaluate(readDefinition(definition), own);
  const name = definition.childForFieldName('name')?.text;
  if (name !== undefined) {
    own.bind(name, value);
  }
  return value;
}

function propertiesReadIn(classNode: Node): ReadonlySet<string> {
  return new Set(
    classNode
      .descendantsOfType('member_expression')
      .flatMap((member) =>
        member?.childForFieldName('object')?.text === 'this'
          ? [member.childForFieldName('property')?.text ?? '']
          : [],
      ),
  );
}
