import type { Node } from '@vscode/tree-sitter-wasm';
import { isRead } from '../../losses/tensor-statements';
import { ancestors, isSame, nodesOfTypes } from '../../syntax/tree';
import type { LossSubject } from '../rule';

/** A name that an exception keeps from raising. */
interface HiddenName {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** Types of nodes whose parts are read and nothing else. */
const EXPRESSIONS: ReadonlySet<string> = new Set([
  'argument_list',
  'attribute',
  'binary_operator',
  'boolean_operator',
  'call',
  'comparison_operator',
  'conditional_expression',
  'keyword_argument',
  'not_operator',
  'parenthesized_expression',
  'return_statement',
  'subscript',
  'unary_operator',
]);

/**
 * The properties of an object that its methods read as names behind the line of an exception, where nothing in the file gives such a
 * name a value: what the exception hides.
 */
export function hiddenNames({ verdict: { exception }, file, code }: LossSubject): HiddenName[] {
  const isClass = file.grammar === 'python' && code.node.type === 'class_definition';
  if (!exception || !isClass || code.node.hasError || /import \*/.test(file.text)) {
    return [];
  }
  const properties = new Set(nodesOfTypes(code.node, 'attribute').flatMap(propertyOf));
  const words = nodesOfTypes(file.root, 'identifier').filter(({ text }) => properties.has(text));
  const isBound = (name: Node): boolean =>
    words.some((word) => word.text === name.text && !isOnlyRead(word) && isSeenFrom(name, word));
  const found = nodesOfTypes(code.node, 'identifier').find(
    (word) =>
      properties.has(word.text) &&
      word.startPosition.row + 1 > exception.line &&
      isName(word) &&
      !isBound(word),
  );
  return found ? [{ name: found.text, line: found.startPosition.row + 1 }] : [];
}

/** The `gamma` of `self.gamma = …`. */
function propertyOf(attribute: Node): string[] {
  const isSet = isSame(attribute.parent?.childForFieldName('left'), attribute);
  const isOfObject = attribute.childForFieldName('object')?.text === 'self';
  return isSet && isOfObject ? [attribute.childForFieldName('attribute')?.text ?? ''] : [];
}

/** True for a name that is read by itself. */
function isName(word: Node): boolean {
  return isRead(word) && EXPRESSIONS.has(word.parent?.type ?? '');
}

/** True for a name that gets no value where it stands: it is read, or names an attribute or an argument of a call. */
function isOnlyRead(word: Node): boolean {
  return EXPRESSIONS.has(word.parent?.type ?? '');
}

/** False for a name that another function than those around binds for itself. */
function isSeenFrom(name: Node, bound: Node): boolean {
  const isOfOther = bound.parent?.type === 'function_definition' || bound.parent?.type === 'class_definition';
  const holder = isOfOther
    ? undefined
    : [...ancestors(bound)].find(({ type }) => type === 'function_definition');
  return !holder || [...ancestors(name)].some((around) => isSame(around, holder));
}
