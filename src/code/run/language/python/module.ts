import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import type { Evaluator } from '../evaluator';
import { NotUnderstood } from '../not-understood';
import type { Expression } from '../program';
import { Scope } from '../scope';
import type { Value } from '../values';
import { BUILTINS } from './builtins';
import { placeOf, readAsLibrary, readExpression } from './read-expression';
import { readStatement } from './read-statement';

const BLOCKS = new Set([
  'if_statement',
  'try_statement',
  'with_statement',
  'else_clause',
  'block',
  'except_clause',
]);

const DEFINITIONS = new Set(['function_definition', 'class_definition', 'decorated_definition']);

/**
 * What names usually mean that a module uses and binds nowhere: those of a cell or a snippet whose imports stand elsewhere.
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

/**
 * The names of a module. A name is given its value when it is asked for, by running the statement that binds it and no
 * other: a training script around a loss does not run.
 */
export function moduleScope(root: Node, evaluator: Evaluator): Scope {
  const binders = bindersOf(root);
  const inProgress = new Set<string>();
  const openModules = openModulesOf(root);
  const ofOpenModules = (name: string): Value | undefined =>
    openModules.map((module) => evaluator.library(`${module}.${name}`)).find((value) => value !== undefined);
  const find = (name: string): Value | undefined => {
    const binder = binders.get(name);
    if (!binder) {
      return BUILTINS.get(name) ?? ofOpenModules(name) ?? evaluator.library(USUAL_NAMES.get(name) ?? '');
    }
    if (inProgress.has(name)) {
      throw new NotUnderstood({ kind: 'name', name }, placeOf(binder));
    }
    inProgress.add(name);
    try {
      evaluator.execute(readStatement(binder), scope);
    } finally {
      inProgress.delete(name);
    }
    return boundValue(scope, name);
  };
  const lacks = (name: string): boolean =>
    openModules.length === 0 && !binders.has(name) && !isMentionedOutside(name, root);
  const scope: Scope = new Scope(null, false, { find, lacks });
  return scope;
}

/** True if code of the module that does not run here mentions the name, and so may bind it. */
function isMentionedOutside(name: string, root: Node): boolean {
  const statements = parts(root).filter(({ type }) => !DEFINITIONS.has(type));
  const globals = root.descendantsOfType('global_statement');
  return [...statements, ...globals].some((statement) =>
    statement?.descendantsOfType('identifier').some((word) => word?.text === name),
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

function boundValue(scope: Scope, name: string): Value | undefined {
  for (const [bound, value] of scope.names()) {
    if (bound === name) {
      return value;
    }
  }
  return undefined;
}

/** The statement that binds each name of the module: the last one at the top level, else the first one in a block. */
function bindersOf(root: Node): ReadonlyMap<string, Node> {
  const binders = new Map<string, Node>();
  const inBlocks = new Map<string, Node>();
  const visit = (node: Node, isTop: boolean): void => {
    for (const statement of parts(node)) {
      if (BLOCKS.has(statement.type)) {
        visit(statement, false);
        continue;
      }
      for (const name of namesBoundBy(statement)) {
        if (isTop) {
          binders.set(name, statement);
        } else if (!inBlocks.has(name)) {
          inBlocks.set(name, statement);
        }
      }
    }
  };
  visit(root, true);
  return new Map([...inBlocks, ...binders]);
}

function namesBoundBy(statement: Node): string[] {
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
