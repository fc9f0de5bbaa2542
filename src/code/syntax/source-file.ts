import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import type { Workspace } from '../run/language/workspace';
import type { LanguageSyntax } from './constructs';
import { editBetween } from './edit-between';
import type { Grammar } from './languages';
import { NameTable } from './name-table';
import { pythonSyntax } from './python';
import { typescriptSyntax } from './typescript';

/** The text of one file with its parse tree. */
export class SourceFile {
  readonly text: string;
  readonly grammar: Grammar;
  readonly root: Node;
  readonly syntax: LanguageSyntax;
  readonly names: NameTable;
  /** Parses the text of a library of the same language. The tree is kept, since each text is asked for again and again. */
  readonly parseLibrary: (text: string) => Node;
  /** The files of the workspace that its imports lead to; null where they are not followed. */
  workspace: Workspace | null = null;
  /** The file of a module that this one imports, as it names it; null where there is none, or it was not read yet. */
  imported: (module: string) => SourceFile | null = () => null;
  private readonly tree: Tree;

  /** Owns the tree from now on: `dispose` deletes it. */
  constructor(text: string, grammar: Grammar, tree: Tree, parseLibrary: SourceFile['parseLibrary']) {
    this.text = text;
    this.grammar = grammar;
    this.tree = tree;
    this.parseLibrary = parseLibrary;
    this.root = tree.rootNode;
    this.syntax = grammar === 'python' ? pythonSyntax : typescriptSyntax;
    this.names = new NameTable(this.syntax.imports(this.root));
  }

  /** The text of a node, sliced from the source. */
  textOf(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex);
  }

  /** A copy of the tree, edited to match a later version of the text. The caller must `delete()` it. */
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
