import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as v from 'valibot';
import type { KindParameter } from '../../src/loss/kinds/kind';
import { type CurveParameters, KINDS, kindOf, type ParameterName } from '../../src/loss/kinds/kinds';
import { curveKindSchema, type LossParameters } from '../../src/protocol/plot';
import type { NumberChange } from '../shared/number-field';
import '../shared/number-field';
import { THEME_COLOR_IDS } from '../shared/palette';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import { typeset } from '../shared/typeset';
import { describeParameters } from './curve-name';
import type { Curve } from './plot-state';

/** Detail of `curve-change`: the changed properties. `settled` is false while a slider is being dragged. */
export interface CurveChange {
  readonly parameters?: Partial<CurveParameters>;
  readonly appearance?: Partial<Pick<Curve, 'name' | 'color'>>;
  readonly settled: boolean;
}

/** The α set by the switch when the curve had none: the paper's best for γ = 2 (table 1b). */
const ALPHA_WHEN_SWITCHED_ON = 0.25;

/** The consequence of a parameter's value for the two classes. */
const HINTS: Readonly<Partial<Record<ParameterName, (value: number) => string>>> = {
  alpha: (alpha) => messages.plot.weights(alpha, 1 - alpha),
  labelSmoothing: (smoothing) => messages.plot.smoothedTarget(1 - smoothing / 2),
};

const kindChoices = KINDS.map(({ id }) => ({ value: id, label: messages.plot.kinds[id] }));
const colorChoices = THEME_COLOR_IDS.map((value) => ({ value, label: messages.pages.colours[value] }));
const colorSchema = v.picklist(THEME_COLOR_IDS);

/**
 * The controls of one curve: its loss, the parameters of this loss, its name and its colour.
 *
 * @fires curve-change - CustomEvent<CurveChange>
 * @fires negatives-add - CustomEvent<void>, to draw the negatives of the curve too
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
      return html`<p class="quiet">${messages.plot.noCurve}</p>`;
    }
    const { parameters } = curve;
    return html`
      <div class="fields">
        <focal-select-field
          label=${messages.plot.lossKind}
          .value=${parameters.kind}
          .choices=${kindChoices}
          @choice-change=${(event: CustomEvent<string>) =>
            this.change({ parameters: { kind: v.parse(curveKindSchema, event.detail) }, settled: true })}
        ></focal-select-field>
        ${parameters.kind === 'focalStar' ? html`<p class="quiet">${typeset(messages.plot.notes.focalStar)}</p>` : nothing}
        ${kindOf(parameters.kind).parameters.map((parameter) => this.renderParameter(parameter, parameters[parameter.name]))}
        <div class="pair">
          <div>
            <span class="label quiet" aria-hidden="true">${messages.plot.name}</span>
            <vscode-textfield
              .label=${messages.plot.nameOfCurve}
              placeholder=${describeParameters(parameters)}
              maxlength="80"
              .value=${curve.name}
              @input=${(event: InputEvent) => this.rename(event, false)}
              @change=${(event: Event) => this.rename(event, true)}
            ></vscode-textfield>
          </div>
          <focal-select-field
            label=${messages.plot.colour}
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

  private renderParameter(parameter: KindParameter<ParameterName>, value: number | null) {
    return parameter.name === 'alpha'
      ? this.renderAlpha(parameter, value)
      : this.renderNumber(parameter, value ?? Number.NaN);
  }

  private renderAlpha(parameter: KindParameter<ParameterName>, alpha: number | null) {
    const on = alpha !== null;
    return html`<div class="alpha">
      <vscode-checkbox
        toggle
        label=${messages.plot.weighPositives}
        ?checked=${on}
        @change=${() => this.change({ parameters: { alpha: on ? null : ALPHA_WHEN_SWITCHED_ON }, settled: true })}
      ></vscode-checkbox>
      ${
        on
          ? html`${this.renderNumber(parameter, alpha)}
              <vscode-button secondary @click=${() => this.dispatchEvent(new CustomEvent<void>('negatives-add'))}
                >${messages.plot.drawNegatives}</vscode-button
              >`
          : nothing
      }
    </div>`;
  }

  private renderNumber(parameter: KindParameter<ParameterName>, value: number) {
    const { name, symbol, meaning, minimum, maximum, step } = parameter;
    return html`<focal-number-field
      label=${symbol}
      description=${messages.plot.meanings[meaning]}
      hint=${HINTS[name]?.(value) ?? ''}
      min=${minimum}
      max=${maximum}
      step=${step}
      .value=${value}
      @number-change=${this.changeNumber(name)}
    ></focal-number-field>`;
  }

  private renderInsert(parameters: CurveParameters) {
    const { asFocal } = kindOf(parameters.kind);
    const loss = asFocal(parameters);
    return html`<div>
      <vscode-button
        icon="insert"
        ?disabled=${loss === null}
        @click=${() =>
          loss !== null &&
          this.dispatchEvent(new CustomEvent<LossParameters>('insert-code', { detail: loss }))}
        >${messages.plot.insertAsCode}</vscode-button
      >
      ${
        loss === null
          ? html`<p class="quiet">${messages.plot.noSnippet(messages.plot.kinds[parameters.kind])}</p>`
          : nothing
      }
    </div>`;
  }

  private changeNumber(name: ParameterName) {
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

declare global {
  interface HTMLElementTagNameMap {
    'focal-curve-editor': CurveEditor;
  }
}
