import type { Node, Tree } from '@vscode/tree-sitter-wasm';

/** Types of nodes that may stand anywhere and mean nothing. */
const MEANINGLESS = new Set(['comment', 'line_continuation']);

/** What was found in a tree, by the ids of the nodes that were asked. */
interface Found {
  readonly parts: Map<number, readonly Node[]>;
  readonly parents: Map<number, Node | null>;
  /** By the types first. */
  readonly ofTypes: Map<string, Map<number, readonly Node[]>>;
}

/** A tree never changes, every look into it crosses into WebAssembly, and the same is asked again and again. */
const FOUND = new WeakMap<Tree, Found>();

function foundIn(tree: Tree): Found {
  const found = FOUND.get(tree) ?? { parts: new Map(), parents: new Map(), ofTypes: new Map() };
  FOUND.set(tree, found);
  return found;
}

/** A node's named children, without comments and line continuations. */
export function parts(node: Node): readonly Node[] {
  const known = foundIn(node.tree).parts;
  const found =
    known.get(node.id) ??
    node.namedChildren.filter((child): child is Node => child !== null && !MEANINGLESS.has(child.type));
  known.set(node.id, found);
  return found;
}

function parentOf(node: Node): Node | null {
  const known = foundIn(node.tree).parents;
  const found = known.get(node.id);
  if (found !== undefined) {
    return found;
  }
  const parent = node.parent;
  known.set(node.id, parent);
  return parent;
}

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

/** All nodes of these types within a node, in their order; the node itself among them. */
export function nodesOfTypes(node: Node, ...types: string[]): readonly Node[] {
  const { ofTypes } = foundIn(node.tree);
  const key = types.join(' ');
  const known = ofTypes.get(key) ?? new Map<number, readonly Node[]>();
  ofTypes.set(key, known);
  const found =
    known.get(node.id) ?? node.descendantsOfType(types).filter((each): each is Node => each !== null);
  known.set(node.id, found);
  return found;
}
