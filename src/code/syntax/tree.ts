import type { Node, Tree } from '@vscode/tree-sitter-wasm';

/** Types of nodes that may stand anywhere and mean nothing. */
const MEANINGLESS = new Set(['comment', 'line_continuation']);

/**
 * A function of nodes that keeps its answers: a tree never changes, every look into it crosses into WebAssembly, and the same is
 * asked again and again.
 */
export function kept<Found>(ask: (node: Node) => Found): (node: Node) => Found {
  const known = new WeakMap<Tree, Map<number, { readonly found: Found }>>();
  return (node) => {
    const ofTree = known.get(node.tree) ?? new Map<number, { readonly found: Found }>();
    known.set(node.tree, ofTree);
    const answer = ofTree.get(node.id) ?? { found: ask(node) };
    ofTree.set(node.id, answer);
    return answer.found;
  };
}

/** A node's named children, without comments and line continuations. */
export const parts: (node: Node) => readonly Node[] = kept((node) =>
  node.namedChildren.filter((child): child is Node => child !== null && !MEANINGLESS.has(child.type)),
);

const parentOf = kept((node) => node.parent);

/** The node itself and all nodes that enclose it, innermost first. */
export function* selfAndAncestors(node: Node): Generator<Node> {
  for (let current: Node | null = node; current; current = parentOf(current)) {
    yield current;
  }
}

/** All nodes that enclose the node, innermost first. */
export function* ancestors(node: Node): Generator<Node> {
  for (let current = parentOf(node); current; current = parentOf(current)) {
    yield current;
  }
}

export function isSame(first: Node | null | undefined, second: Node | null | undefined): boolean {
  return !!first && !!second && first.id === second.id;
}

const FINDERS = new Map<string, (node: Node) => readonly Node[]>();

/** All nodes of these types within a node, in their order; the node itself among them. */
export function nodesOfTypes(node: Node, ...types: string[]): readonly Node[] {
  const key = types.join(' ');
  const find =
    FINDERS.get(key) ??
    kept((within) => within.descendantsOfType(types).filter((each): each is Node => each !== null));
  FINDERS.set(key, find);
  return find(node);
}
