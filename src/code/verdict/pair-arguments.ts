import { ArrayValue, type CallArguments, UnknownValue, type Value } from '../run/language/values';
import { mapped } from '../run/tensor/elementwise';
import { sigmoid } from '../run/tensor/functions';
import type { Shape } from '../run/tensor/shapes';
import { filled, type Tensor, tensorOf } from '../run/tensor/tensor';
import { anchorsFor, matchesFor, objectBoxesFor, objectsFor } from './detections';
import type { OtherTensor } from './other-tensors';
import { isPart } from './parameters';
import { peaksFor } from './peaks';
import type { WithParts } from './taken-apart';
import type { TensorPair } from './tensor-pair';

/** The arguments of a call with predictions and targets. */
export function argumentsOf(
  pair: TensorPair,
  predictions: Value,
  targets: Value,
  settings: ReadonlyMap<string, Value> = new Map(),
  gathered: WithParts['gathered'] = (given) => given,
): CallArguments {
  const isOfParts = [pair.first, pair.second].some(isPart);
  if (pair.others.length > 0 || isOfParts) {
    return { positional: [], keywords: gathered(byName(pair, predictions, targets, settings)) };
  }
  return { positional: inOrder(pair, predictions, targets), keywords: settings };
}

/** The arguments of such a call, each by the name of its parameter. Settings may hold other masks than those that keep everything. */
export function byName(
  pair: TensorPair,
  predictions: Value,
  targets: Value,
  settings: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const [one, other] = inOrder(pair, predictions, targets);
  const others = pair.others.map(
    (each) => [each.name, otherTensor(each, pair, predictions, targets)] as const,
  );
  return new Map([...others, ...settings, [pair.first.name, one], [pair.second.name, other]]);
}

function inOrder(
  { order, detector }: TensorPair,
  predictions: Value,
  targets: Value,
): readonly [Value, Value] {
  const given = detector && targets instanceof ArrayValue ? objectsFor(targets, detector) : targets;
  return order === 'predictionsFirst' ? [predictions, given] : [given, predictions];
}

/** A mask that keeps every target, weights of 1, and boxes that all agree, so that they add nothing to the loss. */
function otherTensor(
  { name, what }: OtherTensor,
  { detector }: TensorPair,
  predictions: Value,
  targets: Value,
): Value {
  if (!(targets instanceof ArrayValue && predictions instanceof ArrayValue)) {
    return null;
  }
  const { framework, device, tensor } = targets;
  const { shape } = tensor;
  switch (what) {
    case 'mask':
      return new ArrayValue(filled(shape, 1, 'bool'), framework, device);
    case 'maskOfRows':
      return new ArrayValue(filled(shape.slice(0, -1), 1, 'bool'), framework, device);
    case 'weights':
      return new ArrayValue(filled(shape, 1, 'float32'), framework, device);
    case 'weightsOfRows':
      return new ArrayValue(filled(shape.slice(0, -1), 1, 'float32'), framework, device);
    case 'boxes':
      return new ArrayValue(filled(shapeOfBoxes(predictions.tensor.shape), 0, 'float32'), framework, device);
    case 'anchors':
      return detector ? anchorsFor(targets, detector) : null;
    case 'objectBoxes':
      return objectBoxesFor(targets);
    case 'matches':
      return matchesFor(targets);
    case 'normaliser':
      return 1;
    case 'peak places':
    case 'peak mask':
    case 'peak classes':
      return peaksFor(targets, PART_OF_PEAKS[what]);
    case 'states':
      return new ArrayValue(statesOf(tensor), framework, device);
    case 'probabilities':
      return new ArrayValue(mapped(predictions.tensor, predictions.tensor.dtype, sigmoid), framework, device);
    case 'activeClasses': {
      const { shape: rows } = predictions.tensor;
      return new ArrayValue(filled([rows[0] ?? 1, rows.at(-1) ?? 1], 1, 'float32'), framework, device);
    }
    case 'unknown':
      return new UnknownValue(name, 'parameter');
  }
}

const PART_OF_PEAKS = { 'peak places': 'places', 'peak mask': 'mask', 'peak classes': 'classes' } as const;

/** 1 for each row of targets with a positive, and 0 for any other; of single targets, these themselves. */
function statesOf(targets: Tensor): Tensor {
  const { shape, data } = targets;
  const width = shape.length > 1 ? (shape.at(-1) ?? 1) : 1;
  const states = Array.from({ length: data.length / width }, (_, row) =>
    data.slice(row * width, (row + 1) * width).some((target) => target > 0) ? 1 : 0,
  );
  return tensorOf(shape.length > 1 ? shape.slice(0, -1) : shape, states, 'float32');
}

/** Four numbers for each row of classes, or for each decision that stands alone. */
function shapeOfBoxes(predictions: Shape): Shape {
  return [...(predictions.length > 1 ? predictions.slice(0, -1) : predictions), 4];
}
