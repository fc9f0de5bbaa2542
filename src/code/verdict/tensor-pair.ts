import { wordsOfName } from '../losses/names';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import { ArrayValue, type CallArguments, type Value } from '../run/language/values';
import { filled } from '../run/tensor/tensor';
import { isTensor, kindOfParameter, orderOf, type TensorOrder } from './parameters';

/** The tensors that a loss takes. */
export interface TensorPair {
  readonly first: Parameter;
  readonly second: Parameter;
  readonly order: TensorOrder;
  /** Tensors beside predictions and targets. */
  readonly others: readonly OtherTensor[];
}

interface OtherTensor {
  readonly name: string;
  readonly what: 'mask' | 'boxes';
}

const MASK_WORDS = new Set('mask masks valid padding'.split(' '));
const BOX_WORDS = new Set(
  'loc locs box boxes bbox bboxes reg regression regressions offset offsets coord coords coordinates landmark landmarks'.split(
    ' ',
  ),
);

/**
 * Predictions and targets among the tensors of a loss: the first two, but for those of boxes, which losses of detectors take
 * beside the ones of classes.
 *
 * @param parameters those of the call
 * @throws NotUnderstood if there are fewer than two, or further ones that are neither masks nor boxes
 */
export function pairOf(parameters: readonly Parameter[], place: Place): TensorPair {
  const required = parameters.filter(isTensor);
  const others = required.length > 2 ? othersOf(required) : [];
  const names = new Set(others.map(({ name }) => name));
  const [first, second, ...rest] = parameters.filter(({ name }) => !names.has(name));
  if (!first || !second) {
    throw new NotUnderstood({ kind: 'parameter', name: 'targets' }, place);
  }
  const further = rest.find(isTensor);
  if (further) {
    throw new NotUnderstood({ kind: 'parameter', name: further.name }, place);
  }
  return { first, second, order: orderOf(first.name, second.name), others };
}

/** Boxes come in pairs of predictions and targets; a mask is the last tensor where masks are no targets. */
function othersOf(required: readonly Parameter[]): OtherTensor[] {
  const ofBoxes = required.filter(({ name }) => wordsOfName(name).some((word) => BOX_WORDS.has(word)));
  const withoutBoxes = required.filter((parameter) => !ofBoxes.includes(parameter));
  const masks = withoutBoxes
    .slice(2)
    .filter(({ name }) => wordsOfName(name).some((word) => MASK_WORDS.has(word)));
  return [
    ...ofBoxes.map(({ name }) => ({ name, what: 'boxes' as const })),
    ...masks.map(({ name }) => ({ name, what: 'mask' as const })),
  ];
}

/** The arguments of a call with predictions and targets. */
export function argumentsOf(
  pair: TensorPair,
  predictions: Value,
  targets: Value,
  settings: ReadonlyMap<string, Value> = new Map(),
): CallArguments {
  if (pair.others.length > 0) {
    return { positional: [], keywords: byName(pair, predictions, targets, settings) };
  }
  return { positional: inOrder(pair, predictions, targets), keywords: settings };
}

/** The arguments of such a call, each by the name of its parameter. */
export function byName(
  pair: TensorPair,
  predictions: Value,
  targets: Value,
  settings: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const [one, other] = inOrder(pair, predictions, targets);
  const others = pair.others.map(({ name, what }) => [name, otherTensor(what, targets)] as const);
  return new Map([...settings, [pair.first.name, one], [pair.second.name, other], ...others]);
}

function inOrder({ order }: TensorPair, predictions: Value, targets: Value): readonly [Value, Value] {
  return order === 'predictionsFirst' ? [predictions, targets] : [targets, predictions];
}

/** A mask that keeps every target; boxes that all agree, so that they add nothing to the loss. */
function otherTensor(what: OtherTensor['what'], targets: Value): Value {
  if (!(targets instanceof ArrayValue)) {
    return null;
  }
  const { tensor, framework } = targets;
  return new ArrayValue(
    what === 'mask' ? filled(tensor.shape, 1, 'bool') : filled([...tensor.shape, 4], 0, 'float32'),
    framework,
  );
}

/** True for a function that takes tensors by names that say so. */
export function takesPredictionsAndTargets(parameters: readonly Parameter[]): boolean {
  const kinds = new Set(parameters.filter(isTensor).map(kindOfParameter));
  return kinds.has('predictions') && kinds.has('targets');
}
