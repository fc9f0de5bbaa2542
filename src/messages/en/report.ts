import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { Alpha } from '../facts';
import { alphaText, arrayText, counted } from './words';

/** Titles, tables and single sentences of a report around its findings. */
export const report = {
  title: 'Focal Loss report',
  titleOf: ({ files }: { files: string }) => `Focal Loss: ${files}`,
  checked: ({ files, time }: { files: string; time: string }) => `${files}, checked ${time}`,
  findings: 'Findings',
  noFindings: 'No findings',
  none: 'None.',
  whatItMeans: 'What it means:',
  whatToDo: 'What to do:',
  consequences: ({ count }: { count: number }) => `${counted(count, 'consequence')} of this:`,
  snippet: ({ snippet }: { snippet: string }) => `Snippet: Focal Loss: Insert Snippet → ${snippet}`,
  snippetInEditor: ({ snippet }: { snippet: string }) => `In VS Code: Focal Loss: Insert Snippet, ${snippet}`,
  severities: { error: 'error', warning: 'warning', information: 'information' },
  distributions: 'Distributions',
  table: 'Table',

  inputs: {
    title: 'Inputs',
    header: { role: 'role', file: 'file', array: 'array', shape: 'shape', type: 'type', bytes: 'bytes' },
    roles: {
      logits: 'logits',
      targets: 'targets',
      weight: 'weight',
      mask: 'mask',
      gradient: 'gradient',
      loss: 'loss',
    },
  },
  reading: {
    title: ({ input, link, targets }: ReadingFacts) =>
      `Read as ${INPUTS[input]}, ${link}, ${targets} targets`,
    elements: ({ elements, positives, negatives }: ElementFacts) =>
      `${counted(elements, 'element')}: ${counted(positives, 'positive')}, ${counted(negatives, 'negative')}.`,
    leftOut: ({ ignored, nonFinite, notFinite, invalidTargets }: LeftOutFacts) =>
      `Left out: ${[
        ...(ignored > 0 ? [`${countText(ignored)} ignored`] : []),
        ...(nonFinite > 0 ? [`${countText(nonFinite)} ${NOT_FINITE[notFinite]}`] : []),
        ...(invalidTargets > 0 ? [`${countText(invalidTargets)} with an invalid target`] : []),
      ].join(', ')}.`,
  },
  losses: {
    title: ({ alpha, gamma }: { alpha: Alpha; gamma: number }) =>
      `Losses with α = ${alphaText(alpha)}, γ = ${gamma}`,
    estimated: ({ relativeError }: { relativeError: number }) =>
      `Estimated from histograms; the relative error of each loss is at most ${numberText(relativeError)}.`,
    given: ({ file, array, reduced }: { file: string; array: string; reduced: string }) =>
      `${arrayText({ file, array })} is ${reduced}.`,
    header: { loss: 'loss' },
  },
  negatives: {
    title: 'Easy negatives',
    shares: ({ count, threshold, share, crossEntropyShare, focalShare }: EasyNegativeFacts) =>
      `${counted(count, 'negative')} with p_t ≥ ${threshold}: ${percentText(share)} of the elements, ${percentText(crossEntropyShare)} of the cross-entropy and ${percentText(focalShare)} of the focal loss.`,
  },
  classes: {
    title: 'Classes',
    most: ({ listed, rest }: { listed: number; rest: number }) =>
      `The ${listed} most frequent; ${countText(rest)} more are in the JSON report.`,
    header: {
      class: 'class',
      elements: 'elements',
      gradient: 'gradient',
    },
    background: 'background',
    class: ({ index }: { index: number }) => `class ${index}`,
    positive: 'positive',
    negative: 'negative',
  },
  ranking: {
    title: 'Ranking',
    accuracy: 'accuracy',
    topOne: 'top-1 accuracy',
    topFive: 'top-5 accuracy',
    rocAuc: 'ROC AUC',
    rocAucOfLabels: 'ROC AUC within labels',
    averagePrecision: 'average precision',
    header: { measure: 'measure', value: 'value', chance: 'by chance', standardError: 'standard error' },
    ofWorst: ({ listed, rest }: { listed: number; rest: number }) =>
      `The ${listed} with the largest mean cross-entropy; ${countText(rest)} more follow.`,
    meanCrossEntropy: 'mean cross-entropy',
    typicalProbability: 'typical p_t',
    recall: 'recall (95 %)',
    ofLeastRecall: ({ listed, rest }: { listed: number; rest: number }) =>
      `The ${listed} that are recalled the least for sure, by the upper end of the interval; ${countText(rest)} more follow.`,
    low: '95 % interval from',
    high: 'to',
    predicted: 'predicted',
    expected: 'foretold',
    target: 'target',
    takenFor: 'taken for',
    shareOfTarget: 'share of the target',
  },
  calibration: {
    title: 'Calibration',
    error: ({ error }: { error: number }) => `Expected calibration error ${percentText(error)}.`,
    scaled: ({ temperature, temperatureStandardError, error, standardError }: ScaledFacts) =>
      `The best temperature ${numberText(temperature)}${temperatureStandardError ? ` ± ${numberText(temperatureStandardError)}` : ''} leaves ${percentText(error)}${standardError === 0 ? '' : ` (an estimate, standard error ${percentText(standardError)})`}.`,
  },
  ofWrongPairs: ({ title }: { title: string }) =>
    `Predictions and targets do not seem to belong together ("${title}"): what is computed from such pairs says nothing of the model.`,
  ofMisreadValues: ({ title }: { title: string }) =>
    `The values are not what they were taken for ("${title}"): what is computed from them says nothing of the model.`,
  hardest: {
    title: 'Hardest examples',
    header: { id: 'id', index: 'index', side: 'side', target: 'target', p_t: 'p_t' },
  },
  comparison: {
    sameParameters: 'With the same α and γ',
    otherParameters: 'With different α or γ',
    change: 'change',
    foundOnlyIn: ({ file }: { file: string }) => `Found in ${file} only`,
    names: {
      elements: 'elements',
      positives: 'positives',
      nonFinite: 'not finite',
      easyNegativesOfCrossEntropy: 'easy negatives, share of cross-entropy',
      easyNegativesOfFocal: 'easy negatives, share of focal loss',
      accuracy: 'accuracy',
      topFive: 'top-5 accuracy',
      rocAuc: 'ROC AUC',
      averagePrecision: 'average precision',
      expectedCalibrationError: 'expected calibration error',
      bestTemperature: 'best temperature',
    },
    reducedLoss: ({ loss, reduction }: { loss: string; reduction: string }) => `${loss}, ${reduction}`,
  },
};

export interface ReadingFacts {
  input: keyof typeof INPUTS;
  link: 'sigmoid' | 'softmax';
  targets: 'binary' | 'index' | 'one-hot' | 'soft';
}

interface ElementFacts {
  elements: number;
  positives: number;
  negatives: number;
}

interface LeftOutFacts {
  ignored: number;
  nonFinite: number;
  /** The reason to count those as not finite. */
  notFinite: 'nonFinite' | 'missingLabels' | 'notProbabilities';
  invalidTargets: number;
}

interface EasyNegativeFacts {
  count: number;
  threshold: number;
  share: number | null;
  crossEntropyShare: number | null;
  focalShare: number | null;
}

interface ScaledFacts {
  temperature: number;
  /** 0 and null where nothing was estimated. */
  temperatureStandardError: number | null;
  error: number;
  standardError: number;
}

const NOT_FINITE = {
  nonFinite: 'not finite',
  missingLabels: 'without a label',
  notProbabilities: 'that are no probabilities',
};

const INPUTS = {
  logits: 'logits',
  probabilities: 'probabilities',
  'squashed-twice': 'probabilities with a second sigmoid or softmax',
};
