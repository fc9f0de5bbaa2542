import type { FocalSite } from '../../losses/focal-site';
import type { Proposal } from '../proposal';
import type { SiteText } from '../site-text';
import { exchangedNumbers } from './numbers';

/** Gives α the number of γ, and γ that of α, where both stand in one call, entry or declaration. */
export function exchangedValues(
  { valuePlaces: { alpha, gamma } }: FocalSite,
  { text }: SiteText,
): Proposal[] {
  return alpha && gamma
    ? exchangedNumbers(text, alpha, gamma).map((edits) => ({ title: 'exchange-values', edits }))
    : [];
}
