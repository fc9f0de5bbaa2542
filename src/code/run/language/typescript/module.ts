import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import type { Evaluator } from '../evaluator';
import { ModuleValue } from '../library-values';
import { bindersOf, type ModuleForms, scopeOfModule } from '../module-scope';
import { placeOf, readAsFile } from '../places';
import { Scope } from '../scope';
import type { Value } from '../values';
import type { WorkspaceFile } from '../workspace';
import { GLOBALS } from './globals';
import { readImport } from './read-imports';
import { readTopStatement } from './reader';
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
  const find = (name: string): Value | undefined =>
    name === 'require' ? requireOf(evaluator) : globalNamed(name);
  const unbound = { find, lacks: () => false };
  return scopeOfModule(bindersOf(root, FORMS), FORMS, evaluator, unbound);
}

/** `require(module)` gives a library or a file of the workspace. */
function requireOf(evaluator: Evaluator): Value {
  return scriptFunction('require', (given) => evaluator.load(given.text(0), null, given.place));
}

function globalNamed(name: string): Value | undefined {
  return name === SCRIPT_TAG_NAME ? new ModuleValue('@tensorflow/tfjs') : GLOBALS.get(name);
}

/** The names that a statement of a file or function binds. */
export function namesBoundBy(statement: Node): string[] {
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

/** The names in what stands left of an assignment. */
export function namesOfTarget(target: Node | null): string[] {
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

/** The names of another file of the workspace, and what it exports as `default`. */
export function fileScope({ root, path }: WorkspaceFile, evaluator: Evaluator): Scope {
  readAsFile(root, path);
  const scope = moduleScope(root, evaluator);
  const exported = parts(root).find(
    (statement) =>
      statement.type === 'export_statement' && statement.children.some((child) => child?.type === 'default'),
  );
  const value = exported?.childForFieldName('declaration') ?? exported?.childForFieldName('value');
  const name = value?.type === 'identifier' ? value.text : value?.childForFieldName('name')?.text;
  const find = (wanted: string): Value | undefined =>
    wanted === 'default' && name !== undefined ? scope.find(name) : scope.find(wanted);
  return new Scope(null, false, { find, lacks: (wanted) => scope.lacks(wanted) });
}
