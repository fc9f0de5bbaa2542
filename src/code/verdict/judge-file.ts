import type { Node } from '@vscode/tree-sitter-wasm';
import { type FocalDefinition, FocalDefinitions } from '../losses/focal-definitions';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import type { Verdict } from './document';
import { judgeLoss, notJudged } from './judge';

/** Characters of the largest file whose losses are run: no person writes more. */
const LARGEST_FILE = 1_000_000;

/** Judges every focal loss that a file defines outside of functions. */
export function judgeFile(file: SourceFile): Verdict[] {
  return focalDefinitionsOf(file).map((focal) =>
    file.text.length > LARGEST_FILE
      ? notJudged(focal, new NotUnderstood({ kind: 'fileSize' }, null))
      : judgeLoss(file, focal),
  );
}

/** The focal losses among the functions and classes of the module. */
export function focalDefinitionsOf(file: SourceFile): FocalDefinition[] {
  const definitions = new FocalDefinitions(file);
  const { types, isAtTop } = file.grammar === 'python' ? PYTHON : TYPESCRIPT;
  return file.root.descendantsOfType([...types]).flatMap((node) => {
    const definition = node && isAtTop(node) ? file.syntax.definition(node) : undefined;
    const focal = definition && definitions.of(definition);
    return focal ? [focal] : [];
  });
}

/** Where a language defines what stands in a module. */
interface TopDefinitions {
  readonly types: readonly string[];
  readonly isAtTop: (node: Node) => boolean;
}

const PYTHON: TopDefinitions = {
  types: ['function_definition', 'class_definition'],
  isAtTop({ parent }) {
    const outer = parent?.type === 'decorated_definition' ? parent.parent : parent;
    return outer?.type === 'module';
  },
};

const SCRIPT_FUNCTIONS = [
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
];

const TYPESCRIPT: TopDefinitions = {
  types: [...SCRIPT_FUNCTIONS, 'class_declaration', 'abstract_class_declaration', 'class'],
  isAtTop(node) {
    const isMethod = node.type === 'method_definition' && node.parent?.type === 'class_body';
    const isStatic = node.children.some((child) => child?.type === 'static');
    return (
      (!isMethod || isStatic) && ![...ancestors(node)].some(({ type }) => SCRIPT_FUNCTIONS.includes(type))
    );
  },
};
