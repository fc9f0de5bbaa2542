import type { FocalSite } from '../losses/focal-site';
import type { TextEdit } from './text-edit';

/** The text around a place that gives α or γ, in code or in a configuration. */
export interface SiteText {
  readonly text: string;
  /** Switches an option on in the call or entry around a place; null where none is there. */
  readonly withOption: (place: FocalSite['range'], name: string) => TextEdit | null;
}
