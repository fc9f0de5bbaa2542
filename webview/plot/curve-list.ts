import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sigmoid } from '../../src/numerics/stable';
import { messages } from '../shared/messages';
import { typeset } from '../shared/typeset';
import '../shared/icon-button';
import { numberText } from '../../src/format/number-text';
import { DASH_PATTERNS, THEME_COLORS } from '../shared/palette';
import { baseStyles } from '../shared/theme';
import { curveName, describeParameters } from './curve-name';
import type { Curve, PlotState } from './plot-state';
import { readCurves } from './readout';

/**
 * The curves: the legend, the choice of the curve to edit, and the value of each at the crosshair.
 *
 * @fires curve-select - CustomEvent<string>, the curve's id
 * @fires curve-remove - CustomEvent<string>, the curve's id
 */
@customElement('focal-curve-list')
export class CurveList extends LitElement {
  @property({ attribute: false }) state: PlotState | undefined;
  /** x_t of the values shown. */
  @property({ type: Number }) crosshair = 0;

  private hasRemoved = false;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      table {
        border-collapse: collapse;
        inline-size: 100%;
      }
      th,
      td {
        font-weight: normal;
        padding: 0;
        text-align: start;
      }
      thead th {
        color: var(--vscode-descriptionForeground);
        padding-block-end: 4px;
      }
      .value {
        font-variant-numeric: tabular-nums;
        inline-size: 6.5em;
        padding-inline-end: 6px;
        text-align: end;
        white-space: nowrap;
      }
      .remove {
        inline-size: 26px;
      }
      tbody tr {
        border-radius: 4px;
      }
      tbody tr:hover {
        background: var(--vscode-list-hoverBackground);
      }
      tbody tr.selected {
        background: var(--vscode-list-inactiveSelectionBackground);
        color: var(--vscode-list-inactiveSelectionForeground, inherit);
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      .curve {
        align-items: center;
        background: none;
        border: 0;
        border-radius: 4px;
        color: inherit;
        cursor: pointer;
        display: grid;
        font: inherit;
        gap: 10px;
        grid-template-columns: 40px minmax(min-content, 1fr);
        inline-size: 100%;
        min-block-size: 28px;
        padding: 3px 6px;
        text-align: start;
      }
      .curve:focus-visible {
        outline-offset: -1px;
      }
      .selected .name {
        font-weight: 600;
      }
      .selected .parameters {
        color: inherit;
      }
      .name,
      .parameters {
        display: block;
        overflow-wrap: break-word;
      }
      .parameters {
        font-size: 0.9em;
      }
    `,
  ];

  override render() {
    const state = this.state;
    if (state === undefined) {
      return nothing;
    }
    const readings = readCurves(state.figure, this.crosshair);
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">${messages.plot.curve}</th>
            <th scope="col" class="value">
              ${typeset(messages.plot.at(sigmoid(this.crosshair)))}
            </th>
            <th scope="col" class="remove"><span class="visually-hidden">${messages.plot.remove}</span></th>
          </tr>
        </thead>
        <tbody>
          ${state.figure.curves.map((curve, index) =>
            this.renderRow(curve, curve.id === state.selected, readings[index]?.value ?? Number.NaN),
          )}
        </tbody>
      </table>
    `;
  }

  private renderRow(curve: Curve, selected: boolean, value: number) {
    const name = curveName(curve);
    const parameters = describeParameters(curve.parameters);
    return html`
      <tr class=${selected ? 'selected' : ''}>
        <th scope="row">
          <button
            class="curve"
            type="button"
            aria-current=${selected ? 'true' : 'false'}
            @click=${() => this.announce('curve-select', curve.id)}
          >
            ${lineSample(curve, selected)}
            <span>
              <span class="name">${name}</span>
              ${name === parameters || curve.parameters.kind === 'crossEntropy' ? nothing : html`<span class="parameters quiet">${parameters}</span>`}
            </span>
          </button>
        </th>
        <td class="value">${numberText(value)}</td>
        <td class="remove">
          <focal-icon-button
            icon="close"
            label=${messages.plot.removeCurve(name)}
            @click=${() => {
              this.hasRemoved = true;
              this.announce('curve-remove', curve.id);
            }}
          ></focal-icon-button>
        </td>
      </tr>
    `;
  }

  /** Keeps the focus in the list after a curve was removed: in the next row, or in the last row. */
  protected override updated(): void {
    if (this.hasRemoved && this.shadowRoot?.activeElement === null) {
      [...this.shadowRoot.querySelectorAll<HTMLElement>('focal-icon-button')].at(-1)?.focus();
    }
    this.hasRemoved = false;
  }

  private announce(event: 'curve-select' | 'curve-remove', id: string): void {
    this.dispatchEvent(new CustomEvent<string>(event, { detail: id }));
  }
}

function lineSample({ color, dash }: Curve, selected: boolean) {
  return html`<svg width="40" height="10" viewBox="0 0 40 10" aria-hidden="true">
    ${svg`<line x1="0" x2="40" y1="5" y2="5" stroke=${THEME_COLORS[color].value}
      stroke-dasharray=${DASH_PATTERNS[dash] ?? 'none'} stroke-width=${selected ? 3 : 2}></line>`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-curve-list': CurveList;
  }
}
