import type { SourceFile } from '../syntax/source-file';
import { catboostSites } from './catboost-sites';
import type { FocalSite } from './focal-site';
import { SiteFinder } from './site-finder';

/**
 * Every place in a file with α or γ of a focal loss, in order. Any other alpha and gamma is left out: optimizers,
 * learning-rate schedules, plot opacity, gamma correction.
 */
export function focalSites(file: SourceFile): FocalSite[] {
  return [...withBothParameters(new SiteFinder(file).find()), ...catboostSites(file.text)].sort(
    (first, second) => first.range.start - second.range.start,
  );
}

/** The α and the γ of settings belong together if a file has one of each. */
function withBothParameters(sites: readonly FocalSite[]): FocalSite[] {
  const settings = sites.filter(({ isSetting, callee }) => isSetting || callee === undefined);
  const [alphas, gammas] = (['alpha', 'gamma'] as const).map((parameter) =>
    settings.filter((site) => site.parameter === parameter && site.value !== undefined),
  );
  if (alphas?.length !== 1 || gammas?.length !== 1) {
    return [...sites];
  }
  const bothParameters = { alpha: alphas[0]?.value, gamma: gammas[0]?.value };
  return sites.map((site) => (settings.includes(site) ? { ...site, bothParameters } : site));
}

/** The site at an offset; the innermost one if sites nest. */
export function focalSiteAt(sites: readonly FocalSite[], offset: number): FocalSite | undefined {
  let found: FocalSite | undefined;
  for (const site of sites) {
    const { start, end } = site.range;
    if (start > offset) {
      break;
    }
    if (offset <= end && (!found || end - start <= found.range.end - found.range.start)) {
      found = site;
    }
  }
  return found;
}
