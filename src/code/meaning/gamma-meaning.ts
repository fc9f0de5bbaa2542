import { exactNumberText, percentText } from '../../format/number-text';
import { type CurveParameters, curveValue, logitOfProbability } from '../../loss/curve';
import type { FocalSite } from '../losses/focal-site';
import { comparisonInWords } from './number-words';

/** The largest γ that the paper tried (Lin et al. 2017, table 1b). */
const LARGEST_GAMMA_OF_PAPER = 5;
/** The p_t at which a hover states the effect of γ: well classified, undecided. */
const WELL_CLASSIFIED = 0.9;
const UNDECIDED = 0.5;

/** What γ is. */
export function gammaRole({ convention }: FocalSite): string {
  switch (convention?.family) {
    case 'gaussianFocal':
      return 'how strongly negatives near an object’s centre are spared';
    case 'varifocal':
      return 'the focusing parameter; it acts on the negatives alone';
    case 'focalStar':
      return 'the slope of FL*: how steeply the loss falls once an example is right';
    default:
      return 'the focusing parameter: how much easy examples are turned down';
  }
}

/** Effect of the value of γ at the site, in sentences. */
export function gammaMeaning(site: FocalSite): string[] {
  const { value, convention } = site;
  if (convention?.family === 'gaussianFocal') {
    return ['A negative weighs (1 − y)^γ, y being the height of the Gaussian around the nearest object.'];
  }
  if (value === 'none') {
    return ['γ must be a number; use `0` for no focusing.'];
  }
  if (value === undefined) {
    return [
      'Its value is set elsewhere. The larger γ, the less easy examples count; γ = 0 is cross-entropy.',
    ];
  }
  if (typeof value !== 'number') {
    return ['One γ a class: the larger, the less that class’s easy examples count.'];
  }
  if (convention?.family === 'focalStar') {
    return meaningOfStar(value);
  }
  if (value < 0) {
    return [
      `**γ = ${exactNumberText(value)} is below 0**: easy examples count *more* than hard ones, the reverse of focusing. Use 0 or more.`,
    ];
  }
  if (value === 0) {
    return ['γ = 0 switches focusing off: what is left is cross-entropy, weighed by α.'];
  }
  return [
    effectOf(focal(value), 'cross-entropy'),
    ...(value > LARGEST_GAMMA_OF_PAPER ? [beyondPaper(value)] : []),
  ];
}

/** The curve of focal loss with this γ and without α. */
export function focal(gamma: number): CurveParameters {
  return { kind: 'focal', alpha: null, gamma, beta: 0, labelSmoothing: 0 };
}

function meaningOfStar(gamma: number): string[] {
  if (gamma <= 0) {
    return [`**γ = ${exactNumberText(gamma)}**: FL* divides by γ and needs one above 0.`];
  }
  if (gamma === 1) {
    return ['With γ = 1 (and β = 0) FL* is cross-entropy.'];
  }
  return [effectOf({ ...focal(gamma), kind: 'focalStar' }, 'cross-entropy')];
}

function effectOf(curve: CurveParameters, reference: string): string {
  const at = (probability: number): number =>
    curveValue(curve, 'ratioToCrossEntropy', logitOfProbability(probability));
  const well = comparisonInWords(at(WELL_CLASSIFIED));
  const undecided = comparisonInWords(at(UNDECIDED));
  // "100 times smaller than …, 4 times at 0.5": the words "smaller than" appear once if both comparisons have them.
  const short = well.endsWith('times smaller than') ? undecided.replace(' smaller than', '') : undecided;
  const isShort = short.endsWith(' times');
  const second = isShort ? `${short} at pₜ = ${UNDECIDED}` : `at pₜ = ${UNDECIDED} ${undecided} it`;
  return `At pₜ = ${WELL_CLASSIFIED} the loss is **${well} ${reference}**, ${second}.`;
}

function beyondPaper(gamma: number): string {
  const kept = curveValue(focal(gamma), 'modulatingFactor', logitOfProbability(UNDECIDED));
  return `The paper tried γ up to ${LARGEST_GAMMA_OF_PAPER}. Here even an undecided example (pₜ = 0.5) keeps only ${percentText(kept)} of its loss.`;
}
