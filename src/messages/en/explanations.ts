import type { ElementQuantity, FACTOR_IDS, WeightsRole } from '../../check/explain/candidate';
import type { ReductionId } from '../../check/explain/reductions';
import { countText } from '../../format/count-text';
import { exactNumberText, numberText } from '../../format/number-text';
import type { MendId } from '../../loss/variants/variants';
import type { Sentence } from '../sentence';
import { counted } from './words';

/** Losses that are made of more than the losses of single elements. */
export type KindId =
  | 'reduced-before-modulation'
  | 'modulation-averaged'
  | 'flattened-targets-broadcast'
  | 'shapes-broadcast'
  | 'ignored-as-negatives'
  | 'ignored-counted'
  | 'background-left-out'
  | 'double-softmax'
  | 'one-vs-rest'
  | 'softmax-one-vs-rest'
  | 'alpha-twice'
  | 'one-vs-rest-of-foreground'
  | 'one-hot-plus-1e-6';

/** The number in the name of a loss, as 1e-7 of a clamp. */
interface Numbered {
  number: string;
}

/** Sentences on the losses that explain a value that the training printed. */
export const explanations = {
  /** Names of losses, to stand at the beginning of a line. */
  losses: {
    focal: 'Focal loss',
    focalWithoutWeight: 'Focal loss before the weight',
    focalWithoutAlpha: 'Focal loss without α',
    crossEntropy: 'Cross-entropy',
    alphaBalancedCrossEntropy: 'α-balanced cross-entropy',
    focalStar: 'FL*',
    'alpha-on-negatives': 'Focal loss with α on the negatives',
    'alpha-same-for-both': 'Focal loss with the same α for both sides',
    'alpha-positives-only': 'Focal loss with α on the positives alone',
    'alpha-negatives-only': 'Focal loss with α on the negatives alone',
    'p-instead-of-pt': 'Focal loss with p in place of p_t',
    'swapped-modulation': 'Focal loss with p_t^γ in place of (1 − p_t)^γ',
    'gamma-not-exponent': 'Focal loss with γ as a factor, not an exponent',
    'detached-modulation': 'Focal loss with a detached modulating factor',
    'pt-from-weighted-ce': 'Focal loss with p_t from the weighted cross-entropy',
    'double-sigmoid': 'Focal loss after two sigmoids',
    'probabilities-loss-on-logits': 'Focal loss that takes the logits for probabilities',
    'targets-inverted': 'Focal loss of inverted targets',
    'sign-error': 'Focal loss with one minus sign too many',
    'log-base': ({ number }: Numbered) => `Focal loss with log${number} in place of the natural logarithm`,
    'label-smoothing-before': ({ number }: Numbered) => `Focal loss of targets smoothed by ${number}`,
    'label-smoothing-after': ({ number }: Numbered) =>
      `Focal loss whose cross-entropy alone has targets smoothed by ${number}`,
    'pt-from-label-smoothed-ce': ({ number }: Numbered) =>
      `Focal loss with p_t from a cross-entropy smoothed by ${number}`,
    clamp: ({ number }: Numbered) => `Focal loss of probabilities clamped at ${number}`,
    'log-of-p-plus': ({ number }: Numbered) => `Focal loss with log(p_t + ${number})`,
    'reduced-before-modulation': 'Focal loss of the mean cross-entropy: reduced before the modulation',
    'modulation-averaged': 'Mean of the modulating factor times mean of the cross-entropy',
    'flattened-targets-broadcast': 'Focal loss whose α_t is broadcast against every element',
    'shapes-broadcast': 'Focal loss of every logit with the target of every element',
    'ignored-as-negatives': 'Focal loss that counts the ignored elements as class 0',
    'ignored-counted': 'Focal loss with the ignore index as a target',
    'background-left-out': 'Focal loss without class 0',
    'double-softmax': 'Focal loss after two softmaxes',
    'one-vs-rest': 'Sigmoid focal loss of one-hot targets, one sigmoid a class',
    'softmax-one-vs-rest': 'Binary focal loss of each probability of the softmax',
    'alpha-twice': 'Focal loss with α_t applied twice',
    'one-vs-rest-of-foreground': 'Sigmoid focal loss of one-hot targets without class 0, one sigmoid a class',
    'one-hot-plus-1e-6': 'Focal loss of one-hot targets plus 1e-6',
  } satisfies Readonly<Record<'focal' | MendId | KindId, Sentence>>,
  /** The use of α or of the weights, where the name of the loss does not say it. */
  weights: {
    positives: '',
    classZero: 'on the negatives',
    foreground: 'on all classes but 0, 1 − α on class 0',
    everyClass: 'on every class alike',
    perClass: 'one weight a class',
    positivesOnly: 'on the positives alone',
    negativesOnly: 'on the negatives alone',
    positivesTwice: 'applied twice',
    off: 'α off',
    inverseFrequency: 'weights of inverse frequency',
    positiveWeight: 'positives times negatives / positives',
    'effectiveNumber0.9': 'class-balanced weights, β = 0.9',
    'effectiveNumber0.99': 'class-balanced weights, β = 0.99',
    'effectiveNumber0.999': 'class-balanced weights, β = 0.999',
    'effectiveNumber0.9999': 'class-balanced weights, β = 0.9999',
  } satisfies Readonly<Record<WeightsRole, string>>,
  reductions: {
    mean: 'mean over valid elements',
    sum: 'sum',
    meanOverPositives: 'sum over the positives',
    meanOverAll: 'mean over all elements, ignored ones too',
    meanOverRows: 'sum over the classes, mean over the rows',
    meanOverExamples: 'sum over the first axis (images)',
    positivesPlusOne: 'sum over the positives + 1',
    meanOverPositions: 'mean over the positions, sum over the rest',
    sumOverPositivesAndQueries: 'mean over the second axis, sum over the positives',
    maskedMean: 'mean over elements × classes of a masked one-hot loss',
    meanOverNegatives: 'sum over the negatives',
    maskedMeanOfForeground: 'mean over elements × (classes − 1)',
    sumOfBatchMeans: 'sum of the means of the batches',
    movingPositives: 'sum over the moving average of the positives, first step',
    meanOverExamplesTwice: 'mean, divided by the length of the first axis once more',
    none: 'element by element',
    sumOfWeights: 'sum over the weights',
    sumOfModulation: 'sum over the modulating factors',
    sideMeans: 'mean of the positives + mean of the negatives',
    halfSideMeans: 'average of the means of positives and negatives',
    imageMeansOverPositives: 'mean over the images of their sum over their positives',
    imageMeans: 'mean of the means of the images',
    imageSumsOverPositives: 'sum over the images of their sum over their positives',
    classMeans: 'mean of the means of the classes',
    sumOfClassMeans: 'sum of the means of the classes',
    batchMeans: 'mean of the means of the batches, the last one smaller',
    batchMeansOverPositives: 'mean over the batches of their sum over their positives',
    lastBatchDropped: 'mean without the last batch',
    lastBatchTwice: 'mean that counts the last batch twice',
    firstBatch: 'mean of the first batch',
  } satisfies Readonly<Record<ReductionId, string>>,
  arithmetic: ({ type }: { type: string }) => `in ${type}`,
  batch: ({ size }: { size: number }) => `batches of ${size}`,
  factors: {
    sign: () => 'times −1',
    number: ({ value }: { value: number }) =>
      value < 1 ? `divided by ${exactNumberText(1 / value)}` : `times ${exactNumberText(value)}`,
    classes: ({ value }: { value: number }) => `times ${exactNumberText(value)}, the number of classes`,
    oneOverClasses: ({ value }: { value: number }) =>
      `divided by ${exactNumberText(Math.round(1 / value))}, the number of classes`,
  } satisfies Readonly<Record<(typeof FACTOR_IDS)[number], Sentence>>,
  title: ({
    loss,
    parameters,
    reduced,
    libraries,
  }: {
    loss: string;
    parameters: readonly string[];
    reduced: readonly string[];
    libraries: readonly string[];
  }) =>
    `${loss}${parameters.length === 0 ? '' : ` (${parameters.join(', ')})`}: ${reduced.join(', ')}${libraries.length === 0 ? '' : `, as in ${libraries.join(' and ')}`}`,

  /** The change that turns a mistake into the focal loss. */
  mends: {
    focalWithoutWeight: 'Multiply each loss by the weight of its element before the reduction.',
    focalWithoutAlpha: 'Multiply by α_t: α for positives, 1 − α for negatives.',
    crossEntropy: 'Multiply by α_t and the modulating factor (1 − p_t)^γ.',
    alphaBalancedCrossEntropy: 'Multiply by the modulating factor (1 − p_t)^γ.',
    focalStar: 'FL* is a loss of its own. For focal loss, multiply the cross-entropy by α_t and (1 − p_t)^γ.',
    'alpha-on-negatives':
      'Weigh target 1 by α and target 0 by 1 − α: alpha_t = alpha * targets + (1 - alpha) * (1 - targets).',
    'alpha-same-for-both':
      'A factor on every element only scales the learning rate: multiply positives by α and negatives by 1 − α.',
    'alpha-positives-only': 'Multiply the negatives by 1 − α as well.',
    'alpha-negatives-only': 'Multiply the positives by α and the negatives by 1 − α.',
    'p-instead-of-pt':
      'Take p_t = p for positives and 1 − p for negatives; with p alone, easy negatives keep their whole loss.',
    'swapped-modulation': 'Raise 1 − p_t to the power of γ, so that easy examples fade.',
    'gamma-not-exponent': 'Write (1 - p_t) ** gamma.',
    'detached-modulation':
      'Leave the modulating factor in the graph where the gradient of the paper is wanted.',
    'pt-from-weighted-ce': 'Take p_t from the cross-entropy without weights, and multiply by α_t afterwards.',
    'double-sigmoid':
      'Pass the logits: the loss applies the sigmoid itself. Twice applied, p stays between 0.5 and 0.731.',
    'probabilities-loss-on-logits':
      'Use the form that takes logits: from_logits=True, binary_cross_entropy_with_logits.',
    'targets-inverted': 'Target 1 is the positive class: use labels == 1, or negate the logits.',
    'sign-error': 'The cross-entropy −log p_t is positive: leave out one of the two minus signs.',
    'log-base': 'Use the natural logarithm.',
    'label-smoothing-before': 'Leave the targets at 0 and 1.',
    'label-smoothing-after': 'Leave the targets of the cross-entropy at 0 and 1.',
    'pt-from-label-smoothed-ce':
      'Take p_t from the hard targets, and smooth the cross-entropy that it multiplies.',
    clamp: 'Compute log p_t from the logits, as log-sigmoid does, and clamp nothing.',
    'log-of-p-plus': 'Compute log p_t from the logits, as log-sigmoid does, and add nothing.',
    'reduced-before-modulation':
      "Take the cross-entropy with reduction='none', and the mean after the modulating factor.",
    'modulation-averaged': 'Multiply element by element, and take the mean afterwards.',
    'flattened-targets-broadcast':
      'Give α_t the shape of the loss: gather it before the targets are flattened.',
    'shapes-broadcast': 'Give logits and targets the same shape: logits.squeeze(-1) or targets[:, None].',
    'ignored-as-negatives': 'Leave ignored elements out before the targets become one-hot or are clamped.',
    'ignored-counted': 'Multiply the loss by a mask of the elements that are not ignored.',
    'background-left-out': 'Keep class 0 in the sum, unless its examples should not train.',
    'double-softmax': 'Pass the logits: the loss applies the softmax itself.',
    'one-vs-rest': 'For a softmax, take −log p of the target class from log_softmax.',
    'softmax-one-vs-rest': 'For a softmax, take the loss of the target class alone.',
    'alpha-twice': 'Multiply by α_t once: inside the loss or outside, not in both places.',
    'one-vs-rest-of-foreground': 'Keep class 0, or take a softmax, whose classes compete.',
    'one-hot-plus-1e-6':
      'Add nothing to the one-hot targets: the loss needs no ε where −log p comes from log_softmax.',
  } satisfies Readonly<Record<MendId | KindId, string>>,
  /** For what is no mistake. */
  convention: ({ alpha, gamma }: { alpha: number | null; gamma: number }) =>
    `Nothing is wrong with it. Check with α = ${alpha === null ? 'none' : exactNumberText(alpha)} and γ = ${exactNumberText(gamma)} to see this loss in the whole report.`,
  useParameters: ({ alpha, gamma }: { alpha: number | null; gamma: number }) =>
    `Check with ${alpha === null ? 'α off' : `α = ${exactNumberText(alpha)}`}, γ = ${exactNumberText(gamma)}`,
  ofReport: 'Nothing is wrong with it: it has the α and γ of this report.',
  /** For a loss in float16 or bfloat16. */
  widen: ({ type }: { type: string }) =>
    `The number is one of ${type}, which has 2 to 3 digits: take the loss of logits.float() to see the others.`,
  weighedByCounts: 'Nothing is wrong with it: the weights follow from the counts of the classes.',
  factor: ({ factor }: { factor: string }) =>
    `Look for a weight of the loss, an accumulation of steps or a number of processes: it is ${factor}.`,

  quantities: { loss: '', gradient: 'gradient by the logits' } satisfies Readonly<
    Record<ElementQuantity, string>
  >,
  scale: ({ scale }: { scale: number }) => `times ${numberText(scale)}`,
  /** The answer for an array with one value an element. */
  arraySection: ({ array }: { array: string }) => `What gives array ${array}`,
  arrayIs: ({ compared, title, difference }: { compared: number; title: string; difference: number }) =>
    `All ${countText(compared)} elements are: ${title}. The largest difference is ${numberText(difference)}.`,
  arrayNothing: ({ compared }: { compared: number }) =>
    `No loss that was tried gives all ${countText(compared)} elements.`,
  arrayTooFew: ({ compared }: { compared: number }) =>
    `${counted(compared, 'element is', 'elements are')} too few to tell a loss.`,
  /** The answer for a log with several values. */
  logSection: ({ file }: { file: string }) => `What gives the loss values of ${file}`,
  logShared: ({ name, values, title }: { name: string; values: number; title: string }) =>
    `${name === '' ? 'All' : `${name}: all`} ${countText(values)} values are the same loss: ${title}`,
  logSome: ({ name, values, explained }: { name: string; values: number; explained: number }) =>
    `${name === '' ? '' : `${name}: `}${countText(explained)} of ${counted(values, 'value', 'values')} ${explained === 1 ? 'has' : 'have'} an explanation.${explained === values ? '' : ' The others belong to other tensors, such as those of another epoch, or to another loss.'}`,
  heading: 'Explain a loss value',
  about:
    'The training code printed another number than this report? Type it with all its digits to learn which convention or mistake gives it.',
  field: 'Printed loss value',
  noNumber: 'This is no number as a program prints it.',
  /** Words of the page. */
  framework: 'Code of',
  noCodeIn: ({ framework }: { framework: string }) =>
    `There is no line of ${framework} for it: that of PyTorch.`,
  copyCode: 'Copy code',
  insertRight: 'Insert the right version',
  plotBoth: 'Plot both',
  hidePlot: 'Hide the plot',
  fromFile: 'Take losses from a file…',
  whichFile: 'A file with losses or gradients of the elements, or a log',
  withTensors: 'Read the tensors too',
  withTensorsWhy: 'Means by class, image or batch were not tried: for them the tensors are read again.',
  openOwn: 'Open the loss',
  sameValue: ({ titles }: { titles: readonly string[] }) => `The same on these data: ${titles.join('; ')}`,
  alike: ({ title, others }: { title: string; others: number }) =>
    others === 0 ? title : `${title} (${counted(others, 'other has', 'others have')} this very value)`,
  curves: {
    title: (name: string) => `${name}, beside the focal loss of the report`,
    caption:
      'The loss of one element over its logit. The loss that was found is solid, that of the report dotted.',
    logit: 'logit',
    loss: 'loss',
    found: (target: 0 | 1) => (target === 1 ? 'found, positives' : 'found, negatives'),
    right: (target: 0 | 1) => (target === 1 ? 'report, positives' : 'report, negatives'),
  },
  section: ({ text }: { text: string }) => `What gives ${text}`,
  is: ({ text, title }: { text: string; title: string }) => `${text} is: ${title}`,
  code: 'Code:',
  mend: 'What to do:',
  others: ({ others }: { others: number }) =>
    `${counted(others, 'other loss', 'other losses')} of the table ${others === 1 ? 'gives' : 'give'} the same digits and ${others === 1 ? 'is' : 'are'} less usual.`,
  chance: ({ possible, digits, tried }: { possible: number; digits: number; tried: number }) =>
    `${counted(possible, 'loss', 'losses')} of ${countText(tried)} that were tried ${possible === 1 ? 'agrees' : 'agree'} to ${counted(digits, 'digit')}; as many would by chance. Give more digits, or the losses of the elements as an array named loss.`,
  nothing: ({ text, tried }: { text: string; tried: number }) =>
    `None of ${countText(tried)} losses that were tried gives ${text}. It may be another loss, other data, or more than one change at a time. The nearest:`,
  hint: ({ parameter, value, reduced }: { parameter: 'alpha' | 'gamma'; value: number; reduced: string }) =>
    `${parameter === 'alpha' ? 'α' : 'γ'} = ${numberText(value)} would give it as ${reduced}: a hint, since nearly every number has such a value.`,
  incomplete:
    'The tensors themselves were not read: means by class, image or batch were not tried. For up to a million logits, focal-loss check FILE --loss tries them.',
  ownCode: ({
    name,
    place,
    text,
    reduction,
  }: {
    name: string;
    place: string;
    text: string;
    reduction: 'sum' | 'mean' | null;
  }) =>
    `Your ${name} in ${place} gives exactly ${text} on these tensors${reduction === null ? '' : `, as the ${reduction} of its losses`}.`,
  ownMistake: ({ loss, mend }: { loss: string; mend: string }) =>
    `It computes: ${loss}.${mend === '' ? '' : ` ${mend}`}`,
  noOwnCode: ({ losses, text }: { losses: number; text: string }) =>
    losses === 0
      ? 'The code has no focal loss that runs on all these tensors.'
      : `${losses === 1 ? 'The loss of the code that was run does not give' : `None of the ${countText(losses)} losses of the code that were run gives`} ${text}.`,
  header: {
    loss: 'loss',
    value: 'value',
    ratio: 'printed / value',
    difference: 'largest difference',
    agreeing: 'elements that agree',
    line: 'line',
  },
};
