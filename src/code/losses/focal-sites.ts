import type { SourceFile } from '../syntax/source-file';
import { catboostSites } from './catboost-sites';
import type { FocalSite } from './focal-site';
import { SiteFinder } from './site-finder';

/**
 * Every place in a file with α or γ of a focal loss, in order. Any other alpha and gamma is left out: optimizers,
 * learning-rate schedules, plot opacity, gamma correction.
 */
export function focalSites(file: SourceFile): FocalSite[] {
  return [...new SiteFinder(file).find(), ...catboostSites(file.text)].sort(
    (first, second) => first.range.start - second.range.start,
  );
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
