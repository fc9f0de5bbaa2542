import { shapeText } from '../../../format/shape-text';
import { SAVING_LINES } from '../../saving-lines';

type Shape = readonly number[];
type Role = 'logits' | 'targets';

/** An array as its file lists it. */
interface Listed {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: string;
}

/** Some arrays, and how many there are beyond them. */
export interface Arrays {
  readonly arrays: readonly Listed[];
  readonly more: number;
}

/** Names of some pairs of arrays, and how many pairs there are beyond them. */
export interface Pairs {
  readonly pairs: readonly { readonly logits: string; readonly targets: string }[];
  readonly more: number;
}

interface Shapes {
  readonly targets: Shape;
  readonly logits: Shape;
}

/** Choosing arrays, how logits and targets fit, and α and γ. */
export const inputProblems = {
  'no-printed-number': ({ text }: { text: string }) =>
    `the loss value is "${text}": expected a number as it was printed, such as 0.24185 or 3.2e-5.`,
  'no-array-of-losses': ({ array, arrays }: { array: string | null; arrays: readonly string[] }) =>
    `${array === null ? 'expected an array with losses or gradients' : `there is no array "${array}"`}; found ${arrays.map((name) => `"${name}"`).join(', ')}. Name it: FILE:array.`,
  'no-losses-in-log': ({ most, found }: { most: number; found: number }) =>
    `expected 1 to ${most} loss values, found ${found}: a column with "loss" in its name, numbers behind such a word, or lines of one number.`,
  'elements-not-at-hand': ({ array }: { array: string }) =>
    `array "${array}" has a value for each element, but the elements cannot be compared one by one: more than a million logits, or soft targets.`,
  'arrays-ambiguous': ({ role, ...arrays }: Arrays & { role: Role }) =>
    `${listed(arrays)} could each be the ${role}; say which one is.`,
  'array-in-several-files': ({ role, array, files }: { role: Role; array: string; files: number }) =>
    `${files} files have an array "${array}", which could be the ${role} in each. Check one file at a time, or compare them: focal-loss compare FILE FILE….`,
  'pairs-ambiguous': ({ pairs, more }: Pairs) =>
    `the arrays form several pairs: ${pairs.map(({ logits, targets }) => `"${logits}" with "${targets}"`).join(', ')}${more > 0 ? ` and ${more} more` : ''}. ` +
    `Choose one of them; on the command line with --logits=${pairs[0]?.logits} --targets=${pairs[0]?.targets}.`,
  'arrays-missing': ({ role, ...arrays }: Arrays & { role: Role }) =>
    `expected logits and targets, found no ${role} among ${listed(arrays)}. ` +
    `Give the ${role} too: a second file, or the name of their array. ` +
    `To save both: ${SAVING_LINES.pytorch} in PyTorch, ${SAVING_LINES.kerasAndJax} in Keras and JAX; ` +
    'for a whole data set, Focal Loss: Insert Snippet, save_outputs.',
  'array-unknown': ({ role, array, ...arrays }: Arrays & { role: Role; array: string }) =>
    `there is no array "${array}" for the ${role}; found ${listed(arrays)}.`,
  'too-many-values': ({ most, found }: { most: number; found: number }) =>
    `expected at most ${most} ${most === 1 ? 'value' : 'values'}, found ${found}.`,

  // Shapes of logits and targets.
  'targets-only-indices': ({ targets, logits, chosen }: Shapes & { chosen: string }) =>
    `shape ${shapeText(targets)} holds no target for each of the logits ${shapeText(logits)}, so the targets can only be class indices, not ${chosen}.`,
  'class-axis-needed': ({ targets, logits, axis }: Shapes & { axis: number }) =>
    `shape ${shapeText(targets)} lacks axis ${axis} of the logits ${shapeText(logits)}, so that axis is that of the classes: there cannot be none.`,
  'class-axis-misfit': ({ targets, logits, axis }: Shapes & { axis: number }) =>
    `shape ${shapeText(targets)} is not that of the logits ${shapeText(logits)} without class axis ${axis}.`,
  'no-class-indices': ({ targets }: { targets: Shape }) =>
    `shape ${shapeText(targets)} holds a target for each logit, so the targets cannot be class indices: choose binary, one-hot or soft targets.`,
  'no-class-axis': ({ shape }: { shape: Shape }) =>
    `a softmax needs an axis of two or more classes, the shape is ${shapeText(shape)}.`,
  'no-such-axis': ({ axis, shape }: { axis: number; shape: Shape }) =>
    `there is no axis ${axis} in the shape ${shapeText(shape)}: the class axis is one of 0 to ${shape.length - 1}.`,
  'no-such-background': ({ index, classes }: { index: number; classes: number }) =>
    `there is no class ${index} to be the background: the classes are 0 to ${classes - 1}.`,

  'shapes-misfit': (facts: Shapes & { array: string; indices: readonly Shape[]; fitSwapped: boolean }) => {
    const elementwise = `${shapeText(facts.logits)} (one target a logit)`;
    const expected =
      facts.indices.length === 0
        ? elementwise
        : `${elementwise} or ${facts.indices.map(shapeText).join(' or ')} (one class index an example)`;
    return (
      `shape ${shapeText(facts.targets)} does not fit the logits "${facts.array}" of shape ${shapeText(facts.logits)}: expected ${expected}. ` +
      (facts.fitSwapped
        ? 'The other way round they fit: the two may be swapped.'
        : 'Save both from the same batch and without a reduction, reshape one of them, or choose other arrays.')
    );
  },

  // Parameters.
  'gamma-out-of-range': ({ gamma }: { gamma: number }) => `gamma is ${gamma}: expected a number from 0 up.`,
  'alpha-out-of-range': ({ alpha }: { alpha: number }) =>
    `alpha is ${alpha}: expected a number from 0 to 1, a list of weights, or none.`,
  'weights-out-of-range': ({ alpha }: { alpha: readonly number[] }) =>
    `alpha is ${alpha.join(', ')}: expected weights from 0 up.`,
  'weights-misfit': ({ weights, channels }: { weights: number; channels: number }) =>
    `alpha lists ${weights} weights, but the logits have ${channels === 1 ? 'one channel' : `${channels} classes`}.`,
};

function listed({ arrays, more }: Arrays): string {
  if (arrays.length === 0) {
    return 'no array';
  }
  const examples = arrays.map(({ name, shape, dtype }) => `"${name}" ${shapeText(shape)} ${dtype}`);
  return `${examples.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
