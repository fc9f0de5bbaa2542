import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import { type InlineSlice, sliceOf, statementAround } from './inline-slice';
import { isNameOfRelative, parameterOfName } from './names';

/** A focal loss that stands in the code of a training step: the statements from its tensors to its result. */
export interface InlineLoss extends InlineSlice {
  readonly kind: 'inline';
  /** The exponent of the modulating factor. */
  readonly gamma: Node;
}

/** `1 - x`, as the base of the modulating factor. */
const COMPLEMENT = /^\(*\s*1(?:\.0*)?\s*-/;
const LOGARITHM = /log|entropy|bce|nll|loss/i;
const FUNCTIONS_OF_POWER = /(?:^|\.)pow(?:er)?$/;
/** Nodes between the name of a power and its call. */
const LEVELS = 3;
/** Powers of a file that are looked at, as many as the losses that are run. */
const MOST_POWERS = 200;
const SCOPES: ReadonlySet<string> = new Set(['function_definition', 'module', 'class_definition']);

/**
 * The focal losses among the statements of other functions and of the module. Only such are found whose statements follow one
 * another from two tensors to the loss, with (1 − …)^γ or a name to the power of γ, and a logarithm in them.
 *
 * @param isTaken true for a node within a loss that is found already
 */
export function inlineLossesIn(file: SourceFile, isTaken: (node: Node) => boolean): InlineLoss[] {
  if (file.grammar !== 'python' || !LOGARITHM.test(file.text)) {
    return [];
  }
  const losses: InlineLoss[] = [];
  const taken: Extent[] = [];
  for (const node of powersIn(file).slice(0, MOST_POWERS)) {
    const gamma = isTaken(node) || isOfRelative(node) ? undefined : exponentOf(node, file);
    const slice = gamma && !isWithinAny(node, taken) ? sliceOf(node, file) : undefined;
    if (gamma && slice?.statements.some((part) => LOGARITHM.test(file.textOf(part)))) {
      losses.push({ kind: 'inline', gamma, ...slice });
      taken.push(...extentsOf(slice.statements));
    }
  }
  return losses;
}

/** True for a node in a relative of focal loss, whose parts are none. */
function isOfRelative(node: Node): boolean {
  return [...ancestors(node)].some(
    (around) => SCOPES.has(around.type) && isNameOfRelative(around.childForFieldName('name')?.text ?? ''),
  );
}

/** The operators and calls that may be a power. */
function powersIn(file: SourceFile): Node[] {
  return [...file.text.matchAll(/\*\*|pow/g)].flatMap(({ index }) => {
    let around = file.root.descendantForIndex(index, index + 1)?.parent;
    for (let level = 0; around && level < LEVELS; level++) {
      if (around.type === 'binary_operator' || around.type === 'call') {
        return around;
      }
      around = around.parent;
    }
    return [];
  });
}

/** The exponent of `(1 - …) ** gamma` or `p_t ** gamma` in any of their forms; a number counts where the code around is called focal. */
function exponentOf(node: Node, file: SourceFile): Node | undefined {
  const [base, exponent] = baseAndExponent(node, file);
  const isComplement = !!base && COMPLEMENT.test(file.textOf(base));
  if (!base || !exponent || !(isComplement || file.syntax.path(base))) {
    return undefined;
  }
  const name = file.syntax.path(exponent)?.at(-1);
  const isGamma = name !== undefined && parameterOfName(name)?.parameter === 'gamma';
  const isNumber = isComplement && /^\d+(\.\d*)?$/.test(file.textOf(exponent));
  const named = [
    statementAround(node),
    ...[...ancestors(node)]
      .filter(({ type }) => SCOPES.has(type))
      .map((around) => around.childForFieldName('name')),
  ];
  const isCalledFocal = isNumber && named.some((each) => each && /focal/i.test(file.textOf(each)));
  return isGamma || isCalledFocal ? exponent : undefined;
}

function baseAndExponent(node: Node, file: SourceFile): [Node | null | undefined, Node | null | undefined] {
  if (node.type === 'binary_operator') {
    const isPower = node.childForFieldName('operator')?.type === '**';
    return isPower ? [node.childForFieldName('left'), node.childForFieldName('right')] : [null, null];
  }
  const callee = node.childForFieldName('function');
  const slots = file.syntax.call(node)?.slots ?? [];
  if (!callee || !FUNCTIONS_OF_POWER.test(file.textOf(callee))) {
    return [null, null];
  }
  return slots.length === 1
    ? [callee.childForFieldName('object'), slots[0]?.value]
    : [slots[0]?.value, slots[1]?.value];
}

/** The extent of a node, as read from the tree once. */
interface Extent {
  readonly startIndex: number;
  readonly endIndex: number;
}

export function extentsOf(nodes: readonly Node[]): Extent[] {
  return nodes.map(({ startIndex, endIndex }) => ({ startIndex, endIndex }));
}

/** True if a node is one of these or lies in one of them. */
export function isWithinAny({ startIndex, endIndex }: Node, outer: readonly Extent[]): boolean {
  return outer.some((other) => other.startIndex <= startIndex && endIndex <= other.endIndex);
}
