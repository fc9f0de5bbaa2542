import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { effectCard } from '../../../src/check/answers/effect-card';
import type { Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import './answer-card';

/** *What focal loss changes here*. */
@customElement('focal-effect-card')
export class EffectCardElement extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  /** True to show the details at once. */
  @property({ type: Boolean }) open = false;

  override render() {
    return this.report === undefined
      ? nothing
      : html`<focal-answer-card ?open=${this.open} .card=${effectCard(this.report, messages)}></focal-answer-card>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-effect-card': EffectCardElement;
  }
}
