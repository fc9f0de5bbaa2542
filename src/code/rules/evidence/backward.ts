import type { Node } from '@vscode/tree-sitter-wasm';
import { callsOf } from '../../flow/calls';
import { onlyDefinition } from '../../flow/definitions';
import { classAround, scopeOf } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { ancestors } from '../../syntax/tree';

/** Most functions and sums that hand a result on. */
const MOST_STEPS = 3;

/** The arguments of a `backward()` that wants one number: none of them is the gradient of the result. */
const WITHOUT_GRADIENT = String.raw`\(\s*(?:\)|(?:retain_graph|create_graph|inputs)\b)`;
const DIRECTLY = new RegExp(String.raw`^\s*\.backward${WITHOUT_GRADIENT}`);

/** The block that a statement is in. What `with` holds goes on behind it: autocast ends before `backward()`. */
function blockAround(statement: Node): Node | undefined {
  return [...ancestors(statement)].find(
    ({ type, parent }) => type === 'module' || (type === 'block' && parent?.type !== 'with_statement'),
  );
}

/**
 * True if `backward()` of the result is called, with nothing in between that could reduce it: where the call stands, or where
 * the function around it is called that returns the result as it is.
 */
export function reachesBackward(node: Node, file: SourceFile, steps = MOST_STEPS): boolean {
  return (
    goesBackward(node, file) ||
    (steps > 0 &&
      [...callsReturning(node, file), ...sumsWith(node, file)].some((each) =>
        reachesBackward(each, file, steps - 1),
      ))
  );
}

/** The name that a result is given, and the block in which it has it. */
function givenName(node: Node): { readonly name: string; readonly block: Node } | null {
  const assigned = node.parent?.type === 'assignment' ? node.parent.childForFieldName('left') : null;
  const block = assigned && blockAround(assigned);
  return assigned?.type === 'identifier' && block ? { name: assigned.text, block } : null;
}

/** True if a text gives a name another value, or reduces what it has. */
function isChanged(name: string, text: string): boolean {
  return new RegExp(String.raw`(?<![\w.])${name}\s*(?:[-+*/]?=(?!=)|\.(?:mean|sum)\()`).test(text);
}

/** The sums and multiples of a result, element by element, that later statements give a name. */
function sumsWith(node: Node, file: SourceFile): Node[] {
  const given = givenName(node);
  return (given?.block.descendantsOfType('assignment') ?? []).flatMap((assignment) => {
    const value = assignment?.childForFieldName('right');
    const between = assignment ? file.text.slice(node.endIndex, assignment.startIndex) : '';
    return given &&
      assignment &&
      value &&
      assignment.startIndex > node.endIndex &&
      value.type === 'binary_operator' &&
      hasOperand(value, given.name) &&
      !isChanged(given.name, between)
      ? [value]
      : [];
  });
}

/** True if a name is a term or factor of an expression as it is. */
function hasOperand(expression: Node, name: string): boolean {
  switch (expression.type) {
    case 'identifier':
      return expression.text === name;
    case 'parenthesized_expression':
    case 'unary_operator':
    case 'binary_operator':
      return (
        expression.childForFieldName('operator')?.type !== '@' &&
        expression.namedChildren.some((child) => child !== null && hasOperand(child, name))
      );
    default:
      return false;
  }
}

/** The calls of the only function of its name in a file that returns an expression, beside the function itself. */
function callsReturning(node: Node, { root }: SourceFile): readonly Node[] {
  const definition = node.parent?.type === 'return_statement' ? scopeOf(node) : null;
  const name = definition?.childForFieldName('name')?.text;
  if (!definition || !name || !onlyDefinition(name, 'function', root)) {
    return [];
  }
  const callee = classAround(definition) ? `self.${name}` : name;
  return callsOf(callee, root);
}

function goesBackward(node: Node, file: SourceFile): boolean {
  if (DIRECTLY.test(file.text.slice(node.endIndex))) {
    return true;
  }
  const given = givenName(node);
  if (!given) {
    return false;
  }
  const { name, block } = given;
  const backward = String.raw`(?<![\w.])${name}\.backward${WITHOUT_GRADIENT}|\.scale\(${name}\)\.backward${WITHOUT_GRADIENT}|backward\(${name}[,)]`;
  const [before, ...after] = file.text.slice(node.endIndex, block.endIndex).split(new RegExp(backward));
  return after.length > 0 && !isChanged(name, before ?? '');
}
