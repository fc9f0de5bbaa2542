import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { assignmentOf, classAround, memberOf, ownProperty, scopeOf } from '../syntax/node-shapes';
import { isSame, kept, nodesOfTypes, parts } from '../syntax/tree';

/** The plain assignments and declarations of names. */
const ASSIGNMENTS = ['assignment', 'variable_declarator', 'assignment_expression'];
/** The statements that give a name a value and are no plain assignment. */
const OTHER_CHANGES = [
  'augmented_assignment',
  'for_statement',
  'as_pattern_target',
  'named_expression',
  'for_in_clause',
  'augmented_assignment_expression',
  'update_expression',
  'for_in_statement',
];
/** Those that change a name of a function around them, unless their own function declares it. */
const CHANGES_OUTSIDE: ReadonlySet<string> = new Set([
  'assignment_expression',
  'augmented_assignment_expression',
  'update_expression',
]);

/**
 * The expression that gave a name the value which it has at a place. In the function of the place the last assignment before it counts. A
 * function around it, or the module, must assign the name once.
 *
 * @returns undefined where another statement may have changed it, and null for a name that nothing in the scope assigns
 */
export function valueAt(name: string, place: Node): Node | undefined | null {
  let scope = scopeOf(place);
  let found = lastGiven(name, place, scope);
  while (found === null && !isSame(scope, place.tree.rootNode) && !isParameter(name, scope)) {
    scope = scopeOf(scope);
    found = onlyGiven(name, scope);
  }
  return found;
}

/** A tuple that an assignment takes apart, and the place of a name in it. */
interface Unpacked {
  readonly whole: Node;
  readonly index: number;
}

/** The call whose result the last assignment before a place takes apart, as in `scores, boxes = model(images)`; null without one. */
export function unpackedAt(name: string, place: Node): Unpacked | null {
  const last = changesOf(name, scopeOf(place))
    .filter(({ endIndex }) => endIndex <= place.startIndex)
    .at(-1);
  const [left, whole] = [last?.childForFieldName('left'), last?.childForFieldName('right')];
  const isPattern = left?.type === 'pattern_list' || left?.type === 'tuple_pattern';
  const index = isPattern ? parts(left).findIndex(({ text }) => text === name) : -1;
  const isCall = last?.type === 'assignment' && whole?.type === 'call';
  return isCall && index >= 0 && isSureAt(last, place) ? { whole, index } : null;
}

function lastGiven(name: string, place: Node, scope: Node): Node | undefined | null {
  const given = changesOf(name, scope).filter(
    ({ type, startIndex, endIndex }) =>
      endIndex <= place.startIndex || (startIndex < place.startIndex && !ASSIGNMENTS.includes(type)),
  );
  const last = given.at(-1);
  if (!last) {
    return null;
  }
  return isSureAt(last, place) ? (assignedValue(last, name) ?? undefined) : undefined;
}

/** True if a change has always been made where a place is reached: its block holds the place. */
function isSureAt(change: Node, place: Node): boolean {
  const block = change.parent?.parent;
  return !!block && block.startIndex <= place.startIndex && place.endIndex <= block.endIndex;
}

/** The value of a name that a function or the module assigns once; null for none. */
function onlyGiven(name: string, scope: Node): Node | undefined | null {
  const given = changesOf(name, scope);
  const [only] = given;
  return only ? (given.length === 1 ? (assignedValue(only, name) ?? undefined) : undefined) : null;
}

/** The changes of each tree by their scope and name: a file asks for many names. */
const CHANGES = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

/** The statements and clauses of a scope, without functions in it, that give a name a value. */
function changesOf(name: string, scope: Node): readonly Node[] {
  const known = CHANGES.get(scope.tree) ?? changesIn(scope.tree);
  CHANGES.set(scope.tree, known);
  return known.get(`${scope.id} ${name}`) ?? [];
}

function changesIn({ rootNode }: Tree): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  const changes = nodesOfTypes(rootNode, ...ASSIGNMENTS, ...OTHER_CHANGES).flatMap((change) =>
    [...namesChangedBy(change)].map((name) => ({ change, name })),
  );
  const declared = new Set(
    changes.flatMap(({ change, name }) =>
      change.type === 'variable_declarator' ? [keyOf(name, scopeOf(change))] : [],
    ),
  );
  for (const { change, name } of changes) {
    const isEmpty = change.type === 'variable_declarator' && !change.childForFieldName('value');
    if (!isEmpty) {
      const isOutside = CHANGES_OUTSIDE.has(change.type);
      const key = keyOf(name, isOutside ? ownerOf(name, change, declared) : scopeOf(change));
      found.set(key, [...(found.get(key) ?? []), change]);
    }
  }
  return found;
}

