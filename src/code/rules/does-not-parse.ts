import type { Node } from '@vscode/tree-sitter-wasm';
import { isFocalLossName, mayBeFocalLoss } from '../losses/names';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
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
    const row = found ? rowOf(found) : 0;
    const line = found ? (file.text.split('\n')[row] ?? '') : '';
    return found && !(found.type === 'ERROR' && UNSURE.test(line))
      ? [{ facts: { line: line.trim() }, at: row + 1 }]
      : [];
  },
  inFile: ({ file }) =>
    openHeaders(file).map(({ line, row }) => ({ facts: { line: line.trim() }, at: row + 1 })),
};

/** The row of a fault: what begins with the colon of a header is about the next line. */
function rowOf({ text, firstNamedChild, startPosition }: Node): number {
  return (/^:?\s*\n/.test(text) && firstNamedChild ? firstNamedChild : { startPosition }).startPosition.row;
}

/** The header of a function or class, of one line and without a colon. */
const HEADER = /^(\s*)(?:def|class)\s+(\w+)\s*\((?:[^()]|\([^()]*\))*\)(?:\s*->[^:]*)?\s*(?:#.*)?$/;

/** The headers of focal losses that lack their colon: the parser makes nothing of such a function. */
function openHeaders({ grammar, root, text }: SourceFile): { readonly line: string; readonly row: number }[] {
  const lines = text.split('\n');
  return grammar === 'python' && root.hasError
    ? lines.flatMap((line, row) => {
        const [, indent = '', name = ''] = HEADER.exec(line) ?? [];
        const isOfLoss = [name, classBefore(lines.slice(0, row), indent)].some(
          (each) => isFocalLossName(each) || mayBeFocalLoss(each),
        );
        const node = isOfLoss ? root.descendantForPosition({ row, column: line.search(/\S/) }) : null;
        const isBroken = node && [node, ...ancestors(node)].some(({ type }) => type === 'ERROR');
        return isBroken ? [{ line, row }] : [];
      })
    : [];
}

/** The name of the class that lines end in where the next one is indented so; empty for none. */
function classBefore(lines: readonly string[], indent: string): string {
  const header = lines.findLast((line) => line.trim() !== '' && !line.startsWith(indent));
  return indent === '' ? '' : (/^\s*class\s+(\w+)/.exec(header ?? '')?.[1] ?? '');
}

/** Types of nodes that are a fault, or may hold one. */
const SUSPECTS = [
  'exec_statement',
  'print_statement',
  'raise_statement',
  '<>',
  'argument_list',
  'parameters',
  'block',
];

/** The first piece of code that Python 3 has no syntax for; null if there is none. */
function firstFault(node: Node): Node | null {
  const suspects = node.descendantsOfType(SUSPECTS).filter((each): each is Node => each !== null);
  const misplaced = suspects.flatMap((each) => (each.type === 'block' ? (misplacedIn(each) ?? []) : []));
  return suspects.find(isFault) ?? (node.hasError ? firstError(node) : null) ?? misplaced[0] ?? null;
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
  return runOnIn(node);
}

/** The statement that begins in the line of the one before it with no `;` between them: the parser adds the end of a line, and no node shows it. */
function runOnIn({ children }: Node): Node | null {
  const statements = children.filter((child): child is Node => child !== null && child.type !== 'comment');
  const found = statements.find((each, at) => {
    const before = statements[at - 1];
    return (
      before !== undefined &&
      [before, each].every(({ isNamed }) => isNamed) &&
      before.type.endsWith('_statement') &&
      before.endPosition.row === each.startPosition.row
    );
  });
  return found ?? null;
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

/** The first statement of a block that begins in another column than those before it; the header of a block without any. */
function misplacedIn(block: Node): Node | null {
  const statements = block.namedChildren.filter(
    (child): child is Node => child !== null && child.type !== 'comment',
  );
  const [first] = statements;
  if (!first) {
    return block.parent;
  }
  const misplaced = statements.find(({ startPosition: { row, column } }, at) => {
    const before = statements[at - 1];
    return before !== undefined && row > before.endPosition.row && column !== first.startPosition.column;
  });
  return misplaced ?? null;
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
