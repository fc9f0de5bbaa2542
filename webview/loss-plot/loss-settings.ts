import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LossCurves } from '../../src/code/verdict/curve-document';
import type { ParameterInRun } from '../../src/code/verdict/document';
import { ALPHA, GAMMA } from '../../src/loss/kinds/parameters';
import { messages } from '../shared/messages';
import type { NumberChange } from '../shared/number-field';
import '../shared/number-field';
import { baseStyles } from '../shared/theme';

export type Settings = LossCurves['settings'];

/** The α set by the switch when the loss had none. */
const ALPHA_WHEN_SWITCHED_ON = 0.25;
/** The largest class weight of the sliders. */
const LARGEST_WEIGHT = 10;

/**
 * α and γ of a loss of the code. They are run through the code.
 *
 * @fires settings-change - CustomEvent<Settings>
 */
@customElement('focal-loss-settings')
export class LossSettings extends LitElement {
  @property({ attribute: false }) curves: LossCurves | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .fields {
        display: grid;
        gap: 14px;
      }
    `,
  ];

  override render() {
    const { curves } = this;
    if (!curves) {
      return nothing;
    }
    const { settings } = curves;
    return html`<div class="fields">
      ${this.renderNumber('γ', GAMMA, settings.gamma, hintOf(curves.gamma, messages.codeLosses.page.gammaIsFixed), (gamma) => ({ gamma }))}
      ${this.renderAlpha(curves)}
    </div>`;
  }

  private renderAlpha({ alpha: parameter, settings: { alpha }, takesClassWeights }: LossCurves) {
    const { page } = messages.codeLosses;
    const hint = hintOf(parameter, page.alphaIsFixed);
    if (alpha !== null && typeof alpha === 'object') {
      const range = { ...ALPHA, maximum: LARGEST_WEIGHT };
      return html`
        ${this.renderNumber('α₁', range, alpha.positives, hint, (positives) => ({ alpha: { ...alpha, positives } }), page.weightOfPositives)}
        ${this.renderNumber('α₀', range, alpha.negatives, '', (negatives) => ({ alpha: { ...alpha, negatives } }), page.weightOfNegatives)}
      `;
    }
    const given = takesClassWeights
      ? { positives: ALPHA_WHEN_SWITCHED_ON, negatives: 1 - ALPHA_WHEN_SWITCHED_ON }
      : ALPHA_WHEN_SWITCHED_ON;
    return html`
      <vscode-checkbox
        toggle
        label=${page.giveAlpha}
        ?checked=${alpha !== null}
        @change=${() => this.change({ alpha: alpha === null ? given : null })}
      ></vscode-checkbox>
      ${alpha === null ? nothing : this.renderNumber('α', ALPHA, alpha, hint, (value) => ({ alpha: value }))}
    `;
  }

  private renderNumber(
    symbol: string,
    { minimum, maximum, step }: { readonly minimum: number; readonly maximum: number; readonly step: number },
    value: number,
    hint: string,
    changeOf: (value: number) => Partial<Settings>,
    description = '',
  ) {
    return html`<focal-number-field
      label=${symbol}
      description=${description}
      hint=${hint}
      min=${minimum}
      max=${Math.max(maximum, value)}
      step=${step}
      .value=${value}
      @number-change=${({ detail }: CustomEvent<NumberChange>) => this.change(changeOf(detail.value))}
    ></focal-number-field>`;
  }

  private change(changed: Partial<Settings>): void {
    if (this.curves) {
      const detail = { ...this.curves.settings, ...changed };
      this.dispatchEvent(new CustomEvent<Settings>('settings-change', { detail }));
    }
  }
}

/** Says where a parameter acts, or that the code has none. */
function hintOf(parameter: ParameterInRun | null, fixed: string): string {
  if (!parameter) {
    return fixed;
  }
  return parameter.line === null ? '' : messages.codeLosses.page.actsAtLine(parameter.line);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-loss-settings': LossSettings;
  }
}
