import { numberText } from '../../format/number-text';
import type { ParameterMeaning } from '../../loss/kinds/kind';
import type { CurveKind } from '../../loss/kinds/kinds';

const QUANTITIES = {
  loss: 'loss',
  gradientMagnitude: 'gradient magnitude',
  modulatingFactor: 'modulating factor',
  ratioToCrossEntropy: 'ratio to CE',
};
type Quantity = keyof typeof QUANTITIES;

/** Labels and sentences of the plot. */
export const plot = {
  focalLossPlotted: 'Focal loss, plotted:',
  focalLoss: 'Focal loss',
  selectedCurve: 'Selected curve',
  curves: 'Curves',
  addCurve: 'Add a curve',
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Reset to Figure 1',
  yourLoss: 'Your loss',

  yAxis: 'y axis',
  yScale: 'y scale',
  xAxis: 'x axis',
  yAxes: {
    loss: 'Loss',
    gradientMagnitude: 'Gradient magnitude',
    modulatingFactor: 'Modulating factor',
    ratioToCrossEntropy: 'Ratio to CE',
  },
  xAxes: { probability: 'Probability', logit: 'Logit' },
  yScales: { linear: 'Linear', log: 'Logarithmic' },
  quantities: QUANTITIES,
  probabilityAxis: 'probability of the true class p_t',
  logitAxis: 'logit of the true class x_t = log(p_t / (1 − p_t))',
  wellClassified: 'well-classified examples, p_t > 0.5',
  wellClassifiedLines: ['well-classified', 'p_t > 0.5'],
  crosshairOnProbability: 'Crosshair, probability of the true class',
  crosshairOnLogit: 'Crosshair, logit of the true class',

  curve: 'Curve',
  at: (probability: number) => `at p_t = ${numberText(probability)}`,
  remove: 'Remove',
  removeCurve: (name: string) => `Remove ${name}`,

  noCurve: 'Add a curve, or select one, to change it here.',
  lossKind: 'Loss',
  kinds: {
    crossEntropy: 'Cross-entropy (CE)',
    alphaBalancedCrossEntropy: 'α-balanced CE',
    focal: 'Focal loss (FL)',
    focalStar: 'FL*',
    labelSmoothedCrossEntropy: 'Label-smoothed CE',
    asymmetric: 'Asymmetric loss (ASL) of negatives',
  } satisfies Readonly<Record<CurveKind, string>>,
  meanings: {
    weightOfPositives: 'weight of the positives',
    focusing: 'focusing: how fast easy examples fade',
    focusingOfPositives: 'focusing of positives (not drawn: they have focal loss)',
    focusingOfNegatives: 'focusing of negatives',
    marginOfNegatives: 'margin: negatives below it count nothing',
    steepness: 'steepness',
    shift: 'shift along the logit',
    labelSmoothing: 'label smoothing',
  } satisfies Readonly<Record<ParameterMeaning, string>>,
  off: (symbol: string) => `${symbol} off`,
  name: 'Name',
  nameOfCurve: 'Name of the curve',
  colour: 'Colour',
  weighPositives: 'Weigh positives with α',
  weights: (positives: number, negatives: number) =>
    `Positives × ${numberText(positives)} (drawn), negatives × ${numberText(negatives)}`,
  drawNegatives: 'Draw the negatives too',
  negatives: 'Negatives',
  negativesOf: (curve: string) => `Negatives of ${curve}`,
  smoothedTarget: (target: number) => `The target of the true class is ${numberText(target)}`,
  notes: {
    focalStar:
      'FL* of the paper’s appendix has nearly the shape of FL without a modulating factor: −log σ(γ x_t + β) / γ.',
    gradientMagnitude: 'The gradient magnitude is the absolute derivative of the loss by the logit.',
  },
  insertAsCode: 'Insert this loss as code',
  noSnippet: (kind: string) => `There is a snippet for CE and FL, not for ${kind}.`,

  dataTable: 'Data table',
  rows: 'Rows',
  every: (step: number) => `Every ${step}`,
  tableOf: (quantity: Quantity) => `The ${QUANTITIES[quantity]} of every curve at p_t`,
  logitColumn: 'logit',

  reading: (
    probability: number,
    curve: string,
    quantity: Quantity,
    value: number,
    comparison: string | null,
  ) =>
    `At p_t = ${numberText(probability)}, ${curve}: ${QUANTITIES[quantity]} ${numberText(value)}${comparison === null ? '' : `, ${comparison}`}.`,
  notComparable: 'which cannot be compared with cross-entropy',
  sameAsCrossEntropy: 'the same as cross-entropy',
  smallerThanCrossEntropy: (times: string) => `${times} times smaller than cross-entropy`,
  largerThanCrossEntropy: (times: string) => `${times} times larger than cross-entropy`,
};
