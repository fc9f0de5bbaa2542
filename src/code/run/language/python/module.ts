import type { Node } from '@vscode/tree-sitter-wasm';
import { nodesOfTypes, parts } from '../../../syntax/tree';
import type { Evaluator } from '../evaluator';
import { bindersOf, type ModuleForms, scopeOfModule } from '../module-scope';
import { placeOf, readAsFile, readAsLibrary } from '../places';
import type { Expression } from '../program';
import type { Scope } from '../scope';
import type { Value } from '../values';
import type { WorkspaceFile } from '../workspace';
import { BUILTINS } from './builtins';
import { readExpression } from './read-expression';
import { readStatement } from './read-statement';

const FORMS: ModuleForms = {
  blocks: new Set([
    'if_statement',
    'try_statement',
    'with_statement',
    'else_clause',
    'block',
    'except_clause',
  ]),
  namesBoundBy,
  read: (statement) => readStatement(statement),
  placeOf,
};

const DEFINITIONS = new Set(['function_definition', 'class_definition', 'decorated_definition']);
const IMPORTS = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/**
 * The usual meaning of names that a module uses and binds nowhere, as in a cell or a snippet whose imports stand elsewhere. A
 * module that imports other parts of the same library has forgotten the name, and any that imports has forgotten NumPy.
 */
const USUAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
  ['F', 'torch.nn.functional'],
  ['Variable', 'torch.autograd.Variable'],
  ['np', 'numpy'],
  ['numpy', 'numpy'],
  ['tf', 'tensorflow'],
  ['K', 'keras.backend'],
  ['keras', 'keras'],
  ['jax', 'jax'],
  ['jnp', 'jax.numpy'],
  ['math', 'math'],
]);

/** The names of a module. */
export function moduleScope(root: Node, evaluator: Evaluator): Scope {
  const openModules = openModulesOf(root);
  const place = placeOf(root);
  const ofOpenModules = (name: string): Value | undefined =>
    openModules
      .map((module) => evaluator.openModule(module, name, place))
      .find((value) => value !== undefined);
  const lacks = (name: string): boolean =>
    openModules.length === 0 && !isMentionedOutside(name, root) && !BINDS_UNSEEN.test(root.text);
  const ofLibrary = (name: string): Value | undefined => {
    const path = USUAL_NAMES.get(name);
    const isForgotten =
      path !== undefined && !evaluator.setsAside && isOfImported(path, importedModules(root)) && lacks(name);
    return path === undefined || isForgotten ? undefined : evaluator.library(path);
  };
  return scopeOfModule(bindersOf(root, FORMS), FORMS, evaluator, {
    find: (name) => BUILTINS.get(name) ?? ofOpenModules(name) ?? ofLibrary(name),
    lacks,
  });
}

/** Matches code that binds names of the module without naming them. */
const BINDS_UNSEEN = /\b(?:exec|execfile)\(|\bglobals\(\)|^\s*%/m;

/** The modules that statements at the top of a module import from. */
function importedModules(root: Node): string[] {
  return parts(root)
    .filter(({ type }) => IMPORTS.has(type))
    .flatMap((statement) => readStatement(statement))
    .flatMap((read) => (read.type === 'import' ? [read.module] : []));
}

/** Libraries that code of any framework uses beside it. */
const BESIDE: ReadonlySet<string> = new Set(['numpy', 'math']);

/** True if a module of the library of a dotted path is among those that are imported, or one that uses the library beside its own. */
function isOfImported(path: string, modules: readonly string[]): boolean {
  const [library = ''] = path.split('.');
  return BESIDE.has(library)
    ? modules.length > 0
    : modules.some((module) => module.split('.')[0] === library);
}

/** True if code of the module that does not run here mentions the name, and so may bind it. */
function isMentionedOutside(name: string, root: Node): boolean {
  const statements = parts(root).filter(({ type }) => !DEFINITIONS.has(type) && !IMPORTS.has(type));
  const globals = nodesOfTypes(root, 'global_statement');
  return [...statements, ...globals].some((statement) =>
    nodesOfTypes(statement, 'identifier').some(({ text }) => text === name),
  );
}

/** The modules of `from module import *`, the last one first. */
function openModulesOf(root: Node): string[] {
  return parts(root)
    .filter(({ type }) => type === 'import_from_statement')
    .flatMap((statement) => readStatement(statement))
    .flatMap((read) =>
      read.type === 'import' && read.names?.some(({ name }) => name === '*') ? [read.module] : [],
    )
    .reverse();
}

/** The names that a statement of a module or function binds. */
export function namesBoundBy(statement: Node): string[] {
  switch (statement.type) {
    case 'function_definition':
    case 'class_definition':
      return [statement.childForFieldName('name')?.text ?? ''];
    case 'decorated_definition':
      return [statement.childForFieldName('definition')?.childForFieldName('name')?.text ?? ''];
    case 'import_statement':
      return readStatement(statement).flatMap((read) => (read.type === 'import' ? [read.local] : []));
    case 'import_from_statement':
      return readStatement(statement).flatMap((read) =>
        read.type === 'import' ? (read.names ?? []).map(({ local }) => local) : [],
      );
    case 'expression_statement': {
      const [assignment] = parts(statement);
      const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
      return left && assignment?.childForFieldName('right') ? namesOfTarget(readExpression(left)) : [];
    }
    default:
      return [];
  }
}

function namesOfTarget(target: Expression): string[] {
  if (target.type === 'name') {
    return [target.name];
  }
  return target.type === 'sequence' ? target.items.flatMap(namesOfTarget) : [];
}

/** The names of a library's text. @param parse parses such a text */
export function libraryScope(text: string, parse: (text: string) => Node, evaluator: Evaluator): Scope {
  const root = parse(text);
  readAsLibrary(root);
  return moduleScope(root, evaluator);
}

/** The names of another file of the workspace. */
export function fileScope({ root, path }: WorkspaceFile, evaluator: Evaluator): Scope {
  readAsFile(root, path);
  return moduleScope(root, evaluator);
}
