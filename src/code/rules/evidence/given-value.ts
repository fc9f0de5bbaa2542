import type { FocalSite } from '../../losses/focal-site';
import type { FocalParameterName } from '../../losses/names';
import { isBalancing } from './balance';

/** The number that a place gives to a parameter of a focal loss; null for another parameter, value or kind of loss. */
export function numberGiven(site: FocalSite, parameter: FocalParameterName): number | null {
  const { value, convention } = site;
  // Without a known loss, its name or that of the setting says that it is a focal one.
  const isFocal = !convention || convention.family === 'focal';
  return site.parameter === parameter && typeof value === 'number' && isFocal ? value : null;
}

/** The α that a place gives to a loss which weights one side by it and the other by 1 − α. */
export function balanceGiven(site: FocalSite): number | null {
  const { convention, given } = site;
  const alpha = numberGiven(site, 'alpha');
  const role = convention ? convention.alphaRole(given) : site.alphaRole;
  // In the losses of a file a negative α mostly switches it off.
  const isOff = alpha !== null && (convention ? convention.isAlphaOff(alpha, given) : alpha < 0);
  const isBalance = role !== undefined && isBalancing(role);
  return alpha !== null && isBalance && !isOff && !areExchanged(site) ? alpha : null;
}

/** True if α has a value that fits γ alone, and γ one that fits α alone. */
export function areExchanged({ bothParameters: { alpha, gamma } }: FocalSite): boolean {
  return typeof alpha === 'number' && typeof gamma === 'number' && alpha > 1 && gamma > 0 && gamma < 1;
}
