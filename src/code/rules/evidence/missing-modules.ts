import type { Node } from '@vscode/tree-sitter-wasm';
import { isSame, nodesOfTypes } from '../../syntax/tree';
import type { LossSubject, TextRange } from '../rule';

/** The names by which code of losses knows the modules that it calls. */
const MODULES: ReadonlySet<string> = new Set([
  'torch',
  'nn',
  'F',
  'np',
  'numpy',
  'tf',
  'K',
  'keras',
  'jnp',
  'jax',
  'paddle',
  'math',
]);
/** Code that may bind any name. */
const BINDS_ALL = /import \*|\bexec\(|\bglobals\(|%pylab/;

interface MissingModule {
  readonly name: string;
  readonly at: TextRange;
}

/** A module that a loss without a value uses and the file never imports. A file without imports is a piece of another one. */
export function missingModule({ file, code, verdict }: LossSubject): MissingModule | null {
  if (verdict.computes || file.grammar !== 'python' || code.node.hasError || BINDS_ALL.test(file.text)) {
    return null;
  }
  if (nodesOfTypes(file.root, 'import_statement', 'import_from_statement').length === 0) {
    return null;
  }
  const words = nodesOfTypes(file.root, 'identifier');
  const used = nodesOfTypes(code.node, 'identifier').find(
    (word) =>
      MODULES.has(word.text) &&
      word.parent?.type === 'attribute' &&
      isSame(word.parent.childForFieldName('object'), word) &&
      words.every((each) => each.text !== word.text || !mayBind(each)),
  );
  return used ? { name: used.text, at: { start: used.startIndex, end: used.endIndex } } : null;
}

/** False for attributes, what has them, and the packages of imports that bind another name. */
function mayBind(word: Node): boolean {
  const { parent } = word;
  const statement = parent?.type === 'dotted_name' ? parent.parent : null;
  const isPackage =
    isSame(statement?.childForFieldName('module_name'), parent) || statement?.type === 'aliased_import';
  return parent?.type !== 'attribute' && !isPackage;
}
