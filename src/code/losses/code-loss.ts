import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { definedLossesIn } from './defined-losses';

/** A focal loss of a file. */
export interface CodeLoss {
  readonly kind: 'definition';
  readonly name: string;
  /** Where it stands. */
  readonly node: Node;
}

/** The focal losses of a file, in the order of their places. */
export function lossesOf(file: SourceFile): CodeLoss[] {
  return definedLossesIn(file).map(({ definition: { name = '', node } }) => ({
    kind: 'definition',
    name,
    node,
  }));
}
