import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, kept, parts } from './tree';

/*
 * Nodes that mean the same in the trees of Python and of TypeScript, whatever their grammars call them.
 */

/** The types of calls, with and without `new`. */
export const CALL_TYPES: readonly string[] = ['call', 'call_expression', 'new_expression'];
/** The types of functions that have names of their own in them. */
export const FUNCTION_TYPES: readonly string[] = [
  'function_definition',
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
];
export const CLASS_TYPES: readonly string[] = [
  'class_definition',
  'class_declaration',
  'abstract_class_declaration',
];
const MEMBER_TYPES: readonly string[] = ['attribute', 'member_expression'];
/** Matches the types of what stands around an expression and leaves its value as it is. */
const AROUND =
  /^(?:parenthesized_expression|as_expression|satisfies_expression|non_null_expression|type_assertion)$/;

export function isCall({ type }: Node): boolean {
  return CALL_TYPES.includes(type);
}

export function isFunction({ type }: Node): boolean {
  return FUNCTION_TYPES.includes(type);
}

function isClass({ type }: Node): boolean {
  return CLASS_TYPES.includes(type);
}

/** What a call calls. */
export function calleeOf(call: Node): Node | null {
  return call.childForFieldName('function') ?? call.childForFieldName('constructor');
}

/** An attribute of an object: `model.fit`. */
export interface Member {
  readonly object: Node;
  readonly name: string;
}

/** The object and the name of an attribute; null for any other expression. */
export function memberOf(expression: Node | null | undefined): Member | null {
  if (!expression || !MEMBER_TYPES.includes(expression.type)) {
    return null;
  }
  const object = expression.childForFieldName('object');
  const name = expression.childForFieldName('attribute') ?? expression.childForFieldName('property');
  return object && name ? { object, name: name.text } : null;
}

/** The object and the name of what a call calls, if it is a method. */
export function methodCalledBy(call: Node): Member | null {
  return memberOf(calleeOf(call));
}

/** The name of an attribute of the object whose class is being written: `self.model`, `this.model`. */
export function ownProperty(expression: Node): string | null {
  const member = memberOf(expression);
  return member && isOwnObject(member.object) ? member.name : null;
}

/** True for `self` and `this`. */
export function isOwnObject({ type, text }: Node): boolean {
  return type === 'this' || (type === 'identifier' && text === 'self');
}

/** The expression within parentheses and statements of its type. */
export function bare(expression: Node): Node {
  const [inner] = AROUND.test(expression.type) ? parts(expression) : [];
  return inner ? bare(inner) : expression;
}

/** The whole of which an expression is an element: `batch` of `batch[0]`. */
export function wholeOf(expression: Node): Node | null {
  const isElement = expression.type === 'subscript' || expression.type === 'subscript_expression';
  return isElement ? (expression.childForFieldName('value') ?? expression.childForFieldName('object')) : null;
}

/** The name and the value of a plain assignment or declaration. */
export function assignmentOf(node: Node): { readonly target: Node; readonly value: Node } | null {
  const isDeclarator = node.type === 'variable_declarator' || node.type === 'public_field_definition';
  const isAssignment = node.type === 'assignment' || node.type === 'assignment_expression';
  const [target, value] = isDeclarator
    ? [node.childForFieldName('name'), node.childForFieldName('value')]
    : isAssignment
      ? [node.childForFieldName('left'), node.childForFieldName('right')]
      : [];
  return target && value ? { target, value } : null;
}

/** The function around a node; else the module. */
export const scopeOf: (node: Node) => Node = kept(
  (node) => [...ancestors(node)].find(isFunction) ?? node.tree.rootNode,
);

/** The class around a node. */
export const classAround: (node: Node) => Node | undefined = kept((node) =>
  [...ancestors(node)].find(isClass),
);

/** The declared name of a function or class, or that of the variable, property or field which it is assigned to. */
export function declaredName(definition: Node): string | undefined {
  const own = definition.childForFieldName('name');
  const around = own || !definition.parent ? null : assignmentOf(definition.parent);
  return (own ?? around?.target)?.text;
}
