import { wordsOfName } from '../losses/names';
import type { Parameter } from '../run/language/program';
import { kindOfParameter, lastPart, type ToldParameter } from './parameters';
import type { PartOfPeaks } from './peaks';

/**
 * The kind of a tensor beside predictions and targets. Masks and weights are one for each target, or one for each row of targets. A kind
 * that is not known does no harm until the loss uses it.
 */
type OtherKind =
  | 'mask'
  | 'maskOfRows'
  | 'boxes'
  | 'anchors'
  | 'objectBoxes'
  | 'matches'
  | 'normaliser'
  | 'weights'
  | 'weightsOfRows'
  | 'unknown'
  | `peak ${PartOfPeaks}`
  /** 1 for each row with a positive, 0 for any other: the state of an anchor. */
  | 'states'
  /** The sigmoid of the predictions. */
  | 'probabilities'
  /** 1 for each class of the images of a batch. */
  | 'activeClasses';

/** A tensor beside predictions and targets. */
export interface OtherTensor {
  readonly name: string;
  readonly what: OtherKind;
}

export const MASK_WORDS = new Set('mask masks valid padding'.split(' '));
export const BOX_WORDS = new Set(
  'loc locs box boxes bbox bboxes reg regression regressions offset offsets coord coords coordinates landmark landmarks'.split(
    ' ',
  ),
);
const STATE_WORDS = new Set('state states'.split(' '));
export const ANCHOR_WORDS = new Set('anchor anchors prior priors'.split(' '));
/** Names of the logits and of the probabilities of one and the same predictions. */
const OF_LOGITS = /^(?:y_?)?(?:pred_?)?logits?$/i;
const OF_PROBABILITIES = /^(?:y_?)?(?:p|preds?|prob|probs|probabilit(?:y|ies)|hat|predictions?|sigmoid)$/i;
const ACTIVE_CLASSES = /^active_class/i;

/** The tensors of a call beside its predictions and targets, as far as their names tell what they are. */
export function othersOf(required: readonly Parameter[]): OtherTensor[] {
  return [
    ...(required.length > 2 ? toldOf(required) : []),
    ...required.filter(isNormaliser).map(({ name }) => ({ name, what: 'normaliser' as const })),
  ];
}

/** Boxes come in pairs of predictions and targets; a mask is the last tensor where masks are no targets. */
function toldOf(required: readonly Parameter[]): OtherTensor[] {
  const ofBoxes = required.filter(({ name }) => hasWordOf(BOX_WORDS, name));
  const withoutBoxes = required.filter((parameter) => !ofBoxes.includes(parameter));
  const masks = withoutBoxes.slice(2).filter(isMask);
  const states = withoutBoxes.filter(({ name }) => isStateName(name));
  const active = withoutBoxes.filter(({ name }) => ACTIVE_CLASSES.test(name));
  const named = (parameters: readonly Parameter[], what: OtherTensor['what']): OtherTensor[] =>
    parameters.map(({ name }) => ({ name, what }));
  return [
    ...named(ofBoxes, 'boxes'),
    ...named(masks, 'mask'),
    ...named(states, 'states'),
    ...named(active, 'activeClasses'),
    ...named(probabilitiesBesideLogits(withoutBoxes), 'probabilities'),
  ];
}

/** The predictions as probabilities, where a function takes them as logits too. */
function probabilitiesBesideLogits(tensors: readonly Parameter[]): Parameter[] {
  const predictions = tensors.filter((each) => kindOfParameter(each) === 'predictions');
  const others = predictions.filter(({ name }) => OF_PROBABILITIES.test(name));
  const areBoth = predictions.some(({ name }) => OF_LOGITS.test(name)) && others.length === 1;
  return predictions.length === 2 && areBoth ? others : [];
}

/** True for the name of the states of anchors, which are no boxes. */
export function isStateName(name: string): boolean {
  return hasWordOf(STATE_WORDS, name) && hasWordOf(ANCHOR_WORDS, name);
}

/** True for what the code uses as a mask, or names by a word of masks; one of the first two tensors may still be a target. */
export function isMask({ name, isMask: isUsedAsMask }: ToldParameter): boolean {
  return isUsedAsMask === true || isMaskName(name);
}

/** True for a name with a word of masks. */
export function isMaskName(name: string): boolean {
  return hasWordOf(MASK_WORDS, name);
}

/** A number beside the tensors, in a tuple or dictionary with them. */
function isNormaliser(parameter: Parameter): boolean {
  return kindOfParameter(parameter) === 'normaliser';
}

/** True if a word of the last part of a name is one of these. */
export function hasWordOf(words: ReadonlySet<string>, name: string): boolean {
  return wordsOfName(lastPart(name)).some((word) => words.has(word));
}
