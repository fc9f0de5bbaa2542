import { countText } from '../../format/count-text';
import { exactNumberText, numberText, percentText } from '../../format/number-text';
import { shapeText } from '../../format/shape-text';
import { type Problem, problemText } from '../problem';
import { errors } from './errors';
import { counted, form } from './words';

/** Reasons, one sentence each: for the way in which arrays were read, for not using one, for giving no temperature. */
export const reasons = {
  // The kind of the values.
  'squashed-twice-chosen': ({ link }: { link: 'sigmoid' | 'softmax' }) =>
    `The values are a ${link} of probabilities, as chosen: they are taken for the logits before both.`,
  'input-chosen': ({ input }: { input: 'logits' | 'probabilities' }) => `The values are ${input}, as chosen.`,
  'no-finite-value': 'No value is finite; they are taken for logits.',
  'constant-values': ({ value }: { value: number }) =>
    `Every value is ${numberText(value)}, which says nothing; they are taken for logits.`,
  'values-beyond-probabilities': (range: Range) => `Values span ${rangeText(range)}, so logits.`,
  'values-do-not-add-up': (range: Range) =>
    `Values span ${rangeText(range)}, but they do not sum to one over the classes, so logits.`,
  'values-like-double-sigmoid': (range: Range) =>
    `Values span ${rangeText(range)}, so probabilities, but none below 0.5: as if a sigmoid had been applied twice.`,
  'values-are-probabilities': ({ sumToOne, ...range }: Range & { sumToOne: boolean }) =>
    `Values span ${rangeText(range)}${sumToOne ? ' and sum to one over the classes' : ''}, so probabilities.`,
  'most-values-are-probabilities': ({ share, ...range }: Range & { share: number }) =>
    `Values span ${rangeText(range)}, but ${percentText(Math.floor(1000 * share) / 1000)} of them lie in [0, 1], so probabilities.`,
  'most-rows-are-probabilities': ({ rows, summing }: { rows: number; summing: number }) =>
    `${summing} of ${counted(rows, 'row')} sum to one over the classes, so probabilities.`,
  'values-are-log-probabilities': ({ rows }: { rows: number }) =>
    `The exponentials of ${counted(rows, 'row')} sum to one over the classes: log-probabilities, which a softmax leaves as they are.`,
  'values-are-percentages': ({ rows }: { rows: number }) =>
    `${counted(rows, 'row')} ${form(rows, 'sums', 'sum')} to 100 over the classes: percentages, which are neither probabilities nor logits.`,
  'values-are-class-scores': (range: Range) =>
    `Values span ${rangeText(range)}, but they do not sum to one over the classes: scores of a sigmoid for each class.`,
  'softmax-over-examples':
    'Each class sums to one over the examples, but no example over its classes: a softmax over the wrong axis.',
  'values-are-decisions': 'The values are whole numbers of classes: decisions, no scores.',
  'masked-classes': ({ values, rows }: { values: number; rows: number }) =>
    `${counted(values, 'value')} in ${counted(rows, 'row')} lie so far below the others that they mask a class: it counts as impossible.`,
  'class-axis-by-sums': ({ axis }: { axis: number }) =>
    `Several axes may be that of the classes; only over axis ${axis} the values sum to one.`,
  'class-axis-by-likelihood': ({ axis }: { axis: number }) =>
    `Several axes may be that of the classes; the targets are clearly likelier along axis ${axis}.`,
  'class-axes-fit-equally': ({ axis, axes }: { axis: number; axes: readonly number[] }) =>
    `Axes ${axes.join(' and ')} may each be that of the classes, and the values do not tell which: axis ${axis} is the more usual one. Choose the other if it is not.`,
  'labels-count-from-one': 'The labels count from 1: 1 is subtracted from each of them.',
  'labels-are-plus-minus-one':
    'The targets are −1 and 1, both of them often, and nothing else: −1 is read as 0, not as "leave this out".',
  'labels-are-0-and-255':
    'The targets are 0 and 255, both of them often, and nothing else: 255 is read as 1, not as "leave this out".',

  // The kind of the targets, and sigmoid or softmax.
  'targets-sum-to-one': ({ axis, classes, share }: { axis: number; classes: number; share: number }) =>
    `${share === 1 ? 'The targets' : `${percentText(Math.floor(1000 * share) / 1000)} of the targets`} sum to one over axis ${axis}, so each example has one of ${classes} classes: softmax.`,
  'softmax-over-axis-chosen': ({ axis }: { axis: number }) => `Softmax over axis ${axis}, as chosen.`,
  'softmax-chosen': 'Softmax, as chosen.',
  'sigmoid-chosen': 'Sigmoid, as chosen.',
  'sigmoid-for-each-class-chosen': 'Sigmoid for each class, as chosen.',
  'sigmoid-for-each-value': ({ logits }: { logits: Shape }) =>
    `There is one target for each of the logits ${shapeText(logits)} and no class axis, so a sigmoid for each value.`,
  'sigmoid-multi-label': ({ logits, classes }: { logits: Shape; classes: number }) =>
    `There is one target for each of the logits ${shapeText(logits)} and they do not sum to one over the classes, so a sigmoid for each of ${classes} classes (multi-label).`,
  'classes-may-be-anchors': ({ axis, columns, rows }: { axis: number; columns: number; rows: number }) =>
    `Axis ${axis} has more places (${countText(columns)}) than there are examples (${countText(rows)}), with less than one positive at each. If these are anchors or pixels of one class, choose no class axis: --class-axis none.`,
  'targets-chosen': ({ targets }: { targets: 'binary' | 'index' | 'one-hot' | 'soft' }) =>
    `Targets are ${targets}, as chosen.`,
  'targets-soft': 'Some targets lie between 0 and 1, so soft targets.',
  'targets-binary': 'No target lies between 0 and 1, so binary.',
  'targets-one-hot': 'Targets are 0 and 1, with one 1 in each example: one-hot.',
  'targets-are-indices': (facts: { targets: Shape; axis: number; logits: Shape; classes: number }) =>
    `Targets ${shapeText(facts.targets)} lack axis ${facts.axis} of the logits ${shapeText(facts.logits)}, so they are class indices of ${facts.classes} classes.`,
  'one-index-each': 'Each example has one class index, so softmax.',
  'background-past-the-last': ({ classes }: { classes: number }) =>
    `Index ${classes}, one past the last class, occurs: it is the background of a sigmoid for each class.`,
  'mistake-past-the-last': ({ classes }: { classes: number }) =>
    `Index ${classes}, one past the last class, is too rare for a background, or the labels count from one: it is taken for a mistake.`,
  'paired-by-value': ({ logits, targets }: { logits: Shape; targets: Shape }) =>
    `Logits ${shapeText(logits)} and targets ${shapeText(targets)} differ only in axes of length one, so they are paired value by value.`,

  // The background class and the ignore index.
  'background-chosen': ({ index }: { index: number }) => `Class ${index} is the background, as chosen.`,
  'background-of-two': 'There are two classes, so class 0 is the negative one.',
  'background-most-frequent': ({ index, share }: { index: number; share: number }) =>
    `Class ${index} holds ${(100 * share).toFixed(1)} % of the examples, so it is taken for the background.`,
  'ignore-index-chosen': ({ value }: { value: number }) =>
    `Targets of ${exactNumberText(value)} are ignored, as chosen.`,
  'ignore-index-customary': ({ value }: { value: number }) =>
    `${value} is the only target outside the allowed values and a customary mark, so targets of ${value} are ignored.`,

  // Arrays beside logits and targets.
  'array-used': ({ array, shape, role }: { array: string; shape: Shape; role: keyof typeof ROLES }) =>
    `Array "${array}" ${shapeText(shape)} ${ROLES[role]}.`,
  'weights-below-zero': ({ minimum }: { minimum: number }) =>
    `Some weights lie below 0, such as ${numberText(minimum)}: they turn losses into gains.`,
  'rows-named': ({ array, shape }: { array: string; shape: Shape }) =>
    `Array "${array}" ${shapeText(shape)} names the examples.`,
  'rows-not-compared': ({ rows }: { rows: number }) =>
    `Whether a part of the targets belongs to other rows was not looked for: ${countText(rows)} rows are too many to compare.`,
  'places-not-compared':
    'Whether a part of the targets belongs to other images was not looked for: their places are too many to compare.',
  'array-misfit': ({ shape, logits }: { shape: Shape; logits: Shape }) =>
    `its shape ${shapeText(shape)} does not fit the logits ${shapeText(logits)}`,
  'weights-of-classes': ({ shape }: { shape: Shape }) =>
    `its shape ${shapeText(shape)} is that of weights of classes, not of examples`,
  'arrays-ambiguous': ({ arrays }: { arrays: readonly string[] }) =>
    `${arrays.map((name) => `"${name}"`).join(' and ')} could each be meant`,
  'array-unreadable': ({ problem }: { problem: Problem }) => problemText(errors, problem),

  // Reasons for giving no temperature.
  'no-temperature-scaled-up':
    'No example is clearly on the wrong side, so the cross-entropy falls further the more the logits are scaled up: there is no best temperature.',
  'no-temperature-scaled-down':
    'The cross-entropy falls further the more the logits are scaled down: they are no better than a guess, and there is no best temperature.',
  'no-temperature-up-to-the-largest':
    'The cross-entropy still falls at T = 32, the largest temperature that is tried: the logits are hardly better than a guess.',
  'no-temperature-down-to-the-smallest':
    'The cross-entropy still falls at T = 1/32, the smallest temperature that is tried: nearly every example is right.',
  'no-temperature-of-a-shard':
    'One of the shards has no best temperature of its own: check the data in one run to find that of all.',
  'temperature-not-looked-for': 'The best temperature was not looked for.',

  // Reports of shards.
  'merged-reports': ({ reports }: { reports: number }) =>
    `The first of ${counted(reports, 'report')}, which are merged here, was read so.`,
};

type Shape = readonly number[];

interface Range {
  minimum: number;
  maximum: number;
}

const ROLES = {
  weight: 'multiplies the losses',
  mask: 'takes elements out where it is zero',
  gradient: 'is compared with the closed form',
  loss: 'is compared with the closed form',
};

function rangeText({ minimum, maximum }: Range): string {
  return `${numberText(minimum)}…${numberText(maximum)}`;
}
