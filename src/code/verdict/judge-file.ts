import type { Node } from '@vscode/tree-sitter-wasm';
import { type FocalDefinition, FocalDefinitions } from '../losses/focal-definitions';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from './document';
import { judgeLoss, notJudged } from './judge';

/** Characters of the largest file whose losses are run: no person writes more. */
const LARGEST_FILE = 1_000_000;

/** Judges every focal loss that a Python file defines at its top level. */
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
  return file.root.descendantsOfType(['function_definition', 'class_definition']).flatMap((node) => {
    const definition = node && isAtTop(node) ? file.syntax.definition(node) : undefined;
    const focal = definition && definitions.of(definition);
    return focal ? [focal] : [];
  });
}

function isAtTop({ parent }: Node): boolean {
  const outer = parent?.type === 'decorated_definition' ? parent.parent : parent;
  return outer?.type === 'module';
}
