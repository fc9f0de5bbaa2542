import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, nodesOfTypes, parts } from '../syntax/tree';
import { kindOfParameter } from '../verdict/parameters';
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
const FOCAL = /focal/i;
/** Matches words that are not about focal loss, or say that it is none. */
const OTHER_FOCAL =
  /\b(?:no|not|non|without|instead of|unlike|than)\b[^.\n]{0,20}focal|focal[ _-](?:length|distance|plane|point|tversky|net|attention|modulation)/gi;
const TRUE_CLASS = /^p_?t$/i;
/** Lines above the first statement of a loss in which a comment is about it. */
const LINES_ABOVE = 2;
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
    const exponent = isTaken(node) || isOfRelative(node) ? undefined : exponentOf(node, file);
    const slice = exponent && !isWithinAny(node, taken) ? sliceOf(node, file) : undefined;
    const isLoss = slice?.statements.some((part) => LOGARITHM.test(file.textOf(part)));
    if (exponent && slice && isLoss && (exponent.isGamma || isCalledFocal(node, slice, file))) {
      losses.push({ kind: 'inline', gamma: exponent.node, ...slice });
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

interface Exponent {
  readonly node: Node;
  /** False for a number, which counts where the code around is called focal. */
  readonly isGamma: boolean;
}

/** The exponent of `(1 - …) ** gamma` or `p_t ** gamma` in any of their forms. */
function exponentOf(node: Node, file: SourceFile): Exponent | undefined {
  const [base, exponent] = baseAndExponent(node, file);
  const isComplement = !!base && COMPLEMENT.test(file.textOf(base));
  const path = base ? file.syntax.path(base) : undefined;
  if (!base || !exponent || !(isComplement || path)) {
    return undefined;
  }
  const name = file.syntax.path(exponent)?.at(-1);
  const isGamma = name !== undefined && parameterOfName(name)?.parameter === 'gamma';
  const isNumber = FOCAL.test(file.text) && /^\d+(\.\d*)?$/.test(file.textOf(exponent));
  const isOfTrueClass = TRUE_CLASS.test(path?.at(-1) ?? '');
  return isGamma || (isNumber && (isComplement || isOfTrueClass)) ? { node: exponent, isGamma } : undefined;
}

/**
 * True if the names of a loss or of the code around, a comment beside it or the docstring of its function call it focal. A name may stand
 * in any of its statements, and in the one that gives its value to something else.
 */
function isCalledFocal(power: Node, { statements, value }: InlineSlice, file: SourceFile): boolean {
  const around = [...ancestors(power)].filter(({ type }) => SCOPES.has(type));
  if (around[0]?.type === 'function_definition' && raisesTargets(file.textOf(around[0]))) {
    return false;
  }
  const last = value && statementAround(value);
  const code = [...statements, ...(last ? [last] : [])];
  const names = [...code, ...around.map((each) => each.childForFieldName('name'))];
  return (
    names.some((each) => each && FOCAL.test(file.textOf(each))) ||
    [docstringOf(around[0]), ...commentsBeside(code)].some((text) => saysFocal(text))
  );
}

/** Matches a power of 1 − a name. */
const POWER_OF_COMPLEMENT = /\b1(?:\.0*)?\s*-\s*(\w+)\s*(?:,|\)\s*(?:\*\*|\.pow\b))/g;

/** True for code of heat maps, which raises 1 − target to a power: its losses are no focal losses for all of their targets. */
function raisesTargets(code: string): boolean {
  return [...code.matchAll(POWER_OF_COMPLEMENT)].some(
    ([, name = '']) => kindOfParameter({ name }) === 'targets',
  );
}

/** The text that stands first in a function. */
function docstringOf(scope: Node | undefined): string {
  const [first] =
    scope?.type === 'function_definition' ? parts(scope.childForFieldName('body') ?? scope) : [];
  const [text] = first ? parts(first) : [];
  return text?.type === 'string' ? text.text : '';
}

/** The comments among statements of a block, and right above the first one. */
function commentsBeside(statements: readonly Node[]): string[] {
  const rows = statements.flatMap(({ startPosition, endPosition }) => [startPosition.row, endPosition.row]);
  const [first, last] = [Math.min(...rows), Math.max(...rows)];
  const block = statements[0]?.parent;
  return (block ? nodesOfTypes(block, 'comment') : [])
    .filter(({ startPosition: { row } }) => row >= first - LINES_ABOVE && row <= last)
    .map(({ text }) => text);
}

function saysFocal(text: string): boolean {
  return FOCAL.test(text.replaceAll(OTHER_FOCAL, ''));
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
