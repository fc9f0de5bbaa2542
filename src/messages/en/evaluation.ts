import { countText } from '../../format/count-text';
import { numberText } from '../../format/number-text';
import { shapeText } from '../../format/shape-text';
import { counted } from './words';

type Tensors = {
  predictions: readonly number[];
  targets: readonly number[];
  targetType: string;
};

/** A loss of the code that was run on the tensors of a report. */
export const evaluation = {
  heading: 'A loss of the code',
  title: ({ name, place }: { name: string; place: string }) => `${name} of the code (${place})`,
  place: ({ file, cell, line }: { file: string; cell: number | null; line: number | null }) =>
    [file, ...(cell === null ? [] : [`cell ${cell}`]), ...(line === null ? [] : [`line ${line}`])].join(', '),
  withSettings: (settings: readonly { name: string; value: string }[]) =>
    settings.length === 0
      ? 'Run with its default arguments.'
      : `Run with ${settings.map(({ name, value }) => `${name} = ${value}`).join(', ')}.`,
  exception: ({ className, message, line }: { className: string; message: string; line: number | null }) =>
    `${className}${message === '' ? '' : `: ${message}`}${line === null ? '' : ` (line ${line})`}`,
  raisesAsStored: (exception: string) => `It raises on the tensors as they are stored: ${exception}.`,
  growsAsStored: 'On the tensors as they are stored, it does not give each element a loss of its own.',
  givenInstead: ({ predictions, targets, targetType }: Tensors) =>
    `So it was given predictions of shape ${shapeText(predictions)} and ${targetType} targets of shape ${shapeText(targets)}.`,
  givenProbabilities: 'It takes probabilities, and was given those of the logits.',
  givenLogits: 'It takes logits, and was given those of the probabilities.',
  sampled: ({ logits, of }: { logits: number; of: number }) =>
    `Run on ${countText(logits)} of ${countText(of)} logits, in rows from all over the files.`,
  withoutWeights: 'The weights of the files are given neither to it nor to the formula beside it.',
  raises: (exception: string) => `It raises ${exception}.`,
  notUnderstood: (reason: string) =>
    `Focal Loss runs the code in an evaluator of its own, and ended here: ${reason}. There is no value.`,
  comparison: {
    agrees: 'Value and gradient are those of the focal loss with the parameters of this report.',
    scaled: ({ factor }: { factor: number }) =>
      `The gradient is ${numberText(factor)} times that of the focal loss with the parameters of this report.`,
    scaledValue:
      'The gradient is that of the focal loss with the parameters of this report; the value is another.',
    sides: ({ positives, negatives }: { positives: number; negatives: number }) =>
      `The gradient is ${numberText(positives)} times that of the focal loss on positives, and ${numberText(negatives)} times on negatives.`,
    otherAlpha: {
      off: 'It is the focal loss of this report without α.',
      reversed: 'It is the focal loss of this report with α and 1 − α exchanged: α reaches the negatives.',
    },
    notFinite: ({ count, index }: { count: number; index: string }) =>
      `The gradient is NaN or infinite at ${counted(count, 'logit')} where that of the focal loss is finite, first at ${index}.`,
    noGradient: ({ valueAgrees }: { valueAgrees: boolean }) =>
      valueAgrees
        ? 'The value is that of the focal loss with the parameters of this report; the code gives no gradient.'
        : 'The value is not that of the focal loss with the parameters of this report, and the code gives no gradient.',
    otherLink: ({ isSoftmax }: { isSoftmax: boolean }) =>
      isSoftmax
        ? 'The code takes a row for one of K classes, and this report takes each value by itself: the losses differ.'
        : 'The code takes each value by itself, and this report takes a row for one of K classes: the losses differ.',
    differs: 'The gradient has another form than that of the focal loss with the parameters of this report.',
  },
  beside: 'The code and the formula on these tensors',
  header: { quantity: 'quantity', code: 'code', formula: 'focal loss', difference: 'difference' },
  value: (reduction: string) => `loss, ${reduction}`,
  sumOf: (elements: number) => `sum of the ${countText(elements)} losses`,
  gradientNorm: 'norm of the gradient',
  gradientAt: (index: string) => `gradient at ${index}, most different`,
  lossAt: (index: string) => `loss at ${index}, most different`,
  run: 'Run a loss of the workspace on these tensors…',
  runAnother: 'Run another loss…',
  about:
    'Its value and gradient on these logits and targets, beside those of the focal loss. Nothing of the code is executed: Focal Loss evaluates it by itself.',
  running: 'The loss is being run…',
  cancel: 'Cancel',
  cancelled: 'The run was cancelled.',
  open: 'Show the code',
  plot: 'Plot this loss',
  end: 'Take it away',
  whichLoss: 'Run which loss on these tensors?',
  lossesOfWorkspace: 'Focal losses of the workspace',
  noLosses: 'There is no focal loss in the workspace',
  lastChosen: 'chosen last for these tensors',
};
