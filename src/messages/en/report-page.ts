import { countText } from '../../format/count-text';
import { numberText, pointsText } from '../../format/number-text';
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
    chooseArrays: 'Choose arrays…',
    openInViewer: 'Open in the viewer',
  },
  savedReportOf: (moment: string) => `Saved report of ${moment}`,
  controlsAreOff:
    'This report was saved: its parameters and its reading can be changed only together with its data.',
  dataNotFound: 'Its files were not found in this workspace.',
  checkItsData: 'Check its data again',
  watchingSince: (clock: string) => `watching, last checked ${clock}`,
  checkAgainOnChange: 'Check again when the file changes',
  compareWith: 'Compare with…',
  endComparison: 'End comparison',
  plotThisLoss: 'Plot this loss',
  saveReport: 'Save the report',
  saveReportAs: (format: string) => `Save the report as ${format}`,
  check: 'Check',
  estimated: (relativeError: number) =>
    `Losses estimated from the histograms to ${numberText(relativeError)} relative, the exact ones follow:`,

  clean: 'Nothing is wrong with these tensors that this check knows of.',
  severities: { error: 'Error', warning: 'Warning', information: 'Note' },
  titled: (label: string, text: string) => `${label}: ${text}`,
  copyFinding: (title: string) => `Copy finding: ${title}`,
  seen: 'Seen',
  means: 'Means',
  fix: 'Fix',
  insertSnippet: (snippet: string) => `Insert ${snippet}`,

  showInViewer: (array: string, index: string) => `Show ${array}${index} in the viewer`,
  copyExact: (value: string) => `${value}; press to copy all digits`,

  series: {
    files: 'File by file',
    ofLast: (last: string) => `Below is the report of the last file, ${last}.`,
    runs: 'Since the file is watched',
    ofEachRun: 'A line for each check after a change, by the time of day.',
  },

  atAGlance: 'At a glance',
  sinceLastRun: 'Changes since the last run',
  sinceEdit: 'Changes from before the edit',
  points: (change: number) => `${pointsText(change)} points`,
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
  ignoredTarget: 'Ignored target',
  noIgnoredTarget: 'none',
  readAs: (reading: string) => `Read as ${reading}`,
  anchorsOfOneClass: 'anchors of one class',
  targetsWithout: (value: string) => `targets without ${value}`,
  takeForWhatTheySeem: 'Take the arrays for what they seem',

  chances: {
    random: (chance: string) => `${chance} at random`,
    mostFrequentClass: (chance: string) => `${chance} by always giving the most frequent class`,
    fiveMostFrequentClasses: (chance: string) => `${chance} by always giving the five most frequent classes`,
  },
  standardError: (standardError: string) => `standard error ${standardError}`,
  measureWithin: (bound: string) => `the histogram gives it to ± ${bound}`,
  crosshair: (figure: string) => `Crosshair of the figure: ${figure}`,

  losses: 'Losses',
  lossesWith: (alpha: number | null | 'by class', gamma: number) =>
    `With α ${typeof alpha === 'number' ? `= ${numberText(alpha)}` : (alpha ?? 'off')} and γ = ${numberText(gamma)}`,

  hardestOf: (group: Group) => `The ${GROUPS[group]} with the largest cross-entropy`,

  showAnyway: 'Show it anyway',
  arrays: 'Arrays',
  readIn: (seconds: number) => `Read in ${numberText(seconds)} s`,
  useOtherArrays: 'Use other arrays…',

  comparedWith: (title: string) => `Compared with ${title}`,
  this: 'this',
  quantity: 'quantity',
  foundHereOnly: (titles: readonly string[]) => `Found here only: ${titles.join('; ')}.`,
  foundThereOnly: (titles: readonly string[]) => `Found there only: ${titles.join('; ')}.`,

  figures: 'Figures',
  figureLabel: (heading: string, explanation: string) =>
    `${heading}. ${explanation} Its numbers are in the table below.`,
  tableCut: (heading: string, rest: number) => `${heading}; ${counted(rest, 'more row')} in the CSV`,
};
