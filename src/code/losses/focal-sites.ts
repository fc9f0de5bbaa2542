import type { SourceFile } from '../syntax/source-file';
import type { FocalSite } from './focal-site';
import { SiteFinder } from './site-finder';

/**
 * Every place in a file where α or γ of a focal loss stands, in order. Quiet about every other alpha and gamma:
 * optimizers, learning-rate schedules, plot opacity, gamma correction.
 */
export function focalSites(file: SourceFile): FocalSite[] {
  return new SiteFinder(file).find();
}

/** The site at an offset; where sites nest, the innermost. */
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
