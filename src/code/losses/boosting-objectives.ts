import type { Node } from '@vscode/tree-sitter-wasm';
import { onlyDefinition } from '../flow/definitions';
import type { Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';
import { kindOfParameter, orderOf } from '../verdict/parameters';
import { isFocalLossName, parameterOfName, wordsOfName } from './names';
import { returnedValues } from './returned-values';

/** How a booster calls an objective of the user. */
export type BoosterCall =
  /** XGBoost and LightGBM: raw scores, and an object that knows the labels. */
  | 'dataset'
  /** The interface of scikit-learn: an array of labels and one of raw scores. */
  | 'arrays'
  /** CatBoost's `calc_ders_range(approxes, targets, weights)`, which maximises. */
  | 'ranges'
  /** CatBoost's `calc_ders_multi(approxes, target, weight)` of the scores of one example, which maximises. */
  | 'multi';

/** A function that a booster calls with scores and labels. */
export interface BoosterFunction {
  readonly name: string;
  readonly node: Node;
  readonly call: BoosterCall;
  /** The names of the parameters that take the raw scores and the labels, or the object that knows the labels. */
  readonly scores: string;
  readonly labels: string;
}

/** A function of raw scores and labels that returns the gradient and the Hessian of a focal loss. */
export interface BoostingObjective extends BoosterFunction {
  readonly kind: 'objective';
  /** True if it returns what another objective of the file does. */
  readonly handsOn: boolean;
}

/** The methods that CatBoost calls, by how it does. */
const CATBOOST: ReadonlyMap<string, BoosterCall> = new Map([
  ['calc_ders_range', 'ranges'],
  ['calc_ders_multi', 'multi'],
]);
/** The expressions that read the labels of a dataset. */
const LABELS_OF = String.raw`\s*\.\s*(?:get_label\s*\(|label\b|get_field\s*\(\s*['"]label)`;
/** Matches code that speaks of a second derivative. */
const SECOND_DERIVATIVE = /hess|der2|second.?(?:order|deriv|grad|diff)/i;
/** The marks of an objective: a file without any of them is not searched. */
const OF_OBJECTIVE = new RegExp(`calc_ders_|${LABELS_OF}|${SECOND_DERIVATIVE.source}`, 'i');
/** Matches code that belongs to a focal loss. */
const FOCAL =
  /focal|\*\*\s*\(?\s*(?:self\.)?_?(?:gamma|γ)|pow(?:er)?\([^()]*(?:\([^()]*\)[^()]*)*,\s*(?:self\.)?_?gamma/i;

/** The boosting objectives of focal losses in a file of Python, in the order of their places. */
export function boostingObjectivesIn(file: SourceFile): BoostingObjective[] {
  return file.grammar === 'python' && OF_OBJECTIVE.test(file.text) && FOCAL.test(file.text)
    ? functionsIn(file).flatMap((node) => {
        const objective = objectiveOf(node, file);
        const handsOn = handedOn(node, file).some(({ to }) => objectiveOf(to, file));
        return objective ? [{ kind: 'objective', ...objective, handsOn }] : [];
      })
    : [];
}

function objectiveOf(node: Node, file: SourceFile): BoosterFunction | undefined {
  const taken = mayReturn(node, file, isPair) ? takenBy(node, file) : undefined;
  return taken && isSecondOf(taken, file) && isOfFocalLoss(node, file) ? taken : undefined;
}

/** The metrics that a file of Python has for boosters, functions that return a name and a value, in the order of their places. */
export function boostingMetricsIn(file: SourceFile): BoosterFunction[] {
  return file.grammar === 'python'
    ? functionsIn(file).flatMap((node) =>
        mayReturn(node, file, isNamedValue) ? (takenBy(node, file) ?? []) : [],
      )
    : [];
}

function functionsIn({ root }: SourceFile): readonly Node[] {
  return nodesOfTypes(root, 'function_definition');
}

function nameOf(definition: Node): string {
  return definition.childForFieldName('name')?.text ?? '';
}

/** Two values without a name. */
function isPair(items: readonly Node[]): boolean {
  return items.length === 2 && items.every(({ type }) => type !== 'string');
}

/** A text and what it names. */
function isNamedValue(items: readonly Node[]): boolean {
  return (items.length === 2 || items.length === 3) && items[0]?.type === 'string';
}

/** Functions that hand on to one another beyond this are not followed. */
const MOST_HANDED = 4;

/** True for a function that returns such values itself or those of a function of the file; CatBoost's return pairs in any form. */
function mayReturn(
  node: Node,
  file: SourceFile,
  areSuch: (items: readonly Node[]) => boolean,
  depth = MOST_HANDED,
): boolean {
  if (CATBOOST.has(nameOf(node))) {
    return areSuch === isPair;
  }
  return (
    returnedTuples(node).some(areSuch) ||
    (depth > 0 && handedOn(node, file).some(({ to }) => mayReturn(to, file, areSuch, depth - 1)))
  );
}

/** A call that a function returns, of another function or method of the file. */
interface HandedOn {
  readonly to: Node;
  /** The name that the function hands on for a parameter of the other one. */
  readonly givenFor: (parameter: string) => string | undefined;
}

function handedOn(node: Node, file: SourceFile): HandedOn[] {
  return returnedValues(node).flatMap((value): HandedOn[] => {
    const [, name] = /^(?:self\.)?(\w+)$/.exec(value.childForFieldName('function')?.text ?? '') ?? [];
    const to = value.type === 'call' && name ? onlyDefinition(name, 'function', file.root) : undefined;
    if (!to || isSame(to, node)) {
      return [];
    }
    const { slots = [] } = file.syntax.call(value) ?? {};
    const taken = (file.syntax.definition(to)?.parameters ?? []).filter(({ name: own }) => !isOfObject(own));
    const givenFor = (parameter: string): string | undefined => {
      const at = taken.findIndex(({ name: own }) => own === parameter);
      const slot = slots.find((each) => each.name === parameter) ?? slots.filter((each) => !each.name)[at];
      return slot?.value?.type === 'identifier' ? slot.value.text : undefined;
    };
    return [{ to, givenFor }];
  });
}

/** True if the second of the values is a Hessian: a function of arrays may return any two values. */
function isSecondOf({ call, node }: BoosterFunction, file: SourceFile): boolean {
  const isWritten = (each: Node): boolean => SECOND_DERIVATIVE.test(file.textOf(each));
  return call !== 'arrays' || isWritten(node) || handedOn(node, file).some(({ to }) => isWritten(to));
}

/** True for a function that returns a gradient and a Hessian by their names, however it takes scores and labels: no loss. */
export function returnsDerivatives(node: Node): boolean {
  return (
    node.type === 'function_definition' &&
    returnedTuples(node).some((items) => isPair(items) && SECOND_DERIVATIVE.test(items[1]?.text ?? ''))
  );
}

/** The items of each tuple that a function returns itself. */
export function returnedTuples(definition: Node): (readonly Node[])[] {
  return returnedValues(definition).flatMap((value) =>
    value.type === 'expression_list' || value.type === 'tuple' ? [parts(value)] : [],
  );
}

/** How a booster calls a function; undefined where the function shows no such call. */
function takenBy(node: Node, file: SourceFile, depth = MOST_HANDED): BoosterFunction | undefined {
  const name = nameOf(node);
  const parameters = (file.syntax.definition(node)?.parameters ?? []).filter((slot) => isGiven(slot));
  const [first, second] = parameters.map((slot) => slot.name ?? '');
  if (first === undefined || second === undefined) {
    return undefined;
  }
  const ofCatBoost = CATBOOST.get(name);
  if (ofCatBoost) {
    return { name, node, call: ofCatBoost, scores: first, labels: second };
  }
  // The labels may be read by another function of the same place, under the same name.
  const code = file.textOf(outermostAround(node));
  for (const [scores, labels] of [
    [first, second],
    [second, first],
  ] as const) {
    const isRead = new RegExp(String.raw`(?<![\w.])${labels}${LABELS_OF}`).test(code);
    if (isRead && !parameterOfName(scores)) {
      return { name, node, call: 'dataset', scores, labels };
    }
  }
  const given = new Set([first, second]);
  for (const { to, givenFor } of depth > 0 ? handedOn(node, file) : []) {
    const taken = takenBy(to, file, depth - 1);
    const [scores, labels] = [givenFor(taken?.scores ?? ''), givenFor(taken?.labels ?? '')];
    if (taken && scores !== labels && given.has(scores ?? '') && given.has(labels ?? '')) {
      return { name, node, call: taken.call, scores: scores ?? '', labels: labels ?? '' };
    }
  }
  const kinds = [first, second].map((each) => kindOfParameter({ name: each }));
  if (!kinds.includes('targets') || !kinds.includes('predictions')) {
    return undefined;
  }
  const isReversed = orderOf(first, second) === 'targetsFirst';
  const [scores, labels] = isReversed ? [second, first] : [first, second];
  // A booster hands on raw scores: what takes probabilities is called by an objective.
  return isOfProbabilities(scores) ? undefined : { name, node, call: 'arrays', scores, labels };
}

function isOfProbabilities(name: string): boolean {
  return wordsOfName(name).some((word) => /^prob/.test(word));
}

/** The outermost function that a function stands in, or itself. */
function outermostAround(node: Node): Node {
  return definitionsAround(node).findLast(({ type }) => type === 'function_definition') ?? node;
}

/** The functions and classes that a function stands in, the nearest first. */
function definitionsAround(node: Node): Node[] {
  return [...ancestors(node)].filter(({ type }) => /^(?:function|class)_definition$/.test(type));
}

/** The object of a method is none of its arguments, and what has a default is a setting. */
function isGiven({ name, value }: Slot): boolean {
  return name !== undefined && !isOfObject(name) && value === undefined;
}

function isOfObject(name: string | undefined): boolean {
  return name === 'self' || name === 'cls';
}

/** True if the function, or a function or class around it or one that it calls, is a focal loss by its name or its code. */
function isOfFocalLoss(node: Node, file: SourceFile): boolean {
  const code = file.textOf(node);
  const called = functionsIn(file).filter((each) =>
    new RegExp(String.raw`(?<![\w.])${nameOf(each)}\(`).test(code),
  );
  return [node, ...definitionsAround(node), ...called].some(
    (each) => isFocalLossName(nameOf(each)) || FOCAL.test(file.textOf(each)),
  );
}
