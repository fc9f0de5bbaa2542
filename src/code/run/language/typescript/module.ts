import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, parts } from '../../../syntax/tree';
import type { Evaluator } from '../evaluator';
import { ModuleValue } from '../library-values';
import { bindersOf, type ModuleForms, scopeOfModule } from '../module-scope';
import { NotUnderstood } from '../not-understood';
import { Scope } from '../scope';
import { UnknownValue, type Value } from '../values';
import { GLOBALS } from './globals';
import { readImport } from './read-imports';
import { readDefinition, readTopStatement } from './reader';
import { placeOf } from './reading';
import { scriptFunction } from './script';

/** TensorFlow.js under the name that its script tag binds. */
const SCRIPT_TAG_NAME = 'tf';

const FORMS: ModuleForms = {
  blocks: new Set(['if_statement', 'try_statement', 'else_clause', 'statement_block', 'catch_clause']),
  namesBoundBy,
  read: readTopStatement,
  placeOf,
};

/** The names of a file. Another script of the page may bind any name. */
export function moduleScope(root: Node, evaluator: Evaluator): Scope {
  const unbound = { find: globalNamed, lacks: () => false };
  return scopeOfModule(bindersOf(root, FORMS), FORMS, evaluator, unbound);
}

function globalNamed(name: string): Value | undefined {
  if (name === 'require') {
    return scriptFunction('require', (given) => {
      const module = given.text(0);
      return given.machine.library(module) ?? new UnknownValue(module);
    });
  }
  return name === SCRIPT_TAG_NAME ? new ModuleValue('@tensorflow/tfjs') : GLOBALS.get(name);
}

/**
 * The function or class of a definition: of a declaration, a variable, a property, `exports` or a method. What it takes from a
 * function or object around it is not known.
 */
export function valueOfDefinition(node: Node, scope: Scope, evaluator: Evaluator): Value {
  const around = namesAround(node);
  const name = node.childForFieldName('name') ?? declaredName(node);
  const isNamed = name && (DECLARATIONS.has(node.type) || node.parent?.type === 'variable_declarator');
  const value = isNamed && around.size === 0 ? scope.find(name.text) : undefined;
  if (value !== undefined) {
    return value;
  }
  const find = (wanted: string): undefined => {
    if (around.has(wanted)) {
      throw new NotUnderstood({ kind: 'name', name: wanted }, placeOf(node));
    }
  };
  const guarded = new Scope(scope, false, { find, lacks: () => false });
  return evaluator.evaluate(readDefinition(node), guarded);
}

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'generator_function_declaration',
]);

/** The names that functions around a definition bind, and `this` within a class. */
function namesAround(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const outer of ancestors(node)) {
    if (outer.type === 'class_body') {
      names.add('this');
    }
    if (!FUNCTIONS.has(outer.type)) {
      continue;
    }
    names.add('this');
    const list = outer.childForFieldName('parameters') ?? outer.childForFieldName('parameter');
    const patterns = list?.descendantsOfType(['identifier', 'shorthand_property_identifier_pattern']) ?? [];
    const declared = outer
      .descendantsOfType(['variable_declarator', 'function_declaration', 'class_declaration'])
      .filter((inner) => inner && (inner.startIndex < node.startIndex || inner.startIndex >= node.endIndex))
      .flatMap((inner) => namesOfTarget(inner?.childForFieldName('name') ?? null));
    for (const name of [...patterns.map((pattern) => pattern?.text ?? ''), ...declared]) {
      names.add(name);
    }
  }
  return names;
}

function declaredName({ parent }: Node): Node | null {
  return parent?.type === 'variable_declarator' ? parent.childForFieldName('name') : null;
}

const DECLARATIONS = new Set(['function_declaration', 'class_declaration', 'abstract_class_declaration']);

function namesBoundBy(statement: Node): string[] {
  switch (statement.type) {
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'enum_declaration':
      return [statement.childForFieldName('name')?.text ?? ''];
    case 'lexical_declaration':
    case 'variable_declaration':
      return parts(statement).flatMap((declarator) => namesOfTarget(declarator.childForFieldName('name')));
    case 'import_statement':
      return readImport(statement).flatMap((read) =>
        read.type === 'import' ? (read.names?.map(({ local }) => local) ?? [read.local]) : [],
      );
    case 'export_statement': {
      const declaration = statement.childForFieldName('declaration');
      return declaration ? namesBoundBy(declaration) : [];
    }
    default:
      return [];
  }
}

function namesOfTarget(target: Node | null): string[] {
  if (
    target?.type === 'identifier' ||
    target?.type === 'type_identifier' ||
    target?.type === 'shorthand_property_identifier_pattern'
  ) {
    return [target.text];
  }
  if (target?.type === 'pair_pattern') {
    return namesOfTarget(target.childForFieldName('value'));
  }
  if (target?.type === 'object_assignment_pattern' || target?.type === 'assignment_pattern') {
    return namesOfTarget(target.childForFieldName('left'));
  }
  return target?.type.endsWith('_pattern') ? parts(target).flatMap(namesOfTarget) : [];
}
