import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import { type DetectorForm, detectorForms } from './detections';
import {
  ANCHOR_WORDS,
  BOX_WORDS,
  hasWordOf,
  isStateName,
  MASK_WORDS,
  type OtherTensor,
  othersOf,
} from './other-tensors';
import { isTensor, kindOfParameter, mayBeTensor, orderOf, type TensorOrder } from './parameters';

/** The tensors that a loss takes. */
export interface TensorPair {
  readonly first: Parameter;
  readonly second: Parameter;
  readonly order: TensorOrder;
  /** Tensors beside predictions and targets. */
  readonly others: readonly OtherTensor[];
  /** Absent unless the targets are the objects of an image. */
  readonly detector?: DetectorForm;
  /** True if the targets are a heat map whose peaks are listed too. */
  readonly isOfPeaks?: true;
}

/** Words of what a matcher found, as in DETR. */
const MATCH_WORDS = new Set('indices matches matched matching'.split(' '));
/** Words of the places of peaks in an image, as in CenterNet. */
const PLACE_WORDS = new Set('ind inds idx index indexes indices'.split(' '));
const OBJECT_WORDS = new Set('annotation annotations annot annots'.split(' '));
const CLASS_WORDS = new Set('class classes cls category categories cat cats'.split(' '));
const LOSS_WORDS = new Set('loss losses ce bce nll entropy crossentropy'.split(' '));
/** Weights with such a word are never those of classes. */
const EXAMPLE_WORDS = new Set('sample samples pixel pixels instance element example token point'.split(' '));

/**
 * The ways in which a loss may take predictions and targets among the tensors of a call, the likeliest first.
 *
 * @param parameters those of the call
 * @param form a method has weights of examples rather than of classes, which its constructor takes
 * @throws NotUnderstood if there are fewer than two tensors, or further ones whose meaning their names do not tell
 */
export function pairsOf(
  parameters: readonly Parameter[],
  form: 'method' | 'function',
  place: Place,
): TensorPair[] {
  const required = requiredOf(parameters);
  const detectors = [...peaksIn(required), ...matchedIn(required), ...detectorsIn(required)];
  if (detectors.length > 0) {
    return detectors;
  }
  const pair = pairOf(parameters, required, place);
  const weights = parameters.filter(isWeightOfExamples);
  if (weights.length === 0) {
    const ofRows = pair.others.map((other) =>
      other.what === 'mask' ? { ...other, what: 'maskOfRows' as const } : other,
    );
    return pair.others.some(({ what }) => what === 'mask') ? [pair, { ...pair, others: ofRows }] : [pair];
  }
  const weighted = (['weights', 'weightsOfRows'] as const).map((what) => ({
    ...pair,
    others: [...pair.others, ...weights.map(({ name }) => ({ name, what }))],
  }));
  const isCertain = weights.every(({ name }) => hasWordOf(EXAMPLE_WORDS, name));
  return isCertain ? weighted : form === 'method' ? [...weighted, pair] : [pair, ...weighted];
}

/** The tensors of a call. A loss takes two of them, also where the targets bear the name of a setting, such as a scale. */
export function requiredOf(parameters: readonly Parameter[]): Parameter[] {
  const tensors = parameters.filter(isTensor);
  const asSettings = parameters.filter(
    (each) => each.default === null && ['scale', 'margin'].includes(kindOfParameter(each)),
  );
  const isLacking = tensors.length === 1 && asSettings.length === 1;
  return isLacking ? parameters.filter((each) => isTensor(each) || asSettings.includes(each)) : tensors;
}

/** A heat map of predictions and one of targets, beside where the peaks are, which of them count and their classes; none for any other loss. */
function peaksIn(required: readonly Parameter[]): TensorPair[] {
  const [places, mask, classes] = [PLACE_WORDS, MASK_WORDS, CLASS_WORDS].map((words) =>
    required.filter(({ name }) => hasWordOf(words, name)),
  );
  const beside = [...(places ?? []), ...(mask ?? []), ...(classes ?? [])];
  const [first, second, ...further] = required.filter((each) => !beside.includes(each));
  const areKnown =
    [places, mask, classes].every((found) => found?.length === 1) && beside.length === new Set(beside).size;
  if (!areKnown || !first || !second || further.length > 0) {
    return [];
  }
  const parts = ['places', 'mask', 'classes'] as const;
  const others = beside.map(({ name }, at) => ({ name, what: `peak ${parts[at] ?? 'mask'}` as const }));
  return [{ first, second, order: orderOf(first.name, second.name), others, isOfPeaks: true }];
}

/** Predictions and the objects of the image, beside which of them belong together; none for any other loss. */
function matchedIn(required: readonly Parameter[]): TensorPair[] {
  const isOfBoxes = ({ name }: Parameter): boolean => hasWordOf(BOX_WORDS, name);
  const matches = required.filter(({ name }) => hasWordOf(MATCH_WORDS, name));
  const rest = required.filter((each) => !matches.includes(each) && !isOfBoxes(each));
  const pair = toldByNames(rest);
  const [first, second, ...further] = pair ?? [];
  if (matches.length !== 1 || !first || !second || further.length > 0) {
    return [];
  }
  const others = [
    ...matches.map(({ name }) => ({ name, what: 'matches' as const })),
    ...required.filter(isOfBoxes).map(({ name }) => ({ name, what: 'unknown' as const })),
  ];
  const detector: DetectorForm = { anchorAxes: 3, anchors: 'corners', objects: 'entries' };
  return [{ first, second, order: orderOf(first.name, second.name), others, detector }];
}

