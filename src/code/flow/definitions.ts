import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { nodesOfTypes } from '../syntax/tree';

const TYPES = ['function_definition', 'class_definition', 'function_declaration'] as const;

/** The definitions of each tree by type and name: a file asks for those of all its calls. */
const DEFINITIONS = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

/** The function or class of a name in the file of a node; undefined where there is none, and where there are several. */
export function onlyDefinition(name: string, type: (typeof TYPES)[number], { tree }: Node): Node | undefined {
  const known = DEFINITIONS.get(tree) ?? definitionsIn(tree.rootNode);
  DEFINITIONS.set(tree, known);
  const [only, other] = known.get(`${type} ${name}`) ?? [];
  return other ? undefined : only;
}

function definitionsIn(root: Node): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const definition of nodesOfTypes(root, ...TYPES)) {
    const key = `${definition.type} ${definition.childForFieldName('name')?.text}`;
    found.set(key, [...(found.get(key) ?? []), definition]);
  }
  return found;
}
