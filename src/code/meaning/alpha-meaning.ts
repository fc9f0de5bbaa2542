import { complement } from '../../format/complement';
import { exactNumberText, numberText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { AlphaRole } from '../conventions/convention';
import type { FocalSite } from '../losses/focal-site';
import { ratioInWords } from './number-words';

/** Most classes listed one by one. */
const MOST_CLASSES_LISTED = 4;

/** Role of α at a site. A loss with unknown library and code is assumed to follow the paper. */
export function alphaRoleAt({ convention, given, alphaRole }: FocalSite): AlphaRole {
  return convention?.alphaRole(given) ?? alphaRole ?? 'positives';
}

/** True if the value at the site switches α off. */
export function isAlphaOffAt(site: FocalSite): boolean {
  const { value, convention } = site;
  if (alphaRoleAt(site) === 'off') {
    return true;
  }
  return convention ? convention.isAlphaOff(value, site.given) : value === 'none';
}

/** Says what α is. */
export function alphaRole(site: FocalSite, { hover }: Messages): string {
  return hover.alphaRoles[alphaRoleAt(site)];
}

/** Effect of the value of α at the site, in sentences. */
export function alphaMeaning(site: FocalSite, { hover }: Messages): string[] {
  const { value } = site;
  const role = alphaRoleAt(site);
  if (role === 'off') {
    return [hover.alphaWithoutEffect];
  }
  if (isAlphaOffAt(site)) {
    return [hover.alphaOff];
  }
  if (value === 'none') {
    return [hover.alphaNotNumber];
  }
  if (value === undefined) {
    return [hover.valueElsewhere];
  }
  if (typeof value !== 'number') {
    return [weightsOfClasses(value, hover)];
  }
  const text = exactNumberText(value);
  switch (role) {
    case 'positives':
    case 'foreground':
      return balance(value, role, site, hover);
    case 'everyClass':
      return [hover.everyClassWeighs(text)];
    case 'classZero':
      return [
        hover.classZeroWeighs({ own: text, rest: exactNumberText(complement(value)) }),
        hover.paperWeighsPositives,
      ];
    case 'negativesOnly':
      return [hover.negativesWeigh(text)];
    case 'exponent':
      return [hover.exponentOfPositives(text)];
  }
}

function balance(
  alpha: number,
  role: 'positives' | 'foreground',
  site: FocalSite,
  hover: Messages['hover'],
): string[] {
  const sentences = hover.balance[role];
  const text = exactNumberText(alpha);
  const rest = exactNumberText(complement(alpha));
  if (site.convention?.isAlphaRefused?.(alpha, site.given)) {
    return [hover.alphaRefused(text)];
  }
  // Many losses multiply every class by α, 1 by default.
  if (alpha >= 1 && !site.convention && site.alphaRole === undefined) {
    return [alpha === 1 ? hover.oneInUnknown : hover.aboveOneInUnknown({ alpha: text, rest })];
  }
  if (alpha > 1) {
    return [sentences.above({ alpha: text, rest })];
  }
  if (alpha === -1 && !site.convention) {
    return [hover.minusOneIsOff];
  }
  if (alpha < 0) {
    return [sentences.below(text)];
  }
  if (alpha === 0) {
    return [sentences.zero];
  }
  if (alpha === 1) {
    return [sentences.one];
  }
  const ratio = ratioInWords(alpha, complement(alpha)) ?? null;
  return [sentences.weigh({ own: text, rest, ratio }), ...bestForGamma(alpha, site, hover)];
}

/** Lin et al. 2017, table 1b: the larger γ, the smaller the best α, since γ already reduces the easy negatives. */
function bestForGamma(alpha: number, { bothParameters }: FocalSite, hover: Messages['hover']): string[] {
  if (bothParameters.gamma === 2 && alpha === 0.25) {
    return [hover.bestPair];
  }
  if (bothParameters.gamma === 2 && alpha > 0.5) {
    return [hover.smallerAlphaForFocusing];
  }
  if (bothParameters.gamma === 0 && alpha < 0.5) {
    return [hover.largerAlphaWithoutFocusing];
  }
  return [];
}

function weightsOfClasses(weights: readonly number[], hover: Messages['hover']): string {
  if (weights.length > MOST_CLASSES_LISTED) {
    return hover.manyClassesWeigh({
      classes: exactNumberText(weights.length),
      least: numberText(Math.min(...weights)),
      most: numberText(Math.max(...weights)),
    });
  }
  return hover.classesWeigh(weights.map(exactNumberText));
}
