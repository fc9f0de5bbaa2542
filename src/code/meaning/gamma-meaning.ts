import { exactNumberText, percentText } from '../../format/number-text';
import { curveValue, logitOfProbability } from '../../loss/curve';
import { type CurveParameters, INITIAL_VALUES } from '../../loss/kinds/kinds';
import type { Messages } from '../../messages/messages';
import type { FocalSite } from '../losses/focal-site';
import { comparisonOf } from './number-words';

/** The largest γ that the paper tried (Lin et al. 2017, table 1b). */
const LARGEST_GAMMA_OF_PAPER = 5;
/** The p_t at which a hover states the effect of γ: well classified, undecided. */
const WELL_CLASSIFIED = 0.9;
const UNDECIDED = 0.5;

/** Says what γ is. */
export function gammaRole({ convention }: FocalSite, { hover }: Messages): string {
  return hover.gammaRoles[convention?.family ?? 'focal'];
}

/** Effect of the value of γ at the site, in sentences. */
export function gammaMeaning(site: FocalSite, { hover }: Messages): string[] {
  const { value, convention } = site;
  if (convention?.family === 'gaussianFocal') {
    return [hover.gammaOfGaussian];
  }
  if (value === 'none') {
    return [hover.gammaNotNumber];
  }
  if (value === undefined) {
    return [hover.gammaElsewhere];
  }
  if (typeof value !== 'number') {
    return [hover.gammaOfClasses];
  }
  if (convention?.family === 'focalStar') {
    return meaningOfStar(value, hover);
  }
  if (value < 0) {
    return [hover.gammaBelowZero(exactNumberText(value))];
  }
  if (value === 0) {
    return [hover.gammaZero];
  }
  return [
    effectOf(focal(value), hover),
    ...(value > LARGEST_GAMMA_OF_PAPER ? [beyondPaper(value, hover)] : []),
  ];
}

/** The curve of focal loss with this γ and without α. */
export function focal(gamma: number): CurveParameters {
  return { ...INITIAL_VALUES, kind: 'focal', gamma, beta: 0 };
}

function meaningOfStar(gamma: number, hover: Messages['hover']): string[] {
  if (gamma <= 0) {
    return [hover.starNotPositive(exactNumberText(gamma))];
  }
  if (gamma === 1) {
    return [hover.starOfOne];
  }
  return [effectOf({ ...focal(gamma), kind: 'focalStar' }, hover)];
}

// "100 times smaller than …, 4 times at 0.5": the words "smaller than" appear once if both comparisons have them.
function effectOf(curve: CurveParameters, hover: Messages['hover']): string {
  const effectAt = (probability: number) => ({
    at: exactNumberText(probability),
    comparison: comparisonOf(curveValue(curve, 'ratioToCrossEntropy', logitOfProbability(probability))),
  });
  return hover.effect({ easy: effectAt(WELL_CLASSIFIED), undecided: effectAt(UNDECIDED) });
}

function beyondPaper(gamma: number, hover: Messages['hover']): string {
  const kept = curveValue(focal(gamma), 'modulatingFactor', logitOfProbability(UNDECIDED));
  return hover.beyondPaper({
    largest: exactNumberText(LARGEST_GAMMA_OF_PAPER),
    share: percentText(kept),
  });
}
