import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import { applyEdits, type Edits, overlap, type TextEdit } from '../text-edit';
import { type Arithmetic, arithmeticOf } from './arithmetic';
import { type CodeCall, callOf, callsIn } from './calls';
import { inPlaceOf } from './complements';
import { type FrameworkCode, frameworkCode } from './framework-code';
import { assignmentsIn, expressionAt, operand, replaced, unwrapped, wrapped } from './nodes';
import { powersOfGamma } from './powers-of-gamma';
import { withoutLine } from './taken-away';
import { tensorNames } from './tensor-names';
import { type HeldQuantity, logarithmsIn } from './traced-values';

const CLAMPS: ReadonlySet<string> = new Set([
  'clamp',
  'clip',
  'clip_by_value',
  'clamp_',
  'clamp_min',
  'clipByValue',
]);

/** Ways to compute the logarithms of a loss from its logits: all of them, then each alone. */
export function logarithmsOfLogits(loss: LossSubject): Edits[] {
  const isSoftmax = (loss.measure?.layout.width ?? 1) > 1;
  const logarithms = logarithmsIn(loss).filter(({ node }) => isLogarithm(node));
  const arithmetic = arithmeticOf(loss);
  return eachWay(loss, (code, x, y) => {
    const ways = logarithms.map((held) => logOf(held, code, arithmetic, x, y, isSoftmax));
    const most = Math.max(0, ...ways.map(({ length }) => length));
    const together = Array.from({ length: most }, (_, at) =>
      ways.flatMap((texts, index) => {
        const [text, node] = [texts[at] ?? texts[0], logarithms[index]?.node];
        return text !== undefined && node ? [inPlaceOfTerm(node, text)] : [];
      }),
    );
    return [
      ...together,
      ...together.flatMap((edits) => (edits.length > 1 ? edits.map((edit) => [edit]) : [])),
    ];
  });
}

/** Ways to replace log(x) at a place, where x are logits or cells of them, by the logarithm of their probabilities. */
export function logarithmAt(loss: LossSubject, at: TextRange): Edits[] {
  const node = expressionAt(loss.file, at);
  const array = node && argumentOfLog(node);
  const isSoftmax = (loss.measure?.layout.width ?? 1) > 1;
  if (!array) {
    return [];
  }
  const inner = unwrapped(array);
  const mentions = nodesOfTypes(inner, 'identifier').filter(({ text }) =>
    tensorNames(loss).predictions.includes(text),
  );
  const logits = inner.type === 'identifier' ? [inner] : mentions.slice(0, 1);
  return logits.flatMap((name) =>
    frameworkCode(loss).flatMap(({ logSoftmax, logSigmoid }) =>
      (isSoftmax ? logSoftmax(name.text) : [logSigmoid(name.text)]).map((text) => {
        const start = name.startIndex - inner.startIndex;
        const whole = applyEdits(inner.text, [{ start, end: start + name.text.length, text }]);
        return [inPlaceOfTerm(node, whole)];
      }),
    ),
  );
}

/** Ways to take the cross-entropy of two classes for what the loss assigns, the last first. */
export function crossEntropiesOfFramework(loss: LossSubject): Edits[] {
  const { negative } = arithmeticOf(loss);
  const values = assignmentsIn(loss.code.node).map(({ value }) => value);
  return values
    .toReversed()
    .flatMap((value) =>
      eachWay(loss, ({ logOfTarget }, x, y) =>
        logOfTarget(x, y).map((text) => [
          replaced(value, text.startsWith('-') ? text.slice(1) : negative(text)),
        ]),
      ),
    );
}

/** The same without the clamps of the loss, which a logarithm of logits does not need. */
export function logarithmsWithoutClamps(loss: LossSubject): Edits[] {
  const clamps = callsIn(loss.code.node).flatMap((call) => {
    const kept = CLAMPS.has(call.name) ? argumentOfClamp(call) : null;
    const [line] = kept ? withoutLine(call.node, kept, loss.file) : [];
    return line ?? (kept ? [replaced(call.node, operand(kept))] : []);
  });
  return logarithmsOfLogits(loss).flatMap((edits) => {
    const apart = clamps.filter((clamp) => !overlap([clamp], edits));
    return apart.length > 0 ? [[...edits, ...apart]] : [];
  });
}

/** The expression that is clamped: the object of a method, the first argument of a function. */
function argumentOfClamp({ name, object, given }: CodeCall): Node | null {
  const positional = given.filter((argument) => argument.name === null);
  return positional.length === 3 || (name === 'clamp' && /^torch$/.test(object?.text ?? ''))
    ? (positional[0]?.value ?? null)
    : object;
}

/** Ways to keep what a logarithm is taken of above 0, by the ε of its type. */
export function clampedLogarithms(loss: LossSubject): Edits[] {
  const given = callsIn(loss.code.node).flatMap(({ node }) => argumentOfLog(node) ?? []);
  return clamped(loss, given);
}

