import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { isParameter, propertyAt, scopeOf, valueAt } from '../../flow/values-given';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';

const FUNCTION = /^torch\.nn\.functional\.binary_cross_entropy(?:_with_logits)?$/;
const MODULE = /^torch\.nn\.BCE(?:WithLogits)?Loss$/;
const METHODS: ReadonlySet<string> = new Set(['forward', '__call__']);
/** Most functions and modules that hand their targets on. */
const MOST_STEPS = 3;

/**
 * What a call hands to PyTorch's binary cross-entropy as targets, at once or through functions and modules of the file that
 * hand a parameter on as it is; undefined for any other call.
 */
export function targetsOfCrossEntropy(call: Node, file: SourceFile, steps = MOST_STEPS): Node | undefined {
  const callee = call.childForFieldName('function');
  if (!callee || steps === 0) {
    return undefined;
  }
  if (FUNCTION.test(qualified(callee, file))) {
    return argumentAt(call, 1, 'target', file);
  }
  const made = madeAt(callee);
  const makes = made?.type === 'call' ? made.childForFieldName('function') : null;
  if (makes && MODULE.test(qualified(makes, file))) {
    return argumentAt(call, 1, 'target', file);
  }
  const definition = makes
    ? methodOf(makes.text, file)
    : definitionNamed(callee.text, 'function_definition', file);
  return definition && handedOn(call, definition, !!makes, file, steps);
}

/** The argument of a call that its function hands on to the cross-entropy. */
function handedOn(
  call: Node,
  definition: Node,
  isMethod: boolean,
  file: SourceFile,
  steps: number,
): Node | undefined {
  const parameters = (file.syntax.definition(definition)?.parameters ?? []).slice(isMethod ? 1 : 0);
  for (const inner of nodesOfTypes(definition, 'call')) {
    const targets = targetsOfCrossEntropy(inner, file, steps - 1);
    const at = parameters.findIndex(({ name }) => name !== undefined && name === targets?.text);
    const name = parameters[at]?.name;
    if (targets && name !== undefined && isAsGiven(targets, definition)) {
      return argumentAt(call, at, name, file);
    }
  }
  return undefined;
}

/** True for a parameter that the function does not assign before. */
function isAsGiven(name: Node, definition: Node): boolean {
  return (
    scopeOf(name).id === definition.id &&
    isParameter(name.text, definition) &&
    valueAt(name.text, name) === null
  );
}

function argumentAt(call: Node, at: number, name: string, file: SourceFile): Node | undefined {
  const slots = file.syntax.call(call)?.slots ?? [];
  const positional = slots.filter((slot) => slot.name === undefined);
  return (slots.find((slot) => slot.name === name) ?? positional[at])?.value;
}

/** The expression that made what is called by a name or a property. */
function madeAt(callee: Node): Node | undefined | null {
  const isOwn = callee.type === 'attribute' && callee.childForFieldName('object')?.text === 'self';
  if (isOwn) {
    return propertyAt(callee.childForFieldName('attribute')?.text ?? '', callee);
  }
  return callee.type === 'identifier' ? valueAt(callee.text, callee) : callee;
}

function methodOf(className: string, file: SourceFile): Node | undefined {
  const found = definitionNamed(className, 'class_definition', file);
  return (
    found &&
    nodesOfTypes(found, 'function_definition').find((each) =>
      METHODS.has(each.childForFieldName('name')?.text ?? ''),
    )
  );
}

/** The functions and classes of each tree by type and name: a file asks for those of all its calls. */
const DEFINITIONS = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

/** The only definition of a name; undefined for none and for several. */
function definitionNamed(
  name: string,
  type: 'function_definition' | 'class_definition',
  { root }: SourceFile,
): Node | undefined {
  const known = DEFINITIONS.get(root.tree) ?? definitionsIn(root);
  DEFINITIONS.set(root.tree, known);
  const [only, other] = known.get(`${type} ${name}`) ?? [];
  return other ? undefined : only;
}

function definitionsIn(root: Node): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const definition of nodesOfTypes(root, 'function_definition', 'class_definition')) {
    const key = `${definition.type} ${definition.childForFieldName('name')?.text}`;
    found.set(key, [...(found.get(key) ?? []), definition]);
  }
  return found;
}

function qualified(callee: Node, { syntax, names }: SourceFile): string {
  const path = syntax.path(callee);
  return path ? names.qualify(path) : '';
}
