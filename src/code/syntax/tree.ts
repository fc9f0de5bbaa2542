import type { Node } from '@vscode/tree-sitter-wasm';

/** Types of nodes that may stand anywhere and mean nothing. */
const MEANINGLESS = new Set(['comment', 'line_continuation']);

/** A node's named children, without comments and line continuations. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null && !MEANINGLESS.has(child.type)) as Node[];
}

/** The node itself and all nodes that enclose it, innermost first. */
export function* selfAndAncestors(node: Node): Generator<Node> {
  for (let current: Node | null = node; current; current = current.parent) {
    yield current;
  }
}

/** All nodes that enclose the node, innermost first. */
export function* ancestors(node: Node): Generator<Node> {
  for (let current = node.parent; current; current = current.parent) {
    yield current;
  }
}

export function isSame(first: Node | null | undefined, second: Node | null | undefined): boolean {
  return !!first && !!second && first.id === second.id;
}

/** All nodes of these types within a node, in their order; the node itself among them. */
export function nodesOfTypes(node: Node, ...types: string[]): Node[] {
  return node.descendantsOfType(types).filter((found): found is Node => found !== null);
}
