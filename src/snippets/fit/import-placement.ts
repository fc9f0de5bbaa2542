import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../../code/syntax/source-file';
import { parts } from '../../code/syntax/tree';
import { importStyleOf } from './file-imports';
import { importStatements, type RequiredImport } from './required-imports';
import { type Insertion, sortedInsertions } from './sorted-imports';

const DEFINITIONS = new Set([
  'function_definition',
  'class_definition',
  'decorated_definition',
  'function_declaration',
  'class_declaration',
  'export_statement',
]);

/** The place of new import lines, and whether other imports are there. */
export interface ImportPlace {
  /** The end of the line before the imports; 0 at the start of the file. */
  readonly offset: number;
  readonly follows: 'imports' | 'introduction' | 'nothing';
}

/**
 * The place after the last import above the first definition. Without any import, it is after the docstring,
 * `from __future__`, `'use strict'`, a `#!` line and the comments that open the file.
 */
export function importPlace(file: SourceFile): ImportPlace {
  const imports = new Set(file.syntax.imports(file.root).map(({ statement }) => statement.id));
  let lastImport: Node | undefined;
  let lastOfIntroduction: Node | undefined;
  let isIntroduction = true;
  for (const child of file.root.namedChildren) {
    if (!child) {
      continue;
    }
    if (DEFINITIONS.has(child.type)) {
      break;
    }
    if (imports.has(child.id) || child.type === 'future_import_statement') {
      lastImport = child;
    }
    isIntroduction &&= isPartOfIntroduction(child, file);
    if (isIntroduction) {
      lastOfIntroduction = child;
    }
  }
  if (lastImport) {
    return { offset: endOfLine(file.text, lastImport.endIndex), follows: 'imports' };
  }
  if (lastOfIntroduction) {
    return { offset: endOfLine(file.text, lastOfIntroduction.endIndex), follows: 'introduction' };
  }
  // A notebook's cell magic, such as `%%time`, must stay the first line.
  const magic = file.grammar === 'python' ? /^\s*%%.*/.exec(file.text) : null;
  return magic
    ? { offset: endOfLine(file.text, magic[0].length), follows: 'introduction' }
    : { offset: 0, follows: 'nothing' };
}

/** A comment right above code belongs to the code, except in Python's first lines, which may name the encoding. */
function isPartOfIntroduction(node: Node, file: SourceFile): boolean {
  if (node.type === 'hash_bang_line') {
    return true;
  }
  if (node.type === 'comment') {
    const isFirst = node.startPosition.row < 2 && file.grammar === 'python';
    return isFirst || /^[ \t]*\r?\n[ \t]*(\r?\n|$)/.test(file.text.slice(node.endIndex));
  }
  return (
    node.type === 'expression_statement' && parts(node)[0]?.type === 'string' && parts(node).length === 1
  );
}

/** The end of the line that contains an offset, before its line break. */
function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/\r?\n/);
  return found < 0 ? text.length : offset + found;
}

/** The text to insert at the place, with blank lines between the imports and other code. */
function importText(statements: readonly string[], { offset, follows }: ImportPlace, text: string): string {
  const lines = statements.join('\n');
  if (follows === 'imports') {
    return `\n${lines}`;
  }
  const below = text.slice(offset).replace(/^\r?\n/, '');
  const blank = below.trim() === '' || /^[ \t]*\r?\n/.test(below) ? '' : '\n';
  return follows === 'introduction' ? `\n\n${lines}${blank}` : `${lines}\n${blank}`;
}

/** The insertions that bring import statements to a place, in order among those of Python that stand there. */
export function insertionsOf(
  statements: readonly string[],
  target: ImportPlace,
  file: SourceFile,
): readonly Insertion[] {
  if (statements.length === 0) {
    return [];
  }
  const sorted =
    file.grammar === 'python' && target.follows === 'imports'
      ? sortedInsertions(statements, file, target.offset)
      : [];
  return sorted.length > 0
    ? sorted
    : [{ offset: target.offset, text: importText(statements, target, file.text) }];
}

/** The insertions that import something into a file which has nothing of it, under its usual names. */
export function importInsertions(imports: readonly RequiredImport[], file: SourceFile): readonly Insertion[] {
  const target = importPlace(file);
  const named = imports.map((required) => ({ required, local: required.local }));
  return insertionsOf(
    importStatements(named, importStyleOf(file), target.follows !== 'imports'),
    target,
    file,
  );
}
