import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { definedLossesIn } from './defined-losses';
import type { FocalDefinition } from './focal-definitions';

/** A focal loss of a file. */
export interface CodeLoss {
  readonly kind: 'definition';
  readonly name: string;
  /** Where it stands. */
  readonly node: Node;
  readonly focal: FocalDefinition;
}

/** The focal losses of a file, in the order of their places. */
export function lossesOf(file: SourceFile): CodeLoss[] {
  return definedLossesIn(file).map((focal) => {
    const { name = '', node } = focal.definition;
    return { kind: 'definition', name, node, focal };
  });
}
