import type { Node } from '@vscode/tree-sitter-wasm';

/*
 * The constructs of focal loss code, in the same terms for Python and TypeScript. Every construct keeps its node, so that
 * a caller can read more from the tree.
 */

/** One argument of a call, entry of a mapping, or parameter of a definition. */
export interface Slot {
  /** Undefined for a positional argument. */
  readonly name: string | undefined;
  readonly nameNode: Node | undefined;
  /** The argument's or entry's value, or the parameter's default. */
  readonly value: Node | undefined;
}

export interface Call {
  readonly node: Node;
  /** The callee as a dotted path, such as `['torchvision', 'ops', 'sigmoid_focal_loss']`; undefined if it is no path. */
  readonly path: readonly string[] | undefined;
  /** The entries of an object that TypeScript writes as an argument are arguments with names. */
  readonly slots: readonly Slot[];
  /** The lists and mappings that the call unpacks. Each may give any argument. */
  readonly unpacked: readonly Node[];
}

export interface Definition {
  readonly node: Node;
  readonly form: 'function' | 'class';
  /** The declared name, or the name of the variable or property to which a function expression is assigned. */
  readonly name: string | undefined;
  /** A function's parameters in order. A destructured object parameter of TypeScript gives one slot per property. */
  readonly parameters: readonly Slot[];
}

/** A `dict(...)`, `{...}` or object literal. */
export interface Mapping {
  readonly node: Node;
  readonly slots: readonly Slot[];
}

/** The part that a name plays at its place in the code. */
export type Mention =
  | { readonly kind: 'argument'; readonly call: Call; readonly slot: Slot }
  | { readonly kind: 'entry'; readonly mapping: Mapping; readonly slot: Slot }
  | { readonly kind: 'parameter'; readonly definition: Definition; readonly slot: Slot }
  /** An option of a command line, such as `--focal-gamma`; the slot's name has no dashes. */
  | { readonly kind: 'option'; readonly slot: Slot; readonly help: Node | undefined }
  | { readonly kind: 'field'; readonly owner: Node; readonly slot: Slot }
  /** A name or path that is given a value: `gamma = 2.0`, `self.alpha = alpha`, `h['fl_gamma'] = 1.5`. */
  | {
      readonly kind: 'assignment';
      readonly path: readonly string[];
      readonly value: Node;
      /** True if several names are assigned at once, so that the value is not next to its name: `alpha, gamma = 0.25, 2.0`. */
      readonly apart?: true;
    }
  /** A name or path that is read. */
  | { readonly kind: 'use'; readonly path: readonly string[]; readonly node: Node };

/** A name of the file that is bound to something in another module. */
export interface ImportedName {
  /** The name in this file; `*` for everything the module exports. */
  readonly local: string;
  /** The imported thing, such as `torchvision.ops.sigmoid_focal_loss` or `@tensorflow/tfjs`. */
  readonly qualified: string;
  readonly statement: Node;
}

/** Reads the constructs from the tree of one language. */
export interface LanguageSyntax {
  imports(root: Node): ImportedName[];
  /** The part that a name (an identifier, property or string content) plays. */
  mentionAt(name: Node): Mention | undefined;
  /** The call whose callee ends in this name, with or without `new`. */
  callOfCallee(name: Node): Call | undefined;
  /** The call, if the node is one. */
  call(node: Node): Call | undefined;
  /** The mapping, if the node is one. */
  mapping(node: Node): Mapping | undefined;
  /** The definition, if the node is one. */
  definition(node: Node): Definition | undefined;
  /** An expression as a dotted path, such as `self.gamma`; undefined for any other expression. */
  path(expression: Node): readonly string[] | undefined;
  /** The content of a string literal without placeholders. */
  stringContent(expression: Node): string | undefined;
  /** The value of an expression that consists of numbers, None, null and lists of numbers alone. */
  constant(expression: Node): ConstantExpression;
}

/** `isConstant` is false for an expression that names something. */
export type ConstantExpression =
  | { readonly isConstant: true; readonly value: number | 'none' | readonly number[] }
  | { readonly isConstant: false };
