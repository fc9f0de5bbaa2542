import { countText } from '../../format/count-text';
import { numberText, percentText, signedText } from '../../format/number-text';
import { counted } from './words';

/** The groups of elements, alone and within a sentence. */
const GROUPS = { positives: 'positives', negatives: 'negatives' };
type Group = keyof typeof GROUPS;

/** Labels and sentences of the page of a check. */
export const reportPage = {
  remedies: {
    retry: 'Check again',
    goBack: 'Back to the last report',
    chooseTargets: 'Choose the targets…',
    chooseLogits: 'Choose the logits…',
  },
  savedReportOf: (moment: string) => `Saved report of ${moment}`,
  checkAgainOnChange: 'Check again when the file changes',
  compareWith: 'Compare with…',
  endComparison: 'End comparison',
  plotThisLoss: 'Plot this loss',
  saveReport: 'Save the report',
  saveAs: 'Save as',
  saveReportAs: (format: string) => `Save the report as ${format}`,
  check: 'Check',
  reading: 'Reading…',
  estimated: (relativeError: number) =>
    `Losses estimated from the histograms to ${numberText(relativeError)} relative, the exact ones follow:`,

  findings: 'Findings',
  clean: 'Nothing is wrong with these tensors that this check knows of.',
  severities: { error: 'Error', warning: 'Warning', information: 'Note' },
  titled: (label: string, text: string) => `${label}: ${text}`,
  copyFinding: (title: string) => `Copy finding: ${title}`,
  seen: 'Seen',
  means: 'Means',
  fix: 'Fix',
  insertSnippet: (snippet: string) => `Insert ${snippet}`,

  atAGlance: 'At a glance',
  sinceLastRun: (change: number) => `${signedText(change)} since the last run`,
  facts: {
    elements: 'elements',
    positives: 'positives',
    positiveShare: 'of the elements are positive',
    ignored: 'ignored',
    notFinite: {
      nonFinite: 'NaN or infinite',
      missingLabels: 'without a label',
      notProbabilities: 'not a probability',
    },
    invalidTargets: 'without a valid target',
    crossEntropyOfEasy: (threshold: number) => `of CE from easy negatives (p_t ≥ ${threshold})`,
    focalOfEasy: 'of FL from easy negatives',
    focalLoss: (reduction: string) => `focal loss, ${reduction}`,
    calibrationError: 'expected calibration error',
  },

  parameters: 'Parameters',
  focusing: 'focusing',
  weightsByClass: (weights: string) => `α, one weight a class: ${weights}`,
  alphaSwitch: 'α weighs the classes',
  weightOfPositives: 'weight of the positives',
  reduction: 'Reduction',
  interpretation: 'What the arrays were taken for',
  why: 'Why',
  values: 'Values',
  inputs: {
    logits: 'logits',
    probabilities: 'probabilities',
    'squashed-twice': 'probabilities, squashed once more',
  },
  probabilitiesBy: 'Probabilities by',
  links: { sigmoid: 'sigmoid, each value by itself', softmax: 'softmax over the classes' },
  targets: 'Targets',
  targetKinds: {
    binary: '0 or 1',
    index: 'index of the class',
    'one-hot': 'one-hot',
    soft: 'soft, between 0 and 1',
  },
  classAxis: 'Class axis',
  axis: (axis: number, place: 'first' | 'second' | 'third' | 'last' | null, classes: number) =>
    `axis ${axis}${place === null ? '' : `, the ${place}`} (${countText(classes)} classes)`,
  noClassAxis: 'none, each value by itself',
  backgroundClass: 'Background class',
  noBackground: 'none, every class is positive',
  classNumber: (index: number) => `class ${index}`,
  ignoredTarget: 'Ignored target',
  noIgnoredTarget: 'none',
  takeForWhatTheySeem: 'Take the arrays for what they seem',

  losses: 'Losses',
  lossesWith: (alpha: number | null | 'by class', gamma: number) =>
    `With α ${typeof alpha === 'number' ? `= ${numberText(alpha)}` : (alpha ?? 'off')} and γ = ${numberText(gamma)}`,
  lossNames: {
    crossEntropy: 'CE',
    alphaBalancedCrossEntropy: 'α-balanced CE',
    focal: 'FL',
    focalStar: 'FL*',
  },

  hardest: 'Hardest examples',
  hardestOf: (group: Group) => `The ${GROUPS[group]} with the largest cross-entropy`,
  index: 'index',
  class: 'class',
  target: 'target',
  crossEntropyShort: 'CE',
  file: 'file',

  arrays: 'Arrays',
  readIn: (seconds: number) => `Read in ${numberText(seconds)} s`,
  arrayColumns: ['role', 'array', 'shape', 'dtype', 'bytes', 'file'],
  useOtherArrays: 'Use other arrays…',

  comparedWith: (title: string) => `Compared with ${title}`,
  sameParameters: 'With the same α and γ',
  differentParameters: 'With different α or γ',
  this: 'this',
  quantity: 'quantity',
  change: 'change',
  foundHereOnly: (titles: readonly string[]) => `Found here only: ${titles.join('; ')}.`,
  foundThereOnly: (titles: readonly string[]) => `Found there only: ${titles.join('; ')}.`,

  figures: 'Figures',
  table: 'Table',
  figureLabel: (heading: string, explanation: string) =>
    `${heading}. ${explanation} Its numbers are in the table below.`,
  tableCut: (heading: string, rest: number) => `${heading}; ${counted(rest, 'more row')} in the CSV`,

  groups: GROUPS,
  crossEntropy: 'cross-entropy',
  focalLoss: 'focal loss',
  loss: 'loss',
  elements: 'elements',
  share: 'share',
  histogram: {
    heading: 'Probability given to the target, p_t',
    explanation:
      'On the right what the model has learned, on the left where it is wrong. The count is logarithmic.',
    columns: ['p_t from', 'to', 'positives', 'negatives'],
  },
  lossCurve: {
    heading: 'The loss where the elements are',
    explanation: (alpha: number | null, gamma: number) =>
      `Focal loss with γ = ${numberText(gamma)}, ${alpha === null ? 'without α' : `α = ${numberText(alpha)}`}, over p_t. The bars are the elements, their number logarithmic.`,
    columns: ['p_t', 'cross-entropy', 'FL of a positive', 'FL of a negative', 'positives', 'negatives'],
  },
  classShares: {
    heading: 'Who carries the loss',
    explanation: 'Share of each class in the elements, in the cross-entropy and in the focal loss.',
    explanationOfMost: (classes: number) =>
      `Share of each class in the loss; the ${classes} classes with the largest part of the focal loss.`,
    columns: ['class', 'elements', 'share of cross-entropy', 'share of focal loss', 'share of gradient'],
  },
  cumulative: {
    heading: (group: Group) => `Cumulative normalised loss, ${GROUPS[group]}`,
    explanations: {
      positives: 'Samples from easy to hard. For positives the curves should stay close to each other.',
      negatives:
        'Samples from easy to hard. The more γ, the fewer negatives carry the loss: the curve hugs the right edge.',
    },
    shareOfSamples: 'share of samples',
    shareOf: (group: Group) => `share of ${GROUPS[group]}`,
    shareOfLoss: 'share of the loss',
    lossAt: (gamma: number) => `loss at γ = ${gamma}`,
  },
  reliability: {
    heading: 'Reliability',
    explanation: (error: number) =>
      `Below the diagonal the model is over-confident. Expected calibration error: ${percentText(error)}.`,
    scaled: (temperature: number, error: number, standardError: number) =>
      `Dividing the logits by T = ${numberText(temperature)} brings it to ${percentText(error)}${standardError === 0 ? '' : ` (an estimate, standard error ${percentText(standardError)})`}.`,
    asGiven: 'as given',
    afterScaling: 'after temperature scaling',
    bin: 'bin',
    confidence: 'confidence',
    accuracy: 'accuracy',
    confidenceOf: (series: string) => `confidence, ${series}`,
    accuracyOf: (series: string) => `accuracy, ${series}`,
    elementsOf: (series: string) => `elements, ${series}`,
  },
  comparedHistogram: {
    heading: (group: Group) => `p_t of the ${GROUPS[group]}, compared`,
    explanation: (group: Group) => `Share of the ${GROUPS[group]} in each bin of p_t.`,
    shareOf: (group: Group) => `share of the ${GROUPS[group]}`,
  },
};
