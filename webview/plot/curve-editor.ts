import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as v from 'valibot';
import type { CurveParameters } from '../../src/loss/curve';
import { curveKindSchema, type LossParameters, parameterRanges } from '../../src/protocol/plot';
import type { NumberChange } from '../shared/number-field';
import '../shared/number-field';
import { numberText } from '../../src/format/number-text';
import { THEME_COLOR_IDS, themeColors } from '../shared/palette';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import { describeParameters, kindNames, parametersOfKind } from './curve-name';
import type { Curve } from './plot-state';

/** Detail of `curve-change`: the changed properties. `settled` is false while a slider is being dragged. */
export interface CurveChange {
  readonly parameters?: Partial<CurveParameters>;
  readonly appearance?: Partial<Pick<Curve, 'name' | 'color'>>;
  readonly settled: boolean;
}

/** The α set by the switch when the curve had none: the paper's best for γ = 2 (table 1b). */
const ALPHA_WHEN_SWITCHED_ON = 0.25;

const kindChoices = Object.entries(kindNames).map(([value, label]) => ({ value, label }));
const colorChoices = THEME_COLOR_IDS.map((value) => ({ value, label: themeColors[value].name }));
const colorSchema = v.picklist(THEME_COLOR_IDS);

/**
 * The controls of one curve: its loss, the parameters of this loss, its name and its colour.
 *
 * @fires curve-change - CustomEvent<CurveChange>
 * @fires insert-code - CustomEvent<LossParameters>
 */
@customElement('focal-curve-editor')
export class CurveEditor extends LitElement {
  @property({ attribute: false }) curve: Curve | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .fields {
        display: grid;
        gap: 12px;
      }
      .pair {
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr);
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
      .alpha {
        display: grid;
        gap: 4px;
      }
      vscode-button {
        inline-size: 100%;
      }
    `,
  ];

  override render() {
    const curve = this.curve;
    if (curve === undefined) {
      return html`<p class="quiet">Add a curve, or select one, to change it here.</p>`;
    }
    const { parameters } = curve;
    const shown = parametersOfKind[parameters.kind];
    return html`
      <div class="fields">
        <focal-select-field
          label="Loss"
          .value=${parameters.kind}
          .choices=${kindChoices}
          @choice-change=${(event: CustomEvent<string>) =>
            this.change({ parameters: { kind: v.parse(curveKindSchema, event.detail) }, settled: true })}
        ></focal-select-field>
        ${shown.includes('gamma') ? this.renderGamma(parameters) : nothing}
        ${shown.includes('alpha') ? this.renderAlpha(parameters) : nothing}
        ${shown.includes('beta') ? this.renderBeta(parameters) : nothing}
        ${shown.includes('labelSmoothing') ? this.renderLabelSmoothing(parameters) : nothing}
        <div class="pair">
          <div>
            <span class="label quiet" aria-hidden="true">Name</span>
            <vscode-textfield
              .label=${'Name of the curve'}
              placeholder=${describeParameters(parameters)}
              maxlength="80"
              .value=${curve.name}
              @input=${(event: InputEvent) => this.rename(event, false)}
              @change=${(event: Event) => this.rename(event, true)}
            ></vscode-textfield>
          </div>
          <focal-select-field
            label="Colour"
            .value=${curve.color}
            .choices=${colorChoices}
            @choice-change=${(event: CustomEvent<string>) =>
              this.change({ appearance: { color: v.parse(colorSchema, event.detail) }, settled: true })}
          ></focal-select-field>
        </div>
        ${this.renderInsert(parameters)}
      </div>
    `;
  }

  private renderGamma({ kind, gamma }: CurveParameters) {
    const { minimum, maximum } =
      kind === 'focalStar' ? parameterRanges.focalStarGamma : parameterRanges.gamma;
    return html`<focal-number-field
      label="γ"
      description=${kind === 'focalStar' ? 'steepness' : 'focusing: how fast easy examples fade'}
      min=${minimum}
      max=${maximum}
      step="0.05"
      .value=${gamma}
      @number-change=${this.changeNumber('gamma')}
    ></focal-number-field>`;
  }

  private renderAlpha({ alpha }: CurveParameters) {
    const on = alpha !== null;
    return html`<div class="alpha">
      <vscode-checkbox
        toggle
        label="Weigh positives with α"
        ?checked=${on}
        @change=${() => this.change({ parameters: { alpha: on ? null : ALPHA_WHEN_SWITCHED_ON }, settled: true })}
      ></vscode-checkbox>
      ${
        on
          ? html`<focal-number-field
              label="α"
              description="weight of the positives"
              hint=${`Positives × ${numberText(alpha)} (drawn), negatives × ${numberText(1 - alpha)}`}
              min=${parameterRanges.alpha.minimum}
              max=${parameterRanges.alpha.maximum}
              step="0.01"
              .value=${alpha}
              @number-change=${this.changeNumber('alpha')}
            ></focal-number-field>`
          : nothing
      }
    </div>`;
  }

  private renderBeta({ beta }: CurveParameters) {
    return html`<focal-number-field
      label="β"
      description="shift along the logit"
      min=${parameterRanges.beta.minimum}
      max=${parameterRanges.beta.maximum}
      step="0.05"
      .value=${beta}
      @number-change=${this.changeNumber('beta')}
    ></focal-number-field>`;
  }

  private renderLabelSmoothing({ labelSmoothing }: CurveParameters) {
    return html`<focal-number-field
      label="ε"
      description="label smoothing"
      hint=${`The target of the true class is ${numberText(1 - labelSmoothing / 2)}`}
      min=${parameterRanges.labelSmoothing.minimum}
      max=${parameterRanges.labelSmoothing.maximum}
      step="0.01"
      .value=${labelSmoothing}
      @number-change=${this.changeNumber('labelSmoothing')}
    ></focal-number-field>`;
  }

  private renderInsert(parameters: CurveParameters) {
    const loss = asFocalLoss(parameters);
    return html`<div>
      <vscode-button
        icon="insert"
        ?disabled=${loss === undefined}
        @click=${() =>
          loss !== undefined &&
          this.dispatchEvent(new CustomEvent<LossParameters>('insert-code', { detail: loss }))}
        >Insert this loss as code</vscode-button
      >
      ${
        loss === undefined
          ? html`<p class="quiet">There is a snippet for CE and FL, not for ${kindNames[parameters.kind]}.</p>`
          : nothing
      }
    </div>`;
  }

  private changeNumber(name: 'alpha' | 'gamma' | 'beta' | 'labelSmoothing') {
    return (event: CustomEvent<NumberChange>) =>
      this.change({ parameters: { [name]: event.detail.value }, settled: event.detail.settled });
  }

  private rename(event: Event, settled: boolean): void {
    const { value } = event.currentTarget as HTMLInputElement;
    this.change({ appearance: { name: value.slice(0, 80) }, settled });
  }

  private change(detail: CurveChange): void {
    this.dispatchEvent(new CustomEvent<CurveChange>('curve-change', { detail }));
  }
}

/** The curve as a focal loss (cross-entropy has γ = 0); undefined for any other loss. */
function asFocalLoss({ kind, alpha, gamma }: CurveParameters): LossParameters | undefined {
  switch (kind) {
    case 'crossEntropy':
      return { alpha: null, gamma: 0 };
    case 'alphaBalancedCrossEntropy':
      return { alpha, gamma: 0 };
    case 'focal':
      return { alpha, gamma };
    case 'focalStar':
    case 'labelSmoothedCrossEntropy':
      return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-curve-editor': CurveEditor;
  }
}