function keyOf(name: string, scope: Node): string {
  return `${scope.id} ${name}`;
}

/** The function around a change that declares the name; else the module. */
function ownerOf(name: string, change: Node, declared: ReadonlySet<string>): Node {
  let scope = scopeOf(change);
  while (
    !isSame(scope, change.tree.rootNode) &&
    !declared.has(keyOf(name, scope)) &&
    !isParameter(name, scope)
  ) {
    scope = scopeOf(scope);
  }
  return scope;
}

/** The names that a statement or clause gives a value. */
function namesChangedBy(change: Node): Set<string> {
  const own = change.childForFieldName('left') ?? change.childForFieldName('name');
  // `for (let i = 0; …)` holds the declaration of its names.
  const isLoop = change.type === 'for_statement' && !own;
  const target = own ?? change;
  const words = isLoop
    ? []
    : target.type === 'identifier'
      ? [target]
      : nodesOfTypes(target, 'identifier', 'shorthand_property_identifier_pattern');
  return new Set(words.flatMap((word) => (word.parent && memberOf(word.parent) ? [] : [word.text])));
}

/** The assignments that alone give a name its values in the scope of a place; none where another statement does, too. */
export function assignmentsTo(name: string, place: Node): readonly Node[] {
  const changes = changesOf(name, scopeOf(place));
  return changes.every((change) => assignmentOf(change)?.target.text === name) ? changes : [];
}

function assignedValue(change: Node, name: string): Node | null {
  const assignment = assignmentOf(change);
  if (!assignment) {
    return null;
  }
  const { target, value } = assignment;
  if (target.text === name) {
    return value;
  }
  // `net, loss = Net(), Loss()`
  const [targets, values] = [parts(target), parts(value)];
  const isPaired = value.type === 'expression_list' && targets.length === values.length;
  return isPaired ? (values[targets.findIndex(({ text }) => text === name)] ?? null) : null;
}

/** True for a parameter of a function. */
export function isParameter(name: string, definition: Node): boolean {
  return parameterNames(definition).has(name);
}

const parameterNames = kept((definition): ReadonlySet<string> => {
  const only = definition.childForFieldName('parameter');
  const all = only ? [only] : (definition.childForFieldName('parameters')?.namedChildren ?? []);
  const names = all.flatMap((parameter): string[] => {
    const own = parameter?.childForFieldName('name') ?? parameter?.childForFieldName('pattern');
    const target = own ?? parameter?.firstNamedChild ?? parameter;
    const words =
      target?.type === 'object_pattern'
        ? nodesOfTypes(target, 'identifier', 'shorthand_property_identifier_pattern')
        : [];
    return [...(target ? [target.text] : []), ...words.map(({ text }) => text)];
  });
  return new Set(names);
});

/** The only expression that the methods of the class around a node give the property; undefined where there is another. */
export function propertyAt(property: string, place: Node): Node | undefined {
  const [only, other] = assignmentsToProperty(property, place);
  return other || !only ? undefined : assignmentOf(only)?.value;
}

/** The only value that the code gives a name or a property of its own. */
export function givenTo(expression: Node): Node | undefined {
  const property = ownProperty(expression);
  const given =
    property !== null
      ? propertyAt(property, expression)
      : expression.type === 'identifier'
        ? valueAt(expression.text, expression)
        : undefined;
  return given ?? undefined;
}

/** The assignments by which the methods of the class around a node give the property its values. */
export function assignmentsToProperty(property: string, place: Node): readonly Node[] {
  const classNode = classAround(place);
  if (!classNode) {
    return [];
  }
  const known = PROPERTIES.get(place.tree) ?? propertiesIn(place.tree);
  PROPERTIES.set(place.tree, known);
  return known.get(`${classNode.id} ${property}`) ?? [];
}

/** Matches the value of a property that the code sets later. */
const EMPTY = /^(?:None|null|undefined)$/;

/** The assignments to properties of each tree by class and name: a file asks for many. */
const PROPERTIES = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

function propertiesIn({ rootNode }: Tree): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const node of nodesOfTypes(rootNode, 'public_field_definition', ...ASSIGNMENTS)) {
    const target = assignmentOf(node)?.target;
    const property = node.type === 'public_field_definition' ? target?.text : target && ownProperty(target);
    const isEmpty = EMPTY.test(assignmentOf(node)?.value.text ?? '');
    const classNode = property && !isEmpty ? classAround(node) : null;
    if (classNode) {
      const key = `${classNode.id} ${property}`;
      found.set(key, [...(found.get(key) ?? []), node]);
    }
  }
  return found;
}
