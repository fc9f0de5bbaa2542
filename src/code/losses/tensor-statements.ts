import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { isSame, nodesOfTypes, parts } from '../syntax/tree';
import { isTakenPart, takenPartsIn } from './taken-parts';
import { isOfTensors } from './tensor-calls';

/** The only name that an assignment gives a value; undefined for any other statement. */
export function targetOf(statement: Node): string | undefined {
  const assignment = assignmentIn(statement);
  const target = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
  return target?.type === 'identifier' ? target.text : undefined;
}

function assignmentIn(statement: Node): Node | undefined {
  return statement.type === 'expression_statement' ? parts(statement)[0] : undefined;
}

/** The names that a statement or an expression reads, without those in which the parts of a batch are. */
export function namesReadIn(code: Node, file: SourceFile): ReadonlySet<string> {
  const taken = takenPartsIn(code, file);
  const isInPart = ({ startIndex, endIndex }: Node): boolean =>
    taken.some(({ node }) => node.startIndex <= startIndex && endIndex <= node.endIndex);
  const names = nodesOfTypes(code, 'identifier')
    .filter((word) => isRead(word) && !isInPart(word))
    .map(({ text }) => text);
  return new Set(names);
}

/** False for the name of an attribute, of a keyword argument and of what is assigned. */
export function isRead(word: Node): boolean {
  const { parent } = word;
  switch (parent?.type) {
    case 'attribute':
      return isSame(parent.childForFieldName('object'), word);
    case 'keyword_argument':
      return isSame(parent.childForFieldName('value'), word);
    case 'assignment':
      return !isSame(parent.childForFieldName('left'), word);
    case 'pattern_list':
    case 'tuple_pattern':
      return false;
    default:
      return true;
  }
}

/** The fields of nodes that give values to names. */
const CHANGES: Readonly<Record<string, string>> = {
  assignment: 'left',
  augmented_assignment: 'left',
  for_statement: 'left',
  named_expression: 'name',
};

/** Names by statement: the losses of a long file ask for those of the same statements. */
const CHANGED = new WeakMap<Tree, Map<number, ReadonlySet<string>>>();

/** The names to which a statement gives other values, or whose tensors it changes in place. */
export function namesChangedIn(statement: Node): ReadonlySet<string> {
  const known = CHANGED.get(statement.tree) ?? new Map<number, ReadonlySet<string>>();
  CHANGED.set(statement.tree, known);
  const names = known.get(statement.id) ?? findNamesChangedIn(statement);
  known.set(statement.id, names);
  return names;
}

function findNamesChangedIn(statement: Node): ReadonlySet<string> {
  const targets = nodesOfTypes(statement, ...Object.keys(CHANGES), 'as_pattern_target').map(
    (change) => change.childForFieldName(CHANGES[change.type] ?? '') ?? change,
  );
  const inPlace = nodesOfTypes(statement, 'call').flatMap((call) => {
    const callee = call.childForFieldName('function');
    const method = callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : undefined;
    const object = method && /[a-z]_$/.test(method) ? callee?.childForFieldName('object') : null;
    return object ?? [];
  });
  return new Set([...targets.flatMap(leavesOf), ...inPlace].map((target) => rootOf(target).text));
}

function leavesOf(target: Node): Node[] {
  return /pattern|list|tuple|parenthesized/.test(target.type) ? parts(target).flatMap(leavesOf) : [target];
}

/** The `mask` of `mask[0]`; an attribute of an object is no change of its name. */
function rootOf(target: Node): Node {
  const object = target.type === 'subscript' ? target.childForFieldName('value') : null;
  return object ? rootOf(object) : target;
}

/** Types of statements that are run as a whole, where all in them computes. */
const COMPOUND: ReadonlySet<string> = new Set(['if_statement', 'with_statement']);

/** True for a choice among statements or a block of some. */
export function isCompound({ type }: Node): boolean {
  return COMPOUND.has(type);
}

/** True if code only computes with what it reads: no network is called and nothing but a named part is taken from a batch. */
export function isComputing(code: Node, file: SourceFile): boolean {
  const isLoop = ['for_statement', 'while_statement', 'try_statement'].includes(code.type);
  const others = nodesOfTypes(
    code,
    ...['await', 'yield', 'lambda', 'list_comprehension', 'generator_expression', 'dictionary'],
    ...['for_statement', 'while_statement', 'try_statement', 'function_definition', 'class_definition'],
  );
  return (
    !isLoop &&
    others.length === 0 &&
    !nodesOfTypes(code, 'subscript').some((subscript) => isTaken(subscript, file)) &&
    nodesOfTypes(code, 'call').every((call) => isOfTensors(call, file) || isTakenPart(call, file))
  );
}

/** True for a subscript with a text or a number: it takes a part of a batch, and no elements of a tensor. */
function isTaken(subscript: Node, file: SourceFile): boolean {
  const indices = subscript.childrenForFieldName('subscript');
  const object = subscript.childForFieldName('value');
  const isOfShape = object?.type === 'call' || object?.childForFieldName('attribute')?.text === 'shape';
  return (
    !isTakenPart(subscript, file) &&
    indices.some(
      (index) =>
        index?.type === 'string' || (index?.type === 'integer' && indices.length === 1 && !isOfShape),
    )
  );
}

/** True if code uses a name only as something that holds settings: `args.gamma`, `self.alpha`. */
export function onlyHoldsSettings(name: string, code: readonly Node[]): boolean {
  return code
    .flatMap((part) => nodesOfTypes(part, 'identifier'))
    .filter((word) => word.text === name && isRead(word))
    .every(({ parent }) => {
      const isCalled =
        parent?.parent?.type === 'call' && isSame(parent.parent.childForFieldName('function'), parent);
      return parent?.type === 'attribute' && !isCalled;
    });
}
