import type { KeptAnswers } from '../../../src/protocol/kept-answers';

/** Tells the page what the user has set, so that it survives a reload: a composed event `keep-view`. */
export function keepView(element: HTMLElement, kept: Partial<KeptAnswers>): void {
  element.dispatchEvent(new CustomEvent('keep-view', { detail: kept, bubbles: true, composed: true }));
}
