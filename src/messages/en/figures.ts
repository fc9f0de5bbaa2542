import { numberText, percentText } from '../../format/number-text';

/** The groups of elements, alone and within a sentence. */
const GROUPS = { positives: 'positives', negatives: 'negatives' };
type Group = keyof typeof GROUPS;

/** The figures of a report: titles, captions, axes and columns. */
export const figures = {
  groups: GROUPS,
  loss: 'loss',
  elements: 'elements',
  share: 'share',
  histogram: {
    title: 'Probability given to the target, p_t',
    caption:
      'On the right what the model has learned, on the left where it is wrong. The count is logarithmic.',
    from: 'p_t from',
    to: 'to',
  },
  lossCurve: {
    title: 'The loss where the elements are',
    caption: (alpha: number | null, gamma: number) =>
      `Focal loss with γ = ${numberText(gamma)}, ${alpha === null ? 'without α' : `α = ${numberText(alpha)}`}, over p_t. The bars are the elements, their number logarithmic.`,
    ofPositive: 'FL of a positive',
    ofNegative: 'FL of a negative',
  },
  classShares: {
    title: 'Who carries the loss',
    caption: 'Share of each class in the elements, in the cross-entropy and in the focal loss.',
    captionOfMost: (classes: number) =>
      `Share of each class in the loss; the ${classes} classes with the largest part of the focal loss.`,
    bar: (label: string, share: string, of: string) => `${label}: ${share} of the ${of}`,
    class: 'class',
    ofCrossEntropy: 'share of cross-entropy',
    ofFocal: 'share of focal loss',
    ofGradient: 'share of gradient',
  },
  classQuality: {
    title: 'Classes, the worst first',
    caption:
      'The mean cross-entropy of the examples of each class. At p_t = e^−CE lies the typical probability of the class.',
    captionOfWorst: (classes: number) =>
      `The mean cross-entropy of the examples of each class, for the ${classes} worst classes; the table has all. At p_t = e^−CE lies the typical probability of the class.`,
    bar: (label: string, loss: string) => `${label}: mean cross-entropy ${loss}`,
  },
  classRecall: {
    title: 'Recall of each class',
    caption:
      'The share of the examples of each class that the model takes for this class, those first that are surely recalled the least.',
    captionOfWorst: (classes: number) =>
      `The share of the examples of each class that the model takes for this class, for the ${classes} classes that are surely recalled the least; the table has all.`,
    bar: (label: string, recall: string, low: string, high: string) =>
      `${label}: recall ${recall}, 95 % interval ${low} to ${high}`,
  },
  confusions: {
    title: 'Most frequent confusions',
    caption: 'The target class, then the class that the model takes its examples for.',
    pair: (target: string, predicted: string) => `${target} → ${predicted}`,
    bar: (target: string, predicted: string, count: string, share: string) =>
      `${target} taken for ${predicted}: ${count}, ${share} of the examples of ${target}`,
  },
  cumulative: {
    title: (group: Group) => `Cumulative normalised loss, ${GROUPS[group]}`,
    captions: {
      positives: 'Samples from easy to hard. For positives the curves should stay close to each other.',
      negatives:
        'Samples from easy to hard. The more γ, the fewer negatives carry the loss: the curve hugs the right edge.',
    },
    shareOf: (group: Group) => `share of ${GROUPS[group]}`,
    shareOfLoss: 'share of the loss',
    lossAt: (gamma: number) => `loss at γ = ${gamma}`,
  },
  series: {
    report: 'report',
    losses: { title: 'Losses', caption: 'From the first report to the last.' },
    measures: {
      title: 'Ranking and calibration',
      caption: 'From the first report to the last. The calibration error should fall, the others rise.',
    },
  },
  ranking: {
    model: 'this model',
    chance: 'at random',
    threshold: 'threshold p ≥',
    thresholdLogit: 'as a logit',
    roc: {
      title: 'ROC curve',
      caption: (area: number | null) =>
        `The positives found against the negatives taken for positives, at every threshold. Area under the curve: ${numberText(area)}.`,
      falsePositiveRate: 'false positive rate',
      recall: 'recall',
    },
    precisionRecall: {
      title: 'Precision-recall curve',
      caption: (averagePrecision: number | null) =>
        `How many of the found elements are positive against the positives found. Average precision: ${numberText(averagePrecision)}.`,
      precision: 'precision',
    },
  },
  reliability: {
    title: 'Reliability',
    caption: (error: number) =>
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
    title: (group: Group) => `p_t of the ${GROUPS[group]}, compared`,
    caption: (group: Group) => `Share of the ${GROUPS[group]} in each bin of p_t.`,
    shareOf: (group: Group) => `share of the ${GROUPS[group]}`,
  },
};
