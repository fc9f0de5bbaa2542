import { countText } from '../../../format/count-text';
import { exactNumberText, numberText } from '../../../format/number-text';
import { shapeText } from '../../../format/shape-text';
import { type Index, indexText, type NamedArray } from '../../facts';
import { type ReportedReason, reasonText } from '../../reason';
import { reasons } from '../reasons';
import { arrayText, counted, form } from '../words';

/** Findings about the arrays: their values, shapes and targets. */
export const dataFindings = {
  empty: {
    title: 'Nothing to compute a loss from',
    seen: ({ logits, elements, ignored, nonFinite, invalidTargets }: EmptyFacts) =>
      elements === 0
        ? `${arrayText(logits)} has no elements.`
        : `None of the ${counted(elements, 'element')} takes part: ${countText(ignored)} are ignored, ${countText(nonFinite)} have no usable value, ${countText(invalidTargets)} have no valid target.`,
    means: 'A mean over nothing is NaN; a sum is zero and trains nothing.',
    fix: 'Check that the arrays were saved after the batch was filled, and that the ignore index or mask does not remove every element.',
  },
  'non-finite': {
    title: 'NaN or infinite values',
    seen: (facts: NonFiniteFacts) => {
      const { logits, targets, firstLogit, firstTarget } = facts;
      const kinds = [
        [facts.notANumber, 'NaN'],
        [facts.positiveInfinity, '+Infinity'],
        [facts.negativeInfinity, '−Infinity'],
      ] as const;
      const held = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${countText(count)} ${kind}`);
      return [
        ...(held.length > 0 ? [`${arrayText(logits)} holds ${held.join(', ')}.`] : []),
        ...(firstLogit === null
          ? []
          : [`The first bad logit is ${firstLogit.value} at index ${indexText(firstLogit.index)}.`]),
        ...(firstTarget === null
          ? []
          : [
              `The first bad target in ${arrayText(targets)} is ${firstTarget.value}, beside logit ${indexText(firstTarget.index)}.`,
            ]),
        `${counted(facts.nonFinite, 'element')} of ${countText(facts.elements)} ${form(facts.nonFinite, 'is', 'are')} left out of every sum.`,
      ].join(' ');
    },
    means:
      'In training the loss and every gradient of this batch are NaN, and after one step so are the weights.',
    fix: 'Find where they come from: a division by zero or a logarithm of zero before the loss, an overflow of float16, weights that are NaN already. Missing values are masked, not kept as NaN.',
  },
  'missing-labels': {
    title: 'Labels are missing',
    seen: ({ targets, elements, missing, index }: MissingLabelsFacts) =>
      `${arrayText(targets)} holds NaN for ${countText(missing)} of ${counted(elements, 'element')}, the first beside logit ${indexText(index)}. ${form(missing, 'It is', 'They are')} left out of every sum.`,
    means:
      'A NaN label stands for a label that nobody gave; a loss over it is NaN, and so is every mean with it.',
    fix: 'Mask them: keep = ~numpy.isnan(targets), and compute the loss of logits[keep] and targets[keep]; or write an ignore index in their place.',
  },
  'not-probabilities': {
    title: 'Values that are no probabilities',
    seen: ({ logits, elements, wrong, value, index, link }: NotProbabilitiesFacts) =>
      link === 'softmax'
        ? `${countText(wrong)} of ${counted(elements, 'row')} of ${arrayText(logits)} ${form(wrong, 'sums', 'sum')} to 0 or ${form(wrong, 'holds', 'hold')} a value below 0; the first such value is ${value} at index ${indexText(index)}. ${form(wrong, 'It is', 'They are')} left out of every sum.`
        : `${countText(wrong)} of ${counted(elements, 'value')} of ${arrayText(logits)} ${form(wrong, 'lies', 'lie')} outside [0, 1], the first ${value} at index ${indexText(index)}. ${form(wrong, 'It is', 'They are')} left out of every sum.`,
    means:
      'All others are probabilities, so these were not filled in, or were changed after the model gave them.',
    fix: 'Look at these examples: rows that were never written, padding, or an average over nothing.',
  },
  decisions: {
    title: 'Decisions instead of scores',
    seen: ({ logits, maximum }: DecisionsFacts) =>
      `${arrayText(logits)} holds class decisions, whole numbers from 0 to ${numberText(maximum)}, and no scores.`,
    means:
      'A decision says nothing about how sure the model is: there is no loss, no calibration and no threshold to choose.',
    fix: 'Save what the model gives before argmax or a threshold: its logits, or predict_proba instead of predict.',
  },
  'softmax-over-examples': {
    title: 'A softmax over the wrong axis',
    seen: ({ logits }: { logits: NamedArray }) =>
      `In ${arrayText(logits)} each class sums to one over the examples, but no example over its classes.`,
    means:
      'The examples of a batch compete with each other instead of the classes: each prediction depends on what else is in the batch.',
    fix: 'Apply the softmax over the classes: softmax(dim=-1), or dim=1 for (N, C, …); or give the loss the logits.',
  },
  'labels-count-from-one': {
    title: 'The labels count from 1',
    seen: ({ targets, maximum }: { targets: NamedArray; maximum: number }) =>
      `${arrayText(targets)} holds the labels 1 to ${numberText(maximum)} and no 0. Here 1 was subtracted from each.`,
    means:
      'A loss counts classes from 0: as they are, every label means the next class, and the last one none.',
    fix: 'Subtract 1 from each: targets - 1.',
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
  'shapes-broadcast': {
    title: 'Shapes that only broadcast',
    seen: ({ logits, targets }: ShapesFacts) =>
      `Logits ${shapeText(logits)} and targets ${shapeText(targets)} were paired value by value here.`,
    means: ({ broadcast }: ShapesFacts) =>
      broadcast === null
        ? 'Functions that ask for equal shapes, such as torchvision.ops.sigmoid_focal_loss, refuse them; others broadcast.'
        : `In NumPy or PyTorch arithmetic they become ${shapeText(broadcast.shape)}: ${countText(broadcast.losses)} losses, each logit against every target, and no error is raised.`,
    fix: 'Give both the same shape: targets.reshape(logits.shape), or logits.squeeze().',
  },
  'joined-arrays': {
    title: 'Several arrays in one file were joined',
    seen: ({ joined }: JoinedFacts) =>
      joined
        .map(
          ({ array, parts, rows }) =>
            `${arrayText(array)} is ${counted(parts, 'array')}, one after the other; their ${counted(rows, 'row')} were read as one.`,
        )
        .join(' '),
    means: 'A single call of numpy.load reads only the first of them.',
    fix: 'Collect the batches in a list and save numpy.concatenate(batches) once.',
  },
  'trailing-bytes': {
    title: 'Bytes that were not read',
    seen: ({ files }: { files: readonly { file: string; bytes: number }[] }) =>
      files
        .map(
          ({ file, bytes }) =>
            `${counted(bytes, 'byte')} of ${file} ${form(bytes, 'lies', 'lie')} behind its last array.`,
        )
        .join(' '),
    means: 'They belong to no array: the file was written twice, or its header says less than was saved.',
    fix: 'Save the array again if it should have more rows than are shown here.',
  },
  'array-not-used': {
    title: ({ arrays }: UnusedFacts) =>
      arrays.length === 1
        ? 'An array that was not used'
        : `${counted(arrays.length, 'array')} that were not used`,
    seen: ({ arrays }: UnusedFacts) =>
      arrays
        .map(
          ({ role, file, array, reason, reasonFacts }) =>
            `${arrayText({ array, file })}: ${reasonText(reasons, reasonFacts, reason)}; ${WITHOUT[role]}.`,
        )
        .join(' '),
    means: 'If the training used it, the losses here are not those of the training.',
    fix: 'Save it as an array of numbers that fits the logits, or leave it out of the file; α, γ and the ignore index can be set in the report or on the command line.',
  },
  'probabilities-as-logits': {
    title: 'Probabilities where logits are expected',
    seen: ({ logits, isChosen, link, minimum, maximum }: ProbabilitiesAsLogitsFacts) =>
      `${arrayText(logits)} is ${isChosen ? 'taken for logits' : 'named as logits'}, but all values lie in ${numberText(minimum)}…${numberText(maximum)}${link === 'softmax' ? ' and sum to one over the classes' : ''}: a ${link} has been applied already.`,
    means: ({ link }: ProbabilitiesAsLogitsFacts) =>
      link === 'sigmoid'
        ? 'A loss "with logits" applies a second sigmoid: every p lies in [0.5, 0.7311], no negative can be learned, and the loss stays near log 2.'
        : 'A cross-entropy from logits applies a second softmax: no class can become probable, and gradients are tiny.',
    fix: ({ link }: ProbabilitiesAsLogitsFacts) =>
      `Give the loss the values before the ${link}: remove the ${link} from the model's last layer while training.`,
  },
  'logits-as-probabilities': {
    title: 'Logits where probabilities are expected',
    seen: ({ logits, isChosen, minimum, maximum }: RangeFacts & { isChosen: boolean }) =>
      `${arrayText(logits)} is ${isChosen ? 'taken for probabilities' : 'named as probabilities'}, but its values span ${numberText(minimum)}…${numberText(maximum)}.`,
    means:
      'A loss of probabilities takes the logarithm of these: NaN for those below 0, or a clipped constant without a gradient (Keras with from_logits=False, the default).',
    fix: 'Use the loss "with logits" (from_logits=True in Keras), or apply the sigmoid or softmax first.',
  },
  'double-sigmoid': {
    title: 'A sigmoid applied twice',
    seen: ({ logits, minimum, maximum }: RangeFacts) =>
      `All values of ${arrayText(logits)} lie in ${numberText(minimum)}…${numberText(maximum)}, inside [0.5, 0.7311], the range of the sigmoid of a probability.`,
    means:
      'The model can never say "negative": p stays at or above 0.5, the negatives keep their loss, and training stalls near log 2.',
    fix: 'Apply the sigmoid once: leave it to the loss "with logits", or use the loss of probabilities.',
  },
  'double-softmax': {
    title: 'A softmax applied twice',
    seen: ({ logits, minimum, maximum, classes, least, most }: DoubleSoftmaxFacts) =>
      `All values of ${arrayText(logits)} lie in ${numberText(minimum)}…${numberText(maximum)}; a softmax of probabilities over ${counted(classes, 'class', 'classes')} lies in ${numberText(least)}…${numberText(most)}.`,
    means: ({ most, leastLoss }: DoubleSoftmaxFacts) =>
      `No class can become more probable than ${numberText(most)}: the loss cannot fall below ${numberText(leastLoss)}, and gradients are tiny.`,
    fix: 'Apply the softmax once: a cross-entropy from logits applies it itself.',
  },
  'constant-output': {
    title: 'The output is constant',
    seen: ({ logits, value, elements }: { logits: NamedArray; value: number; elements: number }) =>
      `All values of ${arrayText(logits)} are ${numberText(value)} (${counted(elements, 'element')}).`,
    means:
      'The model does not look at its input: a dead layer, weights of zero, or an array that was never filled.',
    fix: "Check the activations layer by layer, the initialisation, and that the saved array is the model's output.",
  },
  'float16-overflow': {
    title: ({ isHalf }: OverflowFacts) =>
      isHalf ? 'float16 has overflowed' : 'Logits too large for float16',
    seen: ({ logits, values }: OverflowFacts) =>
      `In ${arrayText(logits)} ${counted(values, 'value')} ${form(values, 'reaches or exceeds', 'reach or exceed')} 65,504, the largest number in float16.`,
    means: ({ isHalf }: OverflowFacts) =>
      isHalf
        ? 'Larger values have become Infinity, and their loss NaN.'
        : 'Under mixed precision these become Infinity, and their loss NaN.',
    fix: 'Compute the loss in float32 (logits.float()), outside autocast.',
  },
};

interface EmptyFacts {
  logits: NamedArray;
  elements: number;
  ignored: number;
  nonFinite: number;
  invalidTargets: number;
}

/** Where an odd value was first seen; its value as text, for JSON knows no NaN. */
interface OddValue {
  value: string;
  index: Index;
}

interface MissingLabelsFacts {
  targets: NamedArray;
  elements: number;
  missing: number;
  index: Index;
}

interface NotProbabilitiesFacts {
  logits: NamedArray;
  elements: number;
  wrong: number;
  value: string;
  index: Index;
  link: 'sigmoid' | 'softmax';
}

interface DecisionsFacts {
  logits: NamedArray;
  maximum: number;
}

interface NonFiniteFacts {
  logits: NamedArray;
  targets: NamedArray;
  elements: number;
  nonFinite: number;
  notANumber: number;
  positiveInfinity: number;
  negativeInfinity: number;
  firstLogit: OddValue | null;
  firstTarget: OddValue | null;
}

/** The logit beside which something was first seen. */
export interface Place {
  file: string;
  index: Index;
}

export interface TargetsOutOfRangeFacts {
  targets: NamedArray;
  values: readonly number[];
  /** Classes with the number that there are; with a background, the index after the last class is one, too. */
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

interface ShapesFacts {
  logits: readonly number[];
  targets: readonly number[];
  /** What arithmetic makes of the two shapes; null where that is no larger, or an error. */
  broadcast: { shape: readonly number[]; losses: number } | null;
}

interface JoinedFacts {
  joined: readonly { array: NamedArray; parts: number; rows: number }[];
}

interface UnusedFacts {
  arrays: readonly {
    role: keyof typeof WITHOUT;
    file: string;
    array: string;
    reason: string;
    reasonFacts: ReportedReason | null;
  }[];
}

interface RangeFacts {
  logits: NamedArray;
  minimum: number;
  maximum: number;
}

interface ProbabilitiesAsLogitsFacts extends RangeFacts {
  /** The user took them for logits; otherwise their name says so. */
  isChosen: boolean;
  link: 'sigmoid' | 'softmax';
}

interface DoubleSoftmaxFacts extends RangeFacts {
  classes: number;
  /** What a softmax of probabilities can give. */
  least: number;
  most: number;
  /** The cross-entropy at `most`. */
  leastLoss: number;
}

interface OverflowFacts {
  logits: NamedArray;
  isHalf: boolean;
  values: number;
}

const TARGET_REPAIRS = {
  countFromOne: 'The labels count from 1: subtract 1 from each.',
  plusMinusOne:
    'If the targets are −1 and 1, give the loss (targets + 1) / 2; if −1 means "leave this out", name it as the ignore index.',
  byteMask:
    'If the targets are a mask of 0 and 255, give the loss targets > 0; if 255 means "leave this out", name it as the ignore index.',
  unknown: 'Repair the labels, or name the value as the ignore index if it means "leave this out".',
};

const WITHOUT = {
  weight: 'every loss counts in full without it',
  mask: 'no element is masked without it',
  loss: 'it is not compared with the focal loss',
  gradient: 'it is not compared with dFL/dx',
  alpha: 'α is the default',
  gamma: 'γ is the default',
  ignoreIndex: 'no target is ignored because of it',
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