/** Ways to keep the base of the powers of γ above 0. */
export function clampedPowers(loss: LossSubject): Edits[] {
  return clamped(
    loss,
    powersOfGamma(loss).map(({ base }) => base),
  );
}

/** Ways to write an exponential that overflows: by softplus, sigmoid, or less the largest of each row. */
export function boundedExponentials(loss: LossSubject): Edits[] {
  const calls = nodesOfTypes(loss.code.node, 'call').filter((node) => callOf(node)?.name === 'exp');
  const codes = frameworkCode(loss);
  const perCode = codes.map((code) => calls.flatMap((call) => boundedWays(call, code)));
  return perCode.flatMap((ways) => {
    const outermost = ways.filter((way) => !ways.some((other) => other !== way && isAround(other, way)));
    return [...ways.map((way) => [way]), ...(outermost.length > 1 ? [outermost] : [])];
  });
}

function isAround(outer: TextEdit, inner: TextEdit): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function boundedWays(exponential: Node, code: FrameworkCode): TextEdit[] {
  const exponent = argumentOf(exponential);
  if (!exponent) {
    return [];
  }
  const sum = wrapped(exponential).parent;
  const isOfOne = sum?.type === 'binary_operator' && sum.childForFieldName('operator')?.text === '+';
  const whole = sum && isOfOne ? wrapped(sum) : null;
  const logarithm = whole?.parent?.parent ?? null;
  const ofOwn = wrapped(exponential).parent?.parent ?? null;
  const ways: TextEdit[] = [];
  for (const [node, name] of [
    [logarithm, 'log'],
    [ofOwn, 'log1p'],
  ] as const) {
    if (node && callOf(node)?.name === name) {
      ways.push(replaced(node, code.softplus(exponent.text)));
    }
  }
  const quotient = whole?.parent;
  if (quotient?.type === 'binary_operator' && quotient.childForFieldName('operator')?.text === '/') {
    const isNegative = exponent.type === 'unary_operator' && exponent.text.startsWith('-');
    const negated = isNegative ? unwrapped(exponent.namedChild(0) ?? exponent).text : `-${operand(exponent)}`;
    const isOfOneAbove = /^1(?:\.0*)?$/.test(quotient.childForFieldName('left')?.text ?? '');
    const sigmoid = code.sigmoid(isOfOneAbove ? negated : exponent.text);
    ways.push(replaced(wrapped(quotient), inPlaceOf(wrapped(quotient), sigmoid)));
  }
  const shifted = code
    .largest(operand(exponent))
    .map((largest) => replaced(exponent, `${exponent.text} - ${largest}`));
  return [...ways, ...shifted];
}

/** Puts a term with or without a minus in the place of a node; two of them cancel. */
function inPlaceOfTerm(node: Node, text: string): TextEdit {
  const { parent } = node;
  const isNegated = parent?.type === 'unary_operator' && parent.text.startsWith('-');
  return isNegated && text.startsWith('-') ? replaced(parent, text.slice(1)) : replaced(node, text);
}

function isLogarithm(node: Node): boolean {
  return callOf(node)?.name === 'log';
}

/** The expression that a function of one array is called with, or whose method it is. */
function argumentOf(node: Node): Node | null {
  const call = callOf(node);
  return call ? (call.given[0]?.value ?? call.object) : null;
}

function argumentOfLog(node: Node): Node | null {
  return isLogarithm(node) ? argumentOf(node) : null;
}

function logOf(
  { quantity }: HeldQuantity,
  code: FrameworkCode,
  { negative, complement }: Arithmetic,
  x: string,
  y: string,
  isSoftmax: boolean,
): readonly string[] {
  switch (quantity) {
    case 'p':
      return isSoftmax ? code.logSoftmax(x) : [code.logSigmoid(x)];
    case '1-p':
      return isSoftmax ? [] : [code.logSigmoid(negative(x))];
    case 'p_t':
      return isSoftmax ? code.logOfClass(x, y) : code.logOfTarget(x, y);
    case '1-p_t':
      return isSoftmax ? [] : code.logOfTarget(x, complement(y));
  }
}

function clamped(loss: LossSubject, arrays: readonly Node[]): Edits[] {
  return eachWay(loss, (code, x) => {
    const edits = arrays.map((array) => {
      const text = code.atLeast(unwrapped(array), code.epsilon(x));
      return replaced(wrapped(array), text);
    });
    const apart = edits.filter((edit) => !edits.some((other) => other !== edit && isAround(other, edit)));
    return apart.length > 0 ? [apart] : [];
  });
}

/** The ways of each framework of the file, with each pair of names that the predictions and targets may have. */
function eachWay(
  loss: LossSubject,
  ways: (code: FrameworkCode, predictions: string, targets: string) => readonly Edits[],
): Edits[] {
  const { predictions, targets } = tensorNames(loss);
  return frameworkCode(loss).flatMap((code) =>
    predictions.flatMap((x, at) => ways(code, x, targets[at] ?? targets[0] ?? '')),
  );
}
