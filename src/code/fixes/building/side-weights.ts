import type { Node } from '@vscode/tree-sitter-wasm';
import { placeOfLosses } from '../../rules/evidence/trace';
import { placeOfWeights } from '../../rules/evidence/weights';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { type CodeCall, callsIn } from './calls';
import { complementsOf, inPlaceOf, isValue } from './complements';
import { frameworkCode } from './framework-code';
import { expressionAt, functionAround, isWhole, replaced, wrapped } from './nodes';
import { targetTexts, tensorNames } from './tensor-names';

/** Ways to weight negatives by 1 − α, where positives are weighted by α and negatives by 1. */
export function weightedNegatives(loss: LossSubject): Edits[] {
  const { code } = loss;
  const { product, complement } = arithmeticOf(loss);
  return namesOfAlpha(loss).flatMap((alpha) => [
    ...targetTexts(loss).flatMap((target) =>
      complementsOf(code.node, target).map((node) => [
        replaced(wrapped(node), product(complement(alpha), complement(target))),
      ]),
    ),
    ...callsIn(code.node).flatMap((call) => chosenComplement(call, alpha)),
  ]);
}

/** Ways to weight positives by α and negatives by 1 − α, where the negatives alone are weighted, by α or 1 − α. */
export function weightedPositives(loss: LossSubject): Edits[] {
  const ofNegatives = [
    placeOfWeights(loss, (alpha) => [alpha, 1]),
    placeOfWeights(loss, (alpha) => [1 - alpha, 1]),
  ].flatMap((at) => (at && expressionAt(loss.file, at)) ?? []);
  return namesOfAlpha(loss).flatMap((alpha) => [
    ...targetTexts(loss).flatMap((target) =>
      ofNegatives.map((weight) => [replaced(weight, inPlaceOf(weight, weightText(loss, alpha, target)))]),
    ),
    ...callsIn(loss.code.node).flatMap((call) => chosenWeights(call, alpha)),
  ]);
}

/** Ways to weight positives by α and negatives by 1 − α where an expression has the weights of the other sides. */
export function weightsWrittenAnew(loss: LossSubject): Edits[] {
  const at = loss.measure?.layout.width === 1 ? placeOfWeights(loss, (alpha) => [alpha, 1 - alpha]) : null;
  const weights = at && expressionAt(loss.file, at);
  return weights
    ? namesOfAlpha(loss).flatMap((alpha) =>
        weightTexts(loss, alpha).map((text) => [replaced(weights, inPlaceOf(weights, text))]),
      )
    : [];
}

/** Weights by α and 1 − α where `where(condition, loss, alpha * loss)` weights what it chooses otherwise. */
function chosenWeights({ name, given }: CodeCall, alpha: string): Edits[] {
  const [, one, other] = given.map(({ node }) => node);
  const isProduct =
    one && other && [alpha, `(1 - ${alpha})`].some((weight) => other.text === `${weight} * ${one.text}`);
  return name === 'where' && isProduct
    ? [[replaced(one, `${alpha} * ${one.text}`), replaced(other, `(1 - ${alpha}) * ${one.text}`)]]
    : [];
}

/** Ways to weight the losses of both sides, which α does not weight. */
export function weightedLosses(loss: LossSubject): Edits[] {
  const at = loss.measure?.layout.width === 1 ? placeOfLosses(loss.measure) : null;
  const losses = at && expressionAt(loss.file, at);
  const { product } = arithmeticOf(loss);
  return losses
    ? namesOfAlpha(loss).flatMap((alpha) =>
        targetTexts(loss).map((target) => [
          replaced(losses, product(`(${weightText(loss, alpha, target)})`, losses.text)),
        ]),
      )
    : [];
}

/** The texts of α_t: as a sum over both sides, and as a choice by a condition by which the code chooses between its sides. */
function weightTexts(loss: LossSubject, alpha: string): string[] {
  const { complement } = arithmeticOf(loss);
  const targets = targetTexts(loss);
  const choices = callsIn(loss.code.node).flatMap(({ node, name, given: [condition, ...rest] }) => {
    const isOfTarget =
      rest.length === 2 && targets.some((target) => wordsIn(condition?.node.text ?? '').has(target));
    const callee = node.childForFieldName('function')?.text;
    return name === 'where' && condition && isOfTarget
      ? [`${callee}(${condition.node.text}, ${alpha}, ${complement(alpha)})`]
      : [];
  });
  const asFloats = frameworkCode(loss).flatMap((framework) =>
    tensorNames(loss).targets.flatMap(framework.asFloats),
  );
  const sums = [...targets, ...asFloats].map((target) => weightText(loss, alpha, target));
  return [...sums.slice(0, targets.length), ...choices, ...sums.slice(targets.length)];
}

function wordsIn(text: string): Set<string> {
  return new Set(text.split(/[^\w.]+/));
}

/** The text of α_t as a sum. */
function weightText(loss: LossSubject, alpha: string, target: string): string {
  const { sum, product, complement } = arithmeticOf(loss);
  return sum(product(alpha, target), product(complement(alpha), complement(target)));
}

/** Ways to weight positives by α and negatives by 1 − α, where both are weighted by α. */
export function weightedSides(loss: LossSubject): Edits[] {
  const { code, measure } = loss;
  if (measure?.layout.width !== 1) {
    return [];
  }
  return namesOfAlpha(loss).flatMap((alpha) => {
    const uses = nodesOfTypes(code.node, 'identifier', 'attribute').filter(
      (node) => node.text === alpha && isValue(node) && isFactor(node) && !isInConstructor(node),
    );
    return weightTexts(loss, alpha).flatMap((weight) =>
      uses.map((use) => [replaced(use, isWhole(weight) ? weight : `(${weight})`)]),
    );
  });
}

function namesOfAlpha({ measure }: LossSubject): string[] {
  const name = measure?.plan.alpha?.name;
  return name === undefined ? [] : [name, `self.${name}`];
}

const FACTORS: ReadonlySet<string> = new Set([
  'binary_operator',
  'assignment',
  'augmented_assignment',
  'unary_operator',
  'binary_expression',
  'unary_expression',
  'variable_declarator',
  'arguments',
  'argument_list',
]);

function isFactor({ parent }: Node): boolean {
  return !!parent && FACTORS.has(parent.type);
}

function isInConstructor(node: Node): boolean {
  return functionAround(node)?.childForFieldName('name')?.text === '__init__';
}

/** Weights by 1 − α what `where(condition, alpha, 1)` or `where(condition, alpha * loss, loss)` chooses otherwise. */
function chosenComplement({ name, given }: CodeCall, alpha: string): Edits[] {
  const [, one, other] = given.map(({ node }) => node);
  if (name !== 'where' || !one || !other) {
    return [];
  }
  const isOne = one.text === alpha && /^(?:1(?:\.0*)?|\w+\.ones_like\(.*\))$/.test(other.text);
  const isProduct = one.text === `${alpha} * ${other.text}`;
  return [
    ...(isOne ? [[replaced(other, `1 - ${alpha}`)]] : []),
    ...(isProduct ? [[replaced(other, `(1 - ${alpha}) * ${other.text}`)]] : []),
  ];
}