/** Classes of the anchors and the objects of the image, with the anchors and offsets between them; none for any other loss. */
function detectorsIn(required: readonly Parameter[]): TensorPair[] {
  const anchors = required.filter(({ name }) => hasWordOf(ANCHOR_WORDS, name) && !isStateName(name));
  const rest = required.filter((parameter) => !anchors.includes(parameter));
  const isTarget = (parameter: Parameter): boolean => kindOfParameter(parameter) === 'targets';
  const boxes = rest.filter(({ name }) => hasWordOf(BOX_WORDS, name) && !hasWordOf(OBJECT_WORDS, name));
  const [objects, ...furtherObjects] = rest.filter((each) => isTarget(each) && !boxes.includes(each));
  const beside = rest.filter((each) => each !== objects && !boxes.includes(each));
  const [classes, ...further] = beside.filter((each) => kindOfParameter(each) !== 'other');
  const unknown = beside.filter((each) => kindOfParameter(each) === 'other');
  const objectBoxes = boxes.filter(isTarget);
  if (!objects || !classes || anchors.length !== 1 || furtherObjects.length + further.length > 0) {
    return [];
  }
  const others = [
    ...anchors.map(({ name }) => ({ name, what: 'anchors' as const })),
    ...boxes.map((each) => ({
      name: each.name,
      what: objectBoxes.includes(each) ? ('objectBoxes' as const) : ('boxes' as const),
    })),
    ...unknown.map(({ name }) => ({ name, what: 'unknown' as const })),
  ];
  const forms =
    objectBoxes.length > 0
      ? (['labels'] as const)
      : hasWordOf(OBJECT_WORDS, objects.name)
        ? (['rows', 'entries'] as const)
        : (['entries', 'rows'] as const);
  return detectorForms(forms).map((detector) => ({
    first: classes,
    second: objects,
    order: 'predictionsFirst',
    others,
    detector,
  }));
}

/**
 * The first two tensors, but for those of boxes, which losses of detectors take beside the ones of classes; where one name alone
 * tells of predictions and one alone of targets, these two.
 */
function pairOf(parameters: readonly Parameter[], required: readonly Parameter[], place: Place): TensorPair {
  const others = othersOf(required);
  const names = new Set(others.map(({ name }) => name));
  const candidates = (required.length >= 2 ? required : parameters.filter(mayBeTensor)).filter(
    ({ name }) => !names.has(name),
  );
  const [first, second, ...rest] = toldByNames(candidates) ?? candidates;
  if (!first || !second) {
    throw new NotUnderstood({ kind: 'parameter', name: 'targets' }, place);
  }
  const further = rest.filter(isTensor);
  const unclear =
    [first, second].find(isLossByName) ?? further.find((parameter) => kindOfParameter(parameter) !== 'other');
  if (unclear || (further[0] && !toldByNames(candidates))) {
    throw new NotUnderstood({ kind: 'parameter', name: (unclear ?? further[0])?.name ?? '' }, place);
  }
  const unknown = further.map(({ name }) => ({ name, what: 'unknown' as const }));
  return { first, second, order: orderOf(first.name, second.name), others: [...others, ...unknown] };
}

/** True for a loss that was computed before, such as `ce`, by its name. */
function isLossByName(parameter: Parameter): boolean {
  return (
    kindOfParameter(parameter) === 'other' && hasWordOf(LOSS_WORDS, parameter.name.replaceAll(/\d/g, ''))
  );
}

/** The candidates with the only predictions and the only targets in front; null unless the names tell both. */
function toldByNames(candidates: readonly Parameter[]): readonly Parameter[] | null {
  const [predictions, ...more] = candidates.filter((each) => kindOfParameter(each) === 'predictions');
  const [targets, ...others] = candidates.filter((each) => kindOfParameter(each) === 'targets');
  if (!predictions || !targets || more.length + others.length > 0) {
    return null;
  }
  const pair = candidates.filter((each) => each === predictions || each === targets);
  return [...pair, ...candidates.filter((each) => !pair.includes(each))];
}

function isWeightOfExamples(parameter: Parameter): boolean {
  return (
    parameter.default === null &&
    kindOfParameter(parameter) === 'classWeights' &&
    !hasWordOf(CLASS_WORDS, parameter.name)
  );
}

/** The parameters of a call that are no tensors. */
export function settingsBeside(
  { first, second, others }: TensorPair,
  parameters: readonly Parameter[],
): Parameter[] {
  const tensors = new Set(
    [first.name, second.name, ...others.map(({ name }) => name)].map((name) => name.split('/')[0]),
  );
  return parameters.filter(({ name }) => !tensors.has(name));
}

/** The parameters of a call that are masks of the targets. */
export function masksBeside({ others }: TensorPair, parameters: readonly Parameter[]): Parameter[] {
  const names = new Set(others.filter(({ what }) => what === 'mask').map(({ name }) => name));
  return parameters.filter(({ name }) => names.has(name));
}

/** True for a function that takes tensors by names that say so. */
export function takesPredictionsAndTargets(parameters: readonly Parameter[]): boolean {
  const kinds = new Set(parameters.filter(isTensor).map(kindOfParameter));
  return kinds.has('predictions') && kinds.has('targets');
}
