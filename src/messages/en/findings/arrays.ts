import { countText } from '../../../format/count-text';
import { shapeText } from '../../../format/shape-text';
import { type Index, indexText, type NamedArray } from '../../facts';
import { type ReportedReason, reasonText } from '../../reason';
import { reasons } from '../reasons';
import { arrayText, counted, form } from '../words';

/** Findings about the arrays as a whole: their files, their shapes, values that no array should hold. */
export const arrayFindings = {
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
    fix: ({ arrays }: UnusedFacts) =>
      arrays.every(({ reasonFacts }) => reasonFacts?.id === 'weights-of-classes')
        ? 'To weight the classes, give the weights as α: save them under the name alpha, or write them after --alpha. A weight w of the positives alone is α = w / (1 + w), up to the factor 1 + w.'
        : 'Save it as an array of numbers that fits the logits, or leave it out of the file; α, γ and the ignore index can be set in the report or on the command line.',
  },
};

interface EmptyFacts {
  logits: NamedArray;
  elements: number;
  ignored: number;
  nonFinite: number;
  invalidTargets: number;
}

/** An odd value as text, for JSON knows no NaN, and the index at which it was first seen. */
interface OddValue {
  value: string;
  index: Index;
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

interface ShapesFacts {
  logits: readonly number[];
  targets: readonly number[];
  /** The shape that broadcasting gives; null where it is no larger, or an error. */
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

const WITHOUT = {
  weight: 'every loss counts in full without it',
  mask: 'no element is masked without it',
  loss: 'it is not compared with the focal loss',
  gradient: 'it is not compared with dFL/dx',
  alpha: 'α is the default',
  gamma: 'γ is the default',
  ignoreIndex: 'no target is ignored because of it',
};
