import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { CLASS_TYPES, classAround, declaredName, FUNCTION_TYPES, ownProperty } from '../syntax/node-shapes';
import { nodesOfTypes } from '../syntax/tree';

const TYPES = { function: FUNCTION_TYPES, class: CLASS_TYPES } as const;
type Form = keyof typeof TYPES;

/** The definitions of each tree by form and name: a file asks for those of all its calls. */
const DEFINITIONS = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

/** The function or class of a name in the file of a node; undefined where there is none, and where there are several. */
export function onlyDefinition(name: string, form: Form, { tree }: Node): Node | undefined {
  const known = DEFINITIONS.get(tree) ?? definitionsIn(tree.rootNode);
  DEFINITIONS.set(tree, known);
  const [only, other] = known.get(`${form} ${name}`) ?? [];
  return other ? undefined : only;
}

/** The function of the file, or the method of the same class, that a callee names; undefined for any other callee. */
export function functionCalledBy(callee: Node): Node | undefined {
  return callee.type === 'identifier' ? functionNamed(callee.text, callee) : ownMethod(callee);
}

/** The only function of a name in the file of a node, unless it is a method. */
export function functionNamed(name: string, node: Node): Node | undefined {
  const found = onlyDefinition(name, 'function', node);
  return found && !classAround(found) ? found : undefined;
}

/** The method of the class around an expression that this names: `self.build`; undefined for any other one. */
export function ownMethod(callee: Node): Node | undefined {
  const name = ownProperty(callee);
  const classNode = name === null ? undefined : classAround(callee);
  return (
    classNode && nodesOfTypes(classNode, ...FUNCTION_TYPES).find((method) => declaredName(method) === name)
  );
}

function definitionsIn(root: Node): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const form of Object.keys(TYPES) as Form[]) {
    for (const definition of nodesOfTypes(root, ...TYPES[form])) {
      const name = declaredName(definition);
      if (name !== undefined) {
        const key = `${form} ${name}`;
        found.set(key, [...(found.get(key) ?? []), definition]);
      }
    }
  }
  return found;
}
