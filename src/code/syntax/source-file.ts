import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { NameTable } from '../losses/name-table';
import type { LanguageSyntax } from './constructs';
import type { Grammar } from './languages';
import { pythonSyntax } from './python';
import { editBetween } from './text-edit';
import { typescriptSyntax } from './typescript';

/** One file's text with its parse tree: what everything that looks at code starts from. */
export class SourceFile {
  readonly text: string;
  readonly grammar: Grammar;
  readonly root: Node;
  readonly syntax: LanguageSyntax;
  readonly names: NameTable;
  private readonly tree: Tree;

  /** Takes over the tree: `dispose` deletes it. */
  constructor(text: string, grammar: Grammar, tree: Tree) {
    this.text = text;
    this.grammar = grammar;
    this.tree = tree;
    this.root = tree.rootNode;
    this.syntax = grammar === 'python' ? pythonSyntax : typescriptSyntax;
    this.names = new NameTable(this.syntax.imports(this.root));
  }

  /** The text that a node spans, without asking the tree. */
  textOf(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex);
  }

  /** A copy of the tree that knows what a later version of the text changes; whoever takes it must `delete()` it. */
  treeFor(later: string): Tree {
    const tree = this.tree.copy();
    tree.edit(editBetween(this.text, later));
    return tree;
  }

  /** Frees the tree; no node of it may be used afterwards. */
  dispose(): void {
    this.tree.delete();
  }
}
