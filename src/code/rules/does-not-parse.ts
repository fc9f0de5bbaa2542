import type { Node } from '@vscode/tree-sitter-wasm';
import type { Rule } from './rule';

/** Code that a newer Python may know, or that is no Python by itself: the parser's word is not enough. */
const UNSURE =
  /^\s*(?:match|case|type)\s|except\s*\*|(?:def|class) \w+\[|\b[rbf]*[ft]["']|\{\{|\{%|^\s*[!%]|<<<<<<<|>>>>>>>/im;

/** A loss that Python 3 does not parse. */
export const doesNotParse: Rule<'does-not-parse'> = {
  id: 'does-not-parse',
  severity: 'error',
  leadsTo: ['undefined-name', 'python2-name', 'parameter-ignored', 'reduction-ignored'],
  inLoss: ({ file, code: { node } }) => {
    const found = file.grammar === 'python' ? firstFault(node) : null;
    const line = found ? (file.text.split('\n')[found.startPosition.row] ?? '') : '';
    return found && !(found.type === 'ERROR' && UNSURE.test(line))
      ? [{ facts: { line: line.trim() }, at: found.startPosition.row + 1 }]
      : [];
  },
};

/** Types of nodes that are a fault, or may hold one. */
const SUSPECTS = [
  'exec_statement',
  'print_statement',
  'raise_statement',
  '<>',
  'argument_list',
  'parameters',
];

/** The first piece of code that Python 3 has no syntax for; null if there is none. */
function firstFault(node: Node): Node | null {
  const suspects = node.descendantsOfType(SUSPECTS).filter((each): each is Node => each !== null);
  return suspects.find(isFault) ?? (node.hasError ? firstError(node) : null);
}

/** The first piece of code that the parser passed over or had to add. */
function firstError(node: Node): Node | null {
  if (node.isMissing || node.type === 'ERROR') {
    return node;
  }
  for (const child of node.children) {
    const found = child?.hasError || child?.isMissing ? firstError(child) : null;
    if (found) {
      return found;
    }
  }
  return null;
}

function isFault(node: Node): boolean {
  switch (node.type) {
    case 'exec_statement':
    case '<>':
      return true;
    case 'print_statement':
      return node.namedChildren.every((child) => child?.type !== 'chevron');
    case 'raise_statement':
      return node.namedChild(0)?.type === 'expression_list';
    case 'argument_list':
      return hasPositionalAfterKeyword(node);
    case 'parameters':
      return hasRequiredAfterDefault(node);
    default:
      return false;
  }
}

function hasPositionalAfterKeyword({ namedChildren }: Node): boolean {
  const kinds = namedChildren.map((child) => child?.type ?? '').filter((type) => type !== 'comment');
  const first = kinds.indexOf('keyword_argument');
  return (
    first >= 0 &&
    kinds
      .slice(first)
      .some((type) => !['keyword_argument', 'dictionary_splat', 'list_splat', 'ERROR'].includes(type))
  );
}

function hasRequiredAfterDefault({ namedChildren }: Node): boolean {
  const kinds = namedChildren.map((child) => child?.type ?? '').filter((type) => type !== 'comment');
  const first = kinds.findIndex((type) => type === 'default_parameter' || type === 'typed_default_parameter');
  const stop = kinds.findIndex((type) => /splat|separator/.test(type));
  const ofTypedSplat = namedChildren.some(
    (child) => child?.type === 'typed_parameter' && child.text.startsWith('*'),
  );
  return (
    first >= 0 &&
    !ofTypedSplat &&
    kinds
      .slice(first, stop < 0 ? undefined : stop)
      .some((type) => type === 'identifier' || type === 'typed_parameter')
  );
}
