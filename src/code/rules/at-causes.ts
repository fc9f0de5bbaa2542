import type { FocalSite } from '../losses/focal-site';
import type { Fault } from './fault';

/** A fault of the value that a place gives to a loss. */
export interface SiteFault {
  readonly site: FocalSite;
  readonly fault: Fault;
}

/**
 * The faults where their values stand. That of a constant is reported there, with the first place beside it that hands it to
 * a loss, and not once more at each of those: one edit mends it.
 */
export function atCauses(faults: readonly SiteFault[]): Fault[] {
  const causeOf = ({ site: { from }, fault }: SiteFault): SiteFault | undefined =>
    from &&
    faults.find(
      (other) =>
        other.fault.diagnostic.rule === fault.diagnostic.rule &&
        other.site.from === undefined &&
        other.site.range.start <= from.start &&
        from.end <= other.site.range.end,
    );
  const handed = new Map<SiteFault, FocalSite>();
  const causes: SiteFault[] = [];
  for (const each of faults) {
    const cause = causeOf(each);
    if (!cause) {
      causes.push(each);
    } else if (!handed.has(cause)) {
      handed.set(cause, each.site);
    }
  }
  return causes.map((cause) => handedOn(cause.fault, handed.get(cause)));
}

function handedOn(fault: Fault, site: FocalSite | undefined): Fault {
  const { diagnostic } = fault;
  return site && diagnostic.related === null
    ? { ...fault, diagnostic: { ...diagnostic, related: { range: site.range, what: 'handedToLoss' } } }
    : fault;
}
