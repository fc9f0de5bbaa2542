import type { Node } from '@vscode/tree-sitter-wasm';
import { type FormsAround, Surroundings } from '../run/language/forms-around';
import type { Interpreter } from '../run/language/interpreter';
import { namesAround } from '../run/language/names-around';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter } from '../run/language/program';
import { Raised } from '../run/language/raised';
import type { Scope } from '../run/language/scope';
import type { Value } from '../run/language/values';
import type { LossSource } from './callable-loss';
import { kindOfParameter } from './parameters';

/** The way in which a language makes the value of a definition. */
export interface DefinitionForms {
  readonly forms: FormsAround;
  /** True if the value depends on functions or on an object around the definition. */
  readonly isSurrounded: (definition: Node) => boolean;
  /** The names of what is outside of a definition that it reads. */
  readonly namesReadIn: (definition: Node) => Iterable<string>;
  /** @param scope the names around the definition */
  readonly valueOf: (definition: Node, scope: Scope, surroundings: Surroundings) => Value;
}

/**
 * The value of a definition. The parameters of the functions around it and of its object's constructor are settings where their
 * names say what they mean; those that it does not reach are left out.
 *
 * @throws NotUnderstood if the definition itself does what the evaluator does not know
 */
export function definedSource(
  definition: Node,
  module: Scope,
  interpreter: Interpreter,
  language: DefinitionForms,
): LossSource {
  const made = (surroundings: Surroundings): Value => {
    const scope = namesAround(definition, module, surroundings);
    return language.valueOf(definition, scope, surroundings);
  };
  if (!language.isSurrounded(definition)) {
    const value = made(new Surroundings(new Map(), interpreter, language.forms));
    return { around: [], make: () => value };
  }
  return {
    around: parametersReached(definition, module, interpreter, language),
    make: (around) => made(new Surroundings(around, interpreter, language.forms)),
  };
}

/** The parameters around a definition on which the names that it reads depend. */
function parametersReached(
  definition: Node,
  module: Scope,
  interpreter: Interpreter,
  language: DefinitionForms,
): Parameter[] {
  const surroundings = new Surroundings(new Map(), interpreter, language.forms);
  const scope = namesAround(definition, module, surroundings);
  const attempts = [
    () => language.valueOf(definition, scope, surroundings),
    ...[...language.namesReadIn(definition)].map((name) => () => scope.find(name)),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      // A name may not be understood as long as nothing needs it.
      if (!(error instanceof NotUnderstood || error instanceof Raised)) {
        throw error;
      }
    }
  }
  return [...surroundings.asked].filter(isSetting);
}

/** Networks, paths and the like keep their defaults. */
function isSetting(parameter: Parameter): boolean {
  const kind = kindOfParameter(parameter);
  return kind !== 'other' && kind !== 'predictions' && kind !== 'targets';
}
