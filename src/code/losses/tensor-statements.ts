import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { isSame, parts } from '../syntax/tree';

/** Libraries whose functions compute with tensors. */
const LIBRARIES: ReadonlySet<string> = new Set('torch tensorflow keras jax numpy optax math'.split(' '));
/** Methods of tensors that a loss uses; any other method may be that of a network or a batch. */
const METHODS: ReadonlySet<string> = new Set(
  (
    'sigmoid softmax log_softmax float double long int bool type to view reshape squeeze unsqueeze flatten detach exp log ' +
    'log1p clamp clip mean sum pow mul add sub div neg abs gather scatter scatter_ permute transpose contiguous ' +
    'expand_as type_as masked_fill sqrt ne eq'
  ).split(' '),
);
const BUILT_IN: ReadonlySet<string> = new Set(['float', 'int', 'len', 'max', 'min', 'abs', 'sum']);

/** The only name that an assignment gives a value; undefined for any other statement. */
export function targetOf(statement: Node): string | undefined {
  const [assignment] = statement.type === 'expression_statement' ? parts(statement) : [];
  const target = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
  return target?.type === 'identifier' ? target.text : undefined;
}

/** The names that a statement reads. */
export function namesReadIn(statement: Node): ReadonlySet<string> {
  const names = statement
    .descendantsOfType('identifier')
    .flatMap((word) => (word && isRead(word) ? [word.text] : []));
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
    default:
      return true;
  }
}

/** True if a statement only computes with what it reads: no network is called and nothing is taken from a batch. */
export function isComputing(statement: Node, file: SourceFile): boolean {
  const calls = statement.descendantsOfType('call');
  const subscripts = statement.descendantsOfType('subscript');
  const isTaken = subscripts.some((subscript) =>
    subscript
      ?.childrenForFieldName('subscript')
      .some(
        (index) =>
          index?.type === 'string' ||
          (index?.type === 'integer' && subscript.childrenForFieldName('subscript').length === 1),
      ),
  );
  const others = statement.descendantsOfType([
    'await',
    'yield',
    'lambda',
    'list_comprehension',
    'dictionary',
  ]);
  return !isTaken && others.length === 0 && calls.every((call) => call !== null && isOfTensors(call, file));
}

function isOfTensors(call: Node, file: SourceFile): boolean {
  const callee = call.childForFieldName('function');
  const path = callee && file.syntax.path(callee);
  const [first] = path ? file.names.qualify(path).split('.') : [];
  if (first !== undefined && LIBRARIES.has(first)) {
    return true;
  }
  const isMethod =
    callee?.type === 'attribute' && METHODS.has(callee.childForFieldName('attribute')?.text ?? '');
  return isMethod || (path?.length === 1 && BUILT_IN.has(first ?? ''));
}

/** True if statements use a name only as something that holds settings: `args.gamma`, `self.alpha`. */
export function onlyHoldsSettings(name: string, statements: readonly Node[]): boolean {
  const uses = statements
    .flatMap((statement) => statement.descendantsOfType('identifier'))
    .filter((word): word is Node => word !== null && word.text === name && isRead(word));
  return uses.every(({ parent }) => {
    const isCalled =
      parent?.parent?.type === 'call' && isSame(parent.parent.childForFieldName('function'), parent);
    return parent?.type === 'attribute' && !isCalled;
  });
}
