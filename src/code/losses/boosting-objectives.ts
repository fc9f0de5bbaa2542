import type { Node } from '@vscode/tree-sitter-wasm';
import type { Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, nodesOfTypes, parts } from '../syntax/tree';
import { kindOfParameter, orderOf } from '../verdict/parameters';
import { isFocalLossName, wordsOfName } from './names';
import { returnedValues } from './returned-values';

/** How a booster calls an objective of the user. */
export type BoosterCall =
  /** XGBoost and LightGBM: raw scores, and an object that knows the labels. */
  | 'dataset'
  /** The interface of scikit-learn: an array of labels and one of raw scores. */
  | 'arrays'
  /** CatBoost's `calc_ders_range(approxes, targets, weights)`, which maximises. */
  | 'ranges';

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
}

const CATBOOST = 'calc_ders_range';
/** The expressions that read the labels of a dataset. */
const LABELS_OF = String.raw`\s*\.\s*(?:get_label\s*\(|label\b|get_field\s*\(\s*['"]label)`;
/** Matches code that speaks of a second derivative. */
const SECOND_DERIVATIVE = /hess|der2|second.?(?:order|deriv|grad|diff)/i;
/** The marks of an objective: a file without any of them is not searched. */
const OF_OBJECTIVE = new RegExp(`${CATBOOST}|${LABELS_OF}|${SECOND_DERIVATIVE.source}`, 'i');
/** Matches code that belongs to a focal loss. */
const FOCAL =
  /focal|\*\*\s*\(?\s*(?:self\.)?_?(?:gamma|γ)|pow(?:er)?\([^()]*(?:\([^()]*\)[^()]*)*,\s*(?:self\.)?_?gamma/i;

/** The boosting objectives of focal losses in a file of Python, in the order of their places. */
export function boostingObjectivesIn(file: SourceFile): BoostingObjective[] {
  return file.grammar === 'python' && OF_OBJECTIVE.test(file.text) && FOCAL.test(file.text)
    ? functionsIn(file).flatMap((node): BoostingObjective[] => {
        const taken = returnsPair(node) ? takenBy(node, file) : undefined;
        return taken && isSecondOf(taken, file) && isOfFocalLoss(node, file)
          ? [{ kind: 'objective', ...taken }]
          : [];
      })
    : [];
}

/** The metrics that a file of Python has for boosters, functions that return a name and a value, in the order of their places. */
export function boostingMetricsIn(file: SourceFile): BoosterFunction[] {
  return file.grammar === 'python'
    ? functionsIn(file).flatMap((node) => (returnsName(node) ? (takenBy(node, file) ?? []) : []))
    : [];
}

function functionsIn({ root }: SourceFile): readonly Node[] {
  return nodesOfTypes(root, 'function_definition');
}

function nameOf(definition: Node): string {
  return definition.childForFieldName('name')?.text ?? '';
}

/** True for a function that returns two values without a name, and for CatBoost's, which returns a list of pairs. */
function returnsPair(node: Node): boolean {
  return (
    nameOf(node) === CATBOOST ||
    returnedTuples(node).some((items) => items.length === 2 && items.every(({ type }) => type !== 'string'))
  );
}

/** True if the second of the values is a Hessian: a function of arrays may return any two values. */
function isSecondOf({ call, node }: BoosterFunction, file: SourceFile): boolean {
  return call !== 'arrays' || SECOND_DERIVATIVE.test(file.textOf(node));
}

/** True for a function that returns a text and what it names: a metric of a booster. */
function returnsName(node: Node): boolean {
  return returnedTuples(node).some(
    (items) => (items.length === 2 || items.length === 3) && items[0]?.type === 'string',
  );
}

/** The items of each tuple that a function returns itself. */
export function returnedTuples(definition: Node): (readonly Node[])[] {
  return returnedValues(definition).flatMap((value) =>
    value.type === 'expression_list' || value.type === 'tuple' ? [parts(value)] : [],
  );
}

/** How a booster calls a function; undefined where the function shows no such call. */
function takenBy(node: Node, file: SourceFile): BoosterFunction | undefined {
  const name = nameOf(node);
  const parameters = (file.syntax.definition(node)?.parameters ?? []).filter((slot) => isGiven(slot));
  const [first, second] = parameters.map((slot) => slot.name ?? '');
  if (first === undefined || second === undefined) {
    return undefined;
  }
  if (name === CATBOOST) {
    return { name, node, call: 'ranges', scores: first, labels: second };
  }
  // The labels may be read by another function of the same place, under the same name.
  const code = file.textOf(outermostAround(node));
  for (const [scores, labels] of [
    [first, second],
    [second, first],
  ] as const) {
    if (new RegExp(String.raw`(?<![\w.])${labels}${LABELS_OF}`).test(code)) {
      return { name, node, call: 'dataset', scores, labels };
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
  return name !== undefined && name !== 'self' && name !== 'cls' && value === undefined;
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
