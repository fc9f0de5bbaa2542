import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { type CalledLoss, calledLossesIn } from './called-losses';
import { definedLossesIn } from './defined-losses';
import { type InlineLoss, inlineLossesIn, isWithinAny } from './inline-losses';

/** A focal loss of a file. */
export type CodeLoss = {
  readonly name: string;
  /** Its place in the tree. */
  readonly node: Node;
} & ({ readonly kind: 'definition' } | CalledLoss | InlineLoss);

/** Characters of the largest file in which more than definitions are looked for. */
const LARGEST_FILE = 1_000_000;

/** The focal losses of a file, in the order of their places. */
export function lossesOf(file: SourceFile): CodeLoss[] {
  const defined = definedLossesIn(file).map(
    ({ definition: { name = '', node } }): CodeLoss => ({ kind: 'definition', name, node }),
  );
  if (file.text.length > LARGEST_FILE) {
    return defined;
  }
  const isOfDefinition = ({ startIndex }: Node): boolean =>
    defined.some(({ node }) => node.startIndex <= startIndex && startIndex < node.endIndex);
  const called = calledLossesIn(file).map(
    (loss): CodeLoss => ({ name: loss.call.callee, node: loss.call.node, ...loss }),
  );
  const inline = inlineLossesIn(file, isOfDefinition).flatMap((loss): CodeLoss[] => {
    const node = loss.statements.find((statement) => isWithinAny(loss.gamma, [statement]));
    return node ? [{ name: loss.result ?? 'focal loss', node, ...loss }] : [];
  });
  return [...defined, ...called.filter(({ node }) => !isOfDefinition(node)), ...inline].sort(
    (one, other) => one.node.startIndex - other.node.startIndex,
  );
}
