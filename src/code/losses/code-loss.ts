import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { type CalledLoss, calledLossesIn } from './called-losses';
import { definedLossesIn } from './defined-losses';
import type { FocalDefinition } from './focal-definitions';

/** A focal loss of a file. */
export type CodeLoss = {
  readonly name: string;
  /** Where it stands. */
  readonly node: Node;
} & ({ readonly kind: 'definition'; readonly focal: FocalDefinition } | CalledLoss);

/** The focal losses of a file, in the order of their places. */
export function lossesOf(file: SourceFile): CodeLoss[] {
  const defined = definedLossesIn(file).map((focal): CodeLoss => {
    const { name = '', node } = focal.definition;
    return { kind: 'definition', name, node, focal };
  });
  const isOfDefinition = ({ startIndex }: Node): boolean =>
    defined.some(({ node }) => node.startIndex <= startIndex && startIndex < node.endIndex);
  const called = calledLossesIn(file).map(
    (loss): CodeLoss => ({ name: loss.call.callee, node: loss.call.node, ...loss }),
  );
  return [...defined, ...called.filter(({ node }) => !isOfDefinition(node))].sort(
    (one, other) => one.node.startIndex - other.node.startIndex,
  );
}
