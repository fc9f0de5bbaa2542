import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { CALL_TYPES, calleeOf } from '../syntax/node-shapes';
import { nodesOfTypes } from '../syntax/tree';

interface Calls {
  readonly all: readonly Node[];
  readonly byCallee: ReadonlyMap<string, readonly Node[]>;
}

/** The calls of each tree: every loss of a file asks for them. */
const CALLS = new WeakMap<Tree, Calls>();

/** All calls of the file of a node. */
export function callsInFile({ tree }: Node): readonly Node[] {
  return callsOfTree(tree).all;
}

/** The calls of a callee, as the text of the file writes it: `FocalLoss`, `self.loss`. */
export function callsOf(callee: string, { tree }: Node): readonly Node[] {
  return callsOfTree(tree).byCallee.get(callee) ?? [];
}

function callsOfTree(tree: Tree): Calls {
  const known = CALLS.get(tree) ?? readCalls(tree);
  CALLS.set(tree, known);
  return known;
}

function readCalls({ rootNode }: Tree): Calls {
  const all = nodesOfTypes(rootNode, ...CALL_TYPES);
  const byCallee = new Map<string, Node[]>();
  for (const call of all) {
    const callee = calleeOf(call)?.text ?? '';
    const others = byCallee.get(callee);
    if (others) {
      others.push(call);
    } else {
      byCallee.set(callee, [call]);
    }
  }
  return { all, byCallee };
}
