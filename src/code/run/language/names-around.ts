import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, parts } from '../../syntax/tree';
import type { FormsAround, Surroundings } from './forms-around';
import { NotUnderstood } from './not-understood';
import { objectAround } from './object-around';
import type { Parameter } from './program';
import { Scope } from './scope';
import { UnknownValue, type Value } from './values';

/** The names that code at a node sees: those of the functions around it, within those of the module. */
export function namesAround(node: Node, module: Scope, surroundings: Surroundings): Scope {
  const { functions } = surroundings.forms;
  return [...ancestors(node)]
    .filter(({ type }) => functions.has(type))
    .reverse()
    .reduce((outer, definition) => namesOf(definition, outer, surroundings), module);
}

/**
 * The names of a function that does not run: each gets its value when it is asked for, by running the statements that bind it
 * and no other. A parameter has the given value, else its default.
 *
 * @throws NotUnderstood when a name is asked for that a loop changes, or several statements
 */
export function namesOf(definition: Node, outer: Scope, surroundings: Surroundings): Scope {
  const { forms, evaluator, given, asked } = surroundings;
  const body = forms.bodyOf(definition);
  const { binders, loose } = body ? bindersIn(body, forms) : NOTHING_BOUND;
  const parameters = new Map(forms.parametersOf(definition).map((own) => [own.name, own]));
  const object = forms.objectOf(definition);
  const inProgress = new Set<string>();
  const valueOfParameter = (parameter: Parameter): Value => {
    asked.add(parameter);
    const value = given.get(parameter.name);
    if (value !== undefined) {
      return value;
    }
    return parameter.default
      ? evaluator.evaluate(parameter.default, outer)
      : new UnknownValue(parameter.name, 'parameter');
  };
  const find = (name: string): Value | undefined => {
    if (name === object) {
      return objectAround(definition, outer, surroundings, (initialiser) =>
        namesOf(initialiser, outer, surroundings),
      );
    }
    const own = binders.get(name) ?? [];
    const parameter = parameters.get(name);
    if (own.length === 0 && !parameter && !loose.has(name)) {
      return undefined;
    }
    if (loose.has(name) || own.length > 1 || inProgress.has(name)) {
      throw new NotUnderstood({ kind: 'name', name }, forms.placeOf(own[0] ?? definition));
    }
    inProgress.add(name);
    try {
      const holder = new Scope(scope);
      if (parameter) {
        holder.bind(name, valueOfParameter(parameter));
      }
      evaluator.execute(own.flatMap(forms.read), holder);
      return new Map(holder.names()).get(name);
    } finally {
      inProgress.delete(name);
    }
  };
  const lacks = (name: string): boolean =>
    !binders.has(name) && !parameters.has(name) && !loose.has(name) && outer.lacks(name);
  const scope: Scope = new Scope(outer, false, { find, lacks });
  return scope;
}

interface Binders {
  /** The statements that bind each name, in order. */
  readonly binders: ReadonlyMap<string, readonly Node[]>;
  /** The names that a loop changes. */
  readonly loose: ReadonlySet<string>;
}

const NOTHING_BOUND: Binders = { binders: new Map(), loose: new Set() };

function bindersIn(body: Node, forms: FormsAround): Binders {
  const binders = new Map<string, Node[]>();
  const loose = new Set<string>();
  const visit = (block: Node): void => {
    for (const statement of parts(block)) {
      if (forms.transparent.has(statement.type)) {
        visit(statement);
        continue;
      }
      const bound = forms.namesBoundBy(statement);
      const names = bound.length > 0 ? bound : [...new Set(forms.namesChangedIn(statement))];
      const isFollowed = bound.length > 0 || forms.choices.has(statement.type);
      for (const name of names) {
        if (isFollowed) {
          binders.set(name, [...(binders.get(name) ?? []), statement]);
        } else {
          loose.add(name);
        }
      }
    }
  };
  visit(body);
  return { binders, loose };
}
