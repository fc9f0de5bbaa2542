import { countText } from '../../src/format/count-text';
import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { bytesText } from '../../src/format/thousands-text';
import type { StatisticsState, ViewedArray, ViewedSummary } from '../../src/protocol/viewer';
import { shortText } from '../../src/tensor/value-text';
import './histogram-figure';
import { baseStyles } from '../shared/theme';

/**
 * Statistics of all values of an array: the result, or the progress with a button to stop, or a button to start.
 *
 * @fires statistics-start - CustomEvent<void>
 * @fires statistics-cancel - CustomEvent<void>
 * @fires element-show - CustomEvent<number>, the place of an element in C order
 */
@customElement('focal-array-statistics')
export class ArrayStatistics extends LitElement {
  @property({ attribute: false }) array: ViewedArray | undefined;
  @property({ attribute: false }) state: StatisticsState | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        /* Narrower than the drawn histogram, which follows the width. */
        grid-template-columns: minmax(0, 1fr);
      }
      dl {
        display: grid;
        gap: 3px 14px;
        grid-template-columns: max-content minmax(0, 1fr);
        margin: 0;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
      dd {
        font-variant-numeric: tabular-nums;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .jump {
        background: none;
        border: 0;
        color: var(--vscode-textLink-foreground);
        cursor: pointer;
        font: inherit;
        padding: 0 4px;
        text-decoration: underline;
      }
      .problem {
        color: var(--vscode-errorForeground);
      }
      .action {
        align-items: center;
        display: flex;
        gap: 10px;
      }
      vscode-progress-bar {
        flex: 1;
      }
    `,
  ];

  override render() {
    const { array, state } = this;
    if (array === undefined) {
      return nothing;
    }
    switch (state?.state) {
      case 'done':
        return this.renderSummary(array, state.summary);
      case 'running':
        return html`<div class="action">
          <vscode-progress-bar
            .value=${100 * state.fraction}
            aria-label=${messages.viewer.statisticsRunning}
          ></vscode-progress-bar>
          <vscode-button secondary @click=${() => this.ask('statistics-cancel')}>${messages.pages.cancel}</vscode-button>
        </div>`;
      default:
        return html`
          ${
            state?.state === 'failed'
              ? html`<p class="problem" role="alert">${state.message}</p>`
              : html`<p class="quiet">
                  ${state?.state === 'cancelled' ? `${messages.viewer.cancelled} ` : ''}${messages.viewer.readsAll(bytesText(array.byteLength))}
                </p>`
          }
          <div class="action">
            <vscode-button secondary @click=${() => this.ask('statistics-start')}>${messages.viewer.computeStatistics}</vscode-button>
          </div>
        `;
    }
  }

  private renderSummary({ dtype, name }: ViewedArray, summary: ViewedSummary) {
    const { viewer } = messages;
    const valueType = dtype === 'bool' ? 'float64' : dtype;
    const rows: [term: string, value: string | null, first?: number | null][] = [
      [viewer.minimum, text(summary.minimum, (value) => shortText(value, valueType, 7))],
      [viewer.maximum, text(summary.maximum, (value) => shortText(value, valueType, 7))],
      [viewer.mean, text(summary.mean, (value) => shortText(value, 'float64', 7))],
      [viewer.standardDeviation, text(summary.standardDeviation, (value) => shortText(value, 'float64', 7))],
      ['NaN', countText(summary.nan), summary.firstNan],
      [viewer.infinite, infinite(summary), summary.firstInfinite],
      [viewer.zero, countText(summary.zeros)],
      [viewer.elements, countText(summary.elements)],
    ];
    return html`
      <dl>
        ${rows.map(([term, value, first]) => html`<dt>${term}</dt><dd>${value ?? viewer.noFiniteValue}${this.renderJump(term, first ?? null)}</dd>`)}
      </dl>
      ${
        summary.histogram === null
          ? nothing
          : html`<focal-histogram-figure .histogram=${summary.histogram} .arrayName=${name}></focal-histogram-figure>`
      }
    `;
  }

  private renderJump(term: string, first: number | null) {
    return first === null
      ? nothing
      : html` <button
            type="button"
            class="jump"
            aria-label=${messages.viewer.showFirstOf(term)}
            @click=${() => this.dispatchEvent(new CustomEvent<number>('element-show', { detail: first }))}
          >${messages.viewer.showFirst}</button>`;
  }

  private ask(type: 'statistics-start' | 'statistics-cancel'): void {
    this.dispatchEvent(new CustomEvent<void>(type));
  }
}

function text(value: number | null, format: (value: number) => string): string | null {
  return value === null ? null : format(value);
}

function infinite({ positiveInfinity, negativeInfinity }: ViewedSummary): string {
  const total = positiveInfinity + negativeInfinity;
  return total === 0
    ? '0'
    : `${countText(total)} (inf ${countText(positiveInfinity)}, -inf ${countText(negativeInfinity)})`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-array-statistics': ArrayStatistics;
  }
}
