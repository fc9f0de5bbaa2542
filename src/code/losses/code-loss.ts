import type { Node } from '@vscode/tree-sitter-wasm';
import { isForwardMethod } from '../syntax/forward-methods';
import type { SourceFile } from '../syntax/source-file';
import { isSame, nodesOfTypes } from '../syntax/tree';
import {
  type BoostingObjective,
  boostingMetricsIn,
  boostingObjectivesIn,
  returnsDerivatives,
} from './boosting-objectives';
import { type CalledLoss, calledLossesIn } from './called-losses';
import { definedLossesIn } from './defined-losses';
import { extentsOf, type InlineLoss, inlineLossesIn, isWithinAny } from './inline-losses';
import { isFocalLossName } from './names';

interface DefinedLoss {
  readonly kind: 'definition';
  /** False where only a run can show that it is a focal loss. */
  readonly isNamed: boolean;
}

/** A focal loss of a file. */
export type CodeLoss = {
  readonly name: string;
  /** Its place in the tree. */
  readonly node: Node;
} & (DefinedLoss | CalledLoss | InlineLoss | BoostingObjective);

/** Characters of the largest file in which more than definitions are looked for. */
const LARGEST_FILE = 1_000_000;

/** True for what a booster calls, a function that makes it, and a class that has nothing but such methods. */
function isOnlyOfBooster(node: Node, ofBoosters: readonly Node[]): boolean {
  const isOfBooster = (definition: Node): boolean => ofBoosters.some((each) => isSame(each, definition));
  const isLoss =
    node.type === 'class_definition' &&
    nodesOfTypes(node, 'function_definition').some(
      (method) => isForwardMethod(method) && !isOfBooster(method),
    );
  return !isLoss && ofBoosters.some((each) => isWithinAny(each, [node]));
}

/** The focal losses of a file, in the order of their places. */
export function lossesOf(file: SourceFile): CodeLoss[] {
  const objectives = boostingObjectivesIn(file);
  const definitions = definedLossesIn(file);
  const metrics = definitions.some(({ isNamed }) => isNamed) ? boostingMetricsIn(file) : [];
  const ofBoosters = [...objectives, ...metrics].map(({ node }) => node);
  const derivatives = definitions.map(({ definition }) => definition.node).filter(returnsDerivatives);
  const defined = [
    ...definitions
      .map(
        ({ definition: { name = '', node }, isNamed }): CodeLoss => ({
          kind: 'definition',
          name,
          node,
          isNamed,
        }),
      )
      .filter(({ node }) => !isOnlyOfBooster(node, ofBoosters) && !derivatives.includes(node)),
    ...objectives,
  ];
  if (file.text.length > LARGEST_FILE) {
    return defined;
  }
  const known = defined.filter((loss) => isCalledLoss(loss));
  const ranges = extentsOf([...known.map(({ node }) => node), ...derivatives]);
  const isOfDefinition = (inner: Node): boolean => {
    const { startIndex } = inner;
    return ranges.some((range) => range.startIndex <= startIndex && startIndex < range.endIndex);
  };
  const called = calledLossesIn(file).map(
    (loss): CodeLoss => ({ name: loss.call.callee, node: loss.call.node, ...loss }),
  );
  const inline = inlineIn(file, isOfDefinition);
  // What computes a part of a loss is judged with that loss.
  const words = new Set(known.flatMap(({ node }) => file.textOf(node).split(/[^\p{L}\p{N}_$]+/u)));
  const unnamed = defined.filter((loss) => !isCalledLoss(loss) && !words.has(loss.name));
  return [...known, ...unnamed, ...called.filter(({ node }) => !isOfDefinition(node)), ...inline].sort(
    (one, other) => one.node.startIndex - other.node.startIndex,
  );
}

function inlineIn(file: SourceFile, isTaken: (node: Node) => boolean): CodeLoss[] {
  return inlineLossesIn(file, isTaken).flatMap((loss): CodeLoss[] => {
    const node = loss.statements.find((statement) => isWithinAny(loss.gamma, [statement]));
    return node ? [{ name: loss.result ?? 'focal loss', node, ...loss }] : [];
  });
}

/** Losses among the statements of a definition that are looked at. */
export const MOST_WITHIN = 4;

/** The losses of a file, and behind them those among the statements of its definitions, as far as a network may have some. */
export function everyLossOf(file: SourceFile): CodeLoss[] {
  const losses = lossesOf(file);
  return [...losses, ...losses.flatMap((loss) => lossesWithin(file, loss))];
}

/** The losses among the statements of a definition that is none itself by its name, such as a network that computes its own loss. */
export function lossesWithin(file: SourceFile, loss: CodeLoss): CodeLoss[] {
  const mayBeNetwork = loss.kind === 'definition' && loss.isNamed && !isFocalLossName(loss.name);
  return mayBeNetwork ? inlineLossesOf(file, loss).slice(0, MOST_WITHIN) : [];
}

function inlineLossesOf(file: SourceFile, { node }: CodeLoss): CodeLoss[] {
  const extents = extentsOf([node]);
  return inlineIn(file, (power) => !isWithinAny(power, extents));
}

/** False for a definition of which only a run can show that it is a focal loss. */
export function isCalledLoss(loss: CodeLoss): boolean {
  return loss.kind !== 'definition' || loss.isNamed;
}
