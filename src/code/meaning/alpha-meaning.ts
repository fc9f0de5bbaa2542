import { exactNumberText, numberText } from '../../format/number-text';
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
  return convention ? convention.isAlphaOff(value) : value === 'none';
}

/** What α is. */
export function alphaRole(site: FocalSite): string {
  switch (alphaRoleAt(site)) {
    case 'exponent':
      return 'here the exponent of (1 − p), which the focal loss paper calls γ';
    case 'negatives':
      return 'the weight of the negatives';
    case 'everyClass':
      return 'a factor on every class';
    case 'classZero':
      return 'the weight of class 0, the negatives; the positives get 1 − α';
    case 'foreground':
      return 'the weight of every class but 0, which gets 1 − α';
    case 'off':
      return 'the weight of the positives';
    case 'positives':
      return 'the weight of the positives; the negatives get 1 − α';
  }
}

/** Effect of the value of α at the site, in sentences. */
export function alphaMeaning(site: FocalSite): string[] {
  const { value } = site;
  const role = alphaRoleAt(site);
  if (role === 'off') {
    return ['**It has no effect here.**'];
  }
  if (isAlphaOffAt(site)) {
    return ['α is switched off: positives and negatives weigh the same.'];
  }
  if (value === 'none') {
    return ['α must be a number here.'];
  }
  if (value === undefined) {
    return ['Its value is set elsewhere.'];
  }
  if (typeof value !== 'number') {
    return [weightsOfClasses(value)];
  }
  switch (role) {
    case 'positives':
      return balance(value, ['Positives', 'negatives'], site);
    case 'foreground':
      return balance(value, ['Classes from 1 on', 'class 0'], site);
    case 'everyClass':
      return [`Every class weighs ${exactNumberText(value)}.`];
    case 'classZero':
      return [
        `Negatives weigh **${exactNumberText(value)}**, positives **${exactNumberText(remainder(value))}**: the weights stand in the order of the classes.`,
        '**The paper gives α to the positives.**',
      ];
    case 'negatives':
      return [`Negatives weigh ${exactNumberText(value)}; positives weigh their target’s quality.`];
    case 'exponent':
      return [`A positive’s loss is multiplied by (1 − p)^${exactNumberText(value)}.`];
  }
}

function balance(alpha: number, [first, second]: readonly [string, string], site: FocalSite): string[] {
  if (site.convention?.isAlphaRefused?.(alpha)) {
    return [`**α = ${exactNumberText(alpha)} raises an error**: α belongs between 0 and 1.`];
  }
  if (alpha > 1) {
    return [
      outside(
        alpha,
        `above 1: ${second} ${second === 'class 0' ? 'gets' : 'get'} the negative weight ${exactNumberText(remainder(alpha))}`,
      ),
    ];
  }
  if (alpha < 0) {
    const hint = site.convention
      ? ''
      : ' Some implementations, torchvision’s among them, take α = −1 for “off”.';
    return [`${outside(alpha, `below 0: ${first.toLowerCase()} get a negative weight`)}${hint}`];
  }
  if (alpha === 0) {
    return [`**α = 0**: ${first.toLowerCase()} count for nothing.`];
  }
  if (alpha === 1) {
    return [`**α = 1**: ${second} ${second === 'class 0' ? 'counts' : 'count'} for nothing.`];
  }
  const ratio = ratioInWords(alpha, remainder(alpha));
  return [
    `${first} weigh **${exactNumberText(alpha)}**, ${second} **${exactNumberText(remainder(alpha))}**${ratio ? `: ${ratio}` : ''}.`,
    ...bestForGamma(alpha, site),
  ];
}

/** 1 − α without the digits that binary fractions add: 0.9 for α = 0.1. */
export function remainder(alpha: number): number {
  return Number((1 - alpha).toPrecision(12));
}

function outside(alpha: number, consequence: string): string {
  return `**α = ${exactNumberText(alpha)} is ${consequence}**, so the loss rewards their mistakes. α belongs between 0 and 1.`;
}

/** Lin et al. 2017, table 1b: the larger γ, the smaller the best α, since γ already reduces the easy negatives. */
function bestForGamma(alpha: number, { companions }: FocalSite): string[] {
  if (companions.gamma === 2 && alpha === 0.25) {
    return ['The paper’s best pair: γ = 2 with α = 0.25.'];
  }
  if (companions.gamma === 2 && alpha > 0.5) {
    return ['γ already turns the many easy negatives down: with γ = 2 the paper’s best α is 0.25.'];
  }
  if (companions.gamma === 0 && alpha < 0.5) {
    return [
      'Without focusing (γ = 0) the paper’s best α is 0.75: the rare positives need the larger weight.',
    ];
  }
  return [];
}

function weightsOfClasses(weights: readonly number[]): string {
  if (weights.length > MOST_CLASSES_LISTED) {
    const [least, most] = [Math.min(...weights), Math.max(...weights)];
    return `One weight for each of ${weights.length} classes, from ${numberText(least)} to ${numberText(most)}.`;
  }
  const list = weights
    .map((weight, index) => `class ${index} weighs **${exactNumberText(weight)}**`)
    .join(', ');
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}.`;
}
