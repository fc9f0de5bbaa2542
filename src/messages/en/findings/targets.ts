import { countText } from '../../../format/count-text';
import { exactNumberText, numberText } from '../../../format/number-text';
import { type Index, indexText, type NamedArray } from '../../facts';
import { arrayText, counted, form } from '../words';

/** Findings about the targets. */
export const targetFindings = {
  'missing-labels': {
    title: 'Labels are missing',
    seen: ({ targets, elements, missing, index }: MissingLabelsFacts) =>
      `${arrayText(targets)} holds NaN for ${countText(missing)} of ${counted(elements, 'element')}, the first beside logit ${indexText(index)}. ${form(missing, 'It is', 'They are')} left out of every sum.`,
    means:
      'A NaN label stands for a label that nobody gave; a loss over it is NaN, and so is every mean with it.',
    fix: 'Mask them: keep = ~numpy.isnan(targets), and compute the loss of logits[keep] and targets[keep]; or write an ignore index in their place.',
  },
  'labels-count-from-one': {
    title: 'The labels count from 1',
    seen: ({ targets, maximum }: { targets: NamedArray; maximum: number }) =>
      `${arrayText(targets)} holds the labels 1 to ${numberText(maximum)} and no 0. Here 1 was subtracted from each.`,
    means:
      'A loss counts classes from 0: as they are, every label means the next class, and the last one none.',
    fix: 'Subtract 1 from each: targets - 1.',
  },
  'labels-are-two-values': {
    title: ({ low, high }: TwoValuesFacts) => `The targets are ${numberText(low)} and ${numberText(high)}`,
    seen: ({ targets, low, high }: TwoValuesFacts) =>
      `${arrayText(targets)} holds only ${numberText(low)} and ${numberText(high)}, both of them often. Here they were read as 0 and 1.`,
    means: 'A binary loss takes 0 and 1: with other values it becomes negative, without a warning.',
    fix: ({ low, high }: TwoValuesFacts) =>
      `Give the loss ${low === -1 ? '(targets + 1) / 2' : 'targets > 0'}. If ${numberText(low === -1 ? low : high)} means "leave this out", name it as the ignore index.`,
  },
  'negative-weights': {
    title: 'Weights below zero',
    seen: ({ weight }: { weight: NamedArray }) => `${arrayText(weight)} holds weights below 0.`,
    means:
      'A negative weight turns the loss of its example into a gain: the training makes these examples worse, without end.',
    fix: 'Give weights of 0 or more: 0 leaves an example out. A mark such as −1 belongs into the mask or the ignore index.',
  },
  'targets-out-of-range': {
    title: 'Targets outside the allowed values',
    seen: ({ targets, values, allowed, elements, first }: TargetsOutOfRangeFacts) =>
      `${arrayText(targets)} holds ${valuesText(values)}, but ${allowedText(allowed)} is expected: ${counted(elements, 'element')}${placeText(first)}. ${form(elements, 'It is', 'They are')} left out of every sum.`,
    means:
      'PyTorch stops with an index error, on a GPU with a device-side assert; a binary loss becomes negative without a warning.',
    fix: ({ repair }: TargetsOutOfRangeFacts) => TARGET_REPAIRS[repair],
  },
  'targets-not-one-hot': {
    title: 'Targets of an example that do not sum to one',
    seen: ({ targets, rows, values, first }: TargetsNotOneHotFacts) =>
      `In ${arrayText(targets)} ${counted(rows, 'row')} ${form(rows, 'does', 'do')} not sum to 1${values.length === 0 ? '' : `, such as ${valuesText(values)}`}${placeText(first)}. ${form(rows, 'It is', 'They are')} left out of every sum.`,
    means:
      'A softmax loss has no meaning for an example with two classes; for an example without a class it is zero, without a warning.',
    fix: 'If an example may have several classes or none, use a sigmoid loss; otherwise repair the encoding.',
  },
};

interface TwoValuesFacts {
  targets: NamedArray;
  low: number;
  high: number;
}

interface MissingLabelsFacts {
  targets: NamedArray;
  elements: number;
  missing: number;
  index: Index;
}

/** The logit beside which something was first seen. */
export interface Place {
  file: string;
  index: Index;
}

export interface TargetsOutOfRangeFacts {
  targets: NamedArray;
  values: readonly number[];
  /** The number of classes; with a background, the index after the last class is allowed, too. */
  allowed: 'probability' | 'binary' | { classes: number; hasBackground: boolean };
  elements: number;
  first: Place | null;
  repair: keyof typeof TARGET_REPAIRS;
}

interface TargetsNotOneHotFacts {
  targets: NamedArray;
  rows: number;
  values: readonly number[];
  first: Place | null;
}

const TARGET_REPAIRS = {
  countFromOne: 'The labels count from 1: subtract 1 from each.',
  plusMinusOne:
    'If the targets are −1 and 1, give the loss (targets + 1) / 2; if −1 means "leave this out", name it as the ignore index.',
  byteMask:
    'If the targets are a mask of 0 and 255, give the loss targets > 0; if 255 means "leave this out", name it as the ignore index.',
  unknown: 'Repair the labels, or name the value as the ignore index if it means "leave this out".',
};

function valuesText(values: readonly number[]): string {
  return values.map((value) => exactNumberText(Number(value.toPrecision(6)))).join(', ');
}

function placeText(place: Place | null): string {
  return place === null ? '' : `; the first is beside logit ${indexText(place.index)} of ${place.file}`;
}

function allowedText(allowed: TargetsOutOfRangeFacts['allowed']): string {
  if (typeof allowed === 'string') {
    return allowed === 'probability' ? 'a value from 0 to 1' : '0 or 1';
  }
  const range = `a class from 0 to ${countText(allowed.classes - 1)}`;
  return allowed.hasBackground ? `${range} or ${countText(allowed.classes)} for the background` : range;
}
