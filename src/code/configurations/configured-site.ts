import { conventionWithId } from '../conventions/conventions';
import type { FocalSite } from '../losses/focal-site';

/** A place in a configuration that gives α or γ: a site as plain JSON, since it may cross to another thread. */
export interface ConfiguredSite extends Omit<FocalSite, 'convention' | 'given'> {
  /** The id of the convention of its loss; null where none is known. */
  readonly convention: string | null;
  /** The entries beside it as Python writes them, by their keys. */
  readonly entries: Readonly<Record<string, string>>;
}

export function focalSiteOf({ convention, entries, ...site }: ConfiguredSite): FocalSite {
  return {
    ...site,
    convention: convention === null ? undefined : conventionWithId(convention),
    given: { text: (name) => (Object.hasOwn(entries, name) ? entries[name] : undefined) },
  };
}
