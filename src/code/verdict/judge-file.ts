import type { Node } from '@vscode/tree-sitter-wasm';
import { type FocalDefinition, FocalDefinitions } from '../losses/focal-definitions';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import { type JudgedLoss, judgeLoss, notJudged } from './judge';

/** Characters of the largest file whose losses are run: no person writes more. */
const LARGEST_FILE = 1_000_000;

/** A focal loss with its verdict. */
interface JudgedDefinition extends JudgedLoss {
  readonly focal: FocalDefinition;
}

/** Judges every focal loss that a file defines outside of functions. */
export function judgedLossesOf(file: SourceFile): JudgedDefinition[] {
  return focalDefinitionsOf(file).map((focal) => ({
    focal,
    ...(file.text.length > LARGEST_FILE
      ? { verdict: notJudged(focal, new NotUnderstood({ kind: 'fileSize' }, null)), measure: null }
      : judgeLoss(file, focal)),
  }));
}

/** The focal losses among the functions and classes of the module; those of TypeScript also within other functions. */
export function focalDefinitionsOf(file: SourceFile): FocalDefinition[] {
  const definitions = new FocalDefinitions(file);
  const focalAt = (node: Node | null): FocalDefinition | undefined => {
    const definition = node ? file.syntax.definition(node) : undefined;
    return definition && definitions.of(definition);
  };
  const isPython = file.grammar === 'python';
  return file.root.descendantsOfType(isPython ? PYTHON_TYPES : SCRIPT_TYPES).flatMap((node) => {
    const focal = focalAt(node);
    const isCounted = (): boolean =>
      node !== null && (isPython ? isAtTop(node) : ![...ancestors(node)].some(focalAt));
    return focal && isCounted() ? [focal] : [];
  });
}

const PYTHON_TYPES = ['function_definition', 'class_definition'];

const SCRIPT_TYPES = [
  'function_declaration',
  'function_expression',
  'generator_function_declaration',
  'generator_function',
  'arrow_function',
  'method_definition',
  'class_declaration',
  'abstract_class_declaration',
  'class',
];

function isAtTop({ parent }: Node): boolean {
  const outer = parent?.type === 'decorated_definition' ? parent.parent : parent;
  return outer?.type === 'module';
}
