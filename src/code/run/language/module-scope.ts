import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { parts } from '../../syntax/tree';
import type { Evaluator } from './evaluator';
import { NotUnderstood } from './not-understood';
import type { Place, Statement } from './program';
import { type ModuleNames, Scope } from './scope';
import type { Value } from './values';

/** The forms by which the files of a language bind names. */
export interface ModuleForms {
  /** Types of the nodes whose statements belong to the module like those around them. */
  readonly blocks: ReadonlySet<string>;
  readonly namesBoundBy: (statement: Node) => readonly string[];
  readonly read: (statement: Node) => readonly Statement[];
  readonly placeOf: (statement: Node) => Place;
}

const BINDERS = new WeakMap<Tree, ReadonlyMap<string, Node>>();

/**
 * The statement that binds each name of a module: the last one at the top level, else the first one in a block.
 *
 * @param root the root of a tree: its losses share what is found
 */
export function bindersOf(
  root: Node,
  forms: Pick<ModuleForms, 'blocks' | 'namesBoundBy'>,
): ReadonlyMap<string, Node> {
  const known = BINDERS.get(root.tree) ?? foundBinders(root, forms);
  BINDERS.set(root.tree, known);
  return known;
}

function foundBinders(
  root: Node,
  { blocks, namesBoundBy }: Pick<ModuleForms, 'blocks' | 'namesBoundBy'>,
): ReadonlyMap<string, Node> {
  const binders = new Map<string, Node>();
  const inBlocks = new Map<string, Node>();
  const visit = (node: Node, isTop: boolean): void => {
    for (const statement of parts(node)) {
      if (blocks.has(statement.type)) {
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

/**
 * The names of a module. A name is given its value when it is asked for, by running the statement that binds it and no
 * other: a training script around a loss does not run.
 *
 * @param unbound names that no statement binds
 */
export function scopeOfModule(
  binders: ReadonlyMap<string, Node>,
  { read, placeOf }: Pick<ModuleForms, 'read' | 'placeOf'>,
  evaluator: Evaluator,
  unbound: ModuleNames,
): Scope {
  const inProgress = new Set<string>();
  const find = (name: string): Value | undefined => {
    const binder = binders.get(name);
    if (!binder) {
      return unbound.find(name);
    }
    if (inProgress.has(name)) {
      throw new NotUnderstood({ kind: 'name', name }, placeOf(binder));
    }
    inProgress.add(name);
    try {
      evaluator.execute(read(binder), scope);
      return new Map(scope.names()).get(name);
    } finally {
      inProgress.delete(name);
    }
  };
  const lacks = (name: string): boolean => !binders.has(name) && unbound.lacks(name);
  const scope: Scope = new Scope(null, false, { find, lacks });
  return scope;
}
